import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemNameOf } from '../../src/main/core/sessions.ts';
import { systemKeychain } from '../../src/main/platform/keychain.ts';
import { accountId } from '../../src/shared/account.ts';
import type { OpenApp } from './app.ts';
import {
  addAccount,
  dataGov,
  expect,
  goToAccount,
  openSignedIn,
  postman,
  press,
  rowsOf,
  signIn,
  test,
} from './at-sandbox.ts';

test('a restart keeps accounts, lists and the session that was to be kept', async ({
  openApp,
  sandbox,
}) => {
  const first = await openSignedIn(openApp, sandbox, { isKept: true });
  await addAccount(first.page, sandbox.address, dataGov);
  await signIn(first.page, sandbox);
  await expect(rowsOf(first.page)).toHaveCount(4);
  expect(await first.session.countItems()).toBe(1);
  await first.app.close();

  const { page, session } = await openApp({ session: first.session });
  const main = page.getByRole('main');
  await goToAccount(page, postman.name);
  await expect(main).toContainText('kept in your keychain');
  await expect(rowsOf(page)).toHaveCount(13);
  await page.getByRole('navigation').getByRole('button', { name: dataGov.name }).click();
  await expect(main).toContainText('Signed out since Keyturn was closed');
  await expect(rowsOf(page)).toHaveCount(4);

  await page.getByRole('navigation').getByRole('button', { name: postman.name }).click();
  await press(page, 'Sync now');
  await expect(main).toContainText('Signed in until');
  await press(page, 'Sign out');
  await expect(main).toContainText('Signed out.');
  await expect.poll(() => session.countItems()).toBe(0);
});

test('a kept session in a locked keyring is left alone, and goes on once it is unlocked', async ({
  openApp,
  sandbox,
}) => {
  const first = await openSignedIn(openApp, sandbox, { isKept: true });
  await expect(first.page.getByRole('main')).toContainText('kept in your keychain');
  await first.app.close();
  await first.session.lockKeyring();

  const { page, session } = await openApp({ session: first.session });
  await goToAccount(page, postman.name);
  await expect(page.getByRole('main')).toContainText('while your keychain is not open');
  await session.reopenKeyring();
  await page.getByRole('button', { name: /^Keychain/ }).click();
  await press(page, 'Check again');
  await expect(page.getByRole('status')).toHaveText('Ready');
  await page.getByRole('button', { name: postman.name }).click();
  await expect(page.getByRole('main')).toContainText('Signed in until');
});

test('no code and no session comes to rest in a file, a message, State or the page', async ({
  openApp,
  sandbox,
}) => {
  const canaries: string[] = [];
  const opened = await openApp();
  const { page, app, session } = opened;
  const said = listenTo(opened);
  await addAccount(page, sandbox.address);
  canaries.push(await signIn(page, sandbox, { isKept: true }));
  await expect(rowsOf(page)).toHaveCount(13);
  await addAccount(page, sandbox.address, dataGov);
  canaries.push(await signIn(page, sandbox, { isKept: true }));
  await expect(rowsOf(page)).toHaveCount(4);
  const world = JSON.stringify(await page.evaluate(() => window.bridge.call('readState', {})));
  canaries.push(...(await sessionsIn(session, world)));
  const html = await page.content();
  await app.close();
  const folder = join(session.env['XDG_CONFIG_HOME'] ?? '', 'Keyturn');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  expect(files.length).toBeGreaterThan(0);
  for (const place of [...files, world, html, said()]) {
    // Its place alone: the message of a matcher would hold what must not be shown.
    expect(canaries.findIndex((canary) => place.includes(canary))).toBe(-1);
  }
});

/** What the services gave, as the keyring of the session holds it. */
async function sessionsIn({ env }: OpenApp['session'], world: string): Promise<string[]> {
  process.env['DBUS_SESSION_BUS_ADDRESS'] = env['DBUS_SESSION_BUS_ADDRESS'];
  const ids = [...world.matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id]) => accountId.parse(id));
  const items = await Promise.all(ids.map((id) => systemKeychain.read(itemNameOf(id))));
  const secrets = items.map((item) => JSON.parse(item?.reveal() ?? '{}').secret as string);
  expect(secrets.map((secret) => secret.length > 20)).toEqual([true, true]);
  return secrets.flatMap((secret) => [secret, decodeURIComponent(secret), secret.slice(5, 25)]);
}

function listenTo({ app }: OpenApp): () => string {
  let said = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  return () => said;
}
