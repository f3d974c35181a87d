import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { itemNameOf } from '../../src/main/core/sessions.ts';
import { systemKeychain } from '../../src/main/platform/keychain.ts';
import { accountId } from '../../src/shared/account.ts';
import { openTestSandbox } from '../sandbox/sandbox-client.ts';
import { expect, test as base, type OpenApp } from './app.ts';

type Sandbox = Awaited<ReturnType<typeof openTestSandbox>>;

/** The stand-in services on this computer, with the example account in them. */
const test = base.extend<{ sandbox: Sandbox }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what is needed here.
  async sandbox({}, use) {
    await using sandbox = await openTestSandbox({ isEmpty: false });
    await use(sandbox);
  },
});

const email = 'officer@agency.gov.sg';
const postman = { service: /^Postman v1/, path: '/postman/v1', name: 'Our Postman' };
const dataGov = { service: /^Data.gov-style/, path: '/data-gov', name: 'Our data' };
const wholeList = '12 keys at the service: 10 not held here, 1 expired, 1 from before labels';

const dialogOf = (page: Page): Locator => page.getByRole('dialog');
const press = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole('button', { name, exact: true }).click();
const rowsOf = (page: Page): Locator => page.getByRole('row');

async function addAccount(page: Page, address: string, { service, path, name } = postman) {
  await page.getByRole('navigation').getByRole('button', { name: 'Add account' }).click();
  await dialogOf(page).getByRole('button', { name: service }).click();
  const own = page.getByLabel('Own address');
  if (await own.isVisible()) await own.check();
  await page.getByLabel('Address', { exact: true }).fill(`${address}${path}`);
  await page.getByLabel('Your e-mail address there').fill(email);
  await page.getByLabel('Name in Keyturn').fill(name);
  await press(dialogOf(page), 'Add account');
}

/** In the dialog that is open. Gives back the code that was used. */
async function signIn(page: Page, sandbox: Sandbox, { isKept = false } = {}): Promise<string> {
  await press(dialogOf(page), 'Send code');
  const field = page.getByLabel('One-time code');
  await field.waitFor();
  const code = await sandbox.lastOtp();
  // As it comes out of a mail: in any case, with blanks around it.
  await field.fill(` ${code.toLowerCase()} \n`);
  await expect(field).toHaveValue(code);
  if (isKept) await page.getByLabel('Keep me signed in').check();
  await press(dialogOf(page), 'Sign in');
  await expect(dialogOf(page)).toHaveCount(0);
  return code;
}

for (const { kind, keys, ...service } of [
  { ...postman, kind: 'Postman v1', keys: wholeList },
  { ...dataGov, kind: 'the Data.gov style', keys: '3 keys at the service: 3 not held here' },
]) {
  test(`an account at ${kind} is added, signed in to with a code, and its keys are listed`, async ({
    openApp,
    sandbox,
  }) => {
    const { page } = await openApp();
    await addAccount(page, sandbox.address, service);
    await signIn(page, sandbox);
    const main = page.getByRole('main');
    await expect(main.getByRole('heading', { level: 1 })).toHaveText(service.name);
    await expect(main.getByRole('heading', { name: keys })).toBeVisible();
    await expect(main).toContainText('Signed in until');
    await expect(rowsOf(page)).toHaveCount(Number.parseInt(keys, 10) + 1);
    await expect(page.getByRole('navigation')).toContainText('Signed in');
  });
}

test('what ends first stands first, with its last five, its contacts and its standing in words', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await signIn(page, sandbox);
  const first = rowsOf(page).nth(1).getByRole('cell');
  await expect(first).toHaveText([
    'forms-portal production',
    '•••••hhhZD',
    /in \d days/,
    '2',
    'Not held here',
  ]);
  await expect(rowsOf(page).nth(11)).toContainText('Expired');
  await expect(rowsOf(page).nth(12)).toContainText('From before labels');
});

test('wrong codes are counted, and the words say what to do', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await press(dialogOf(page), 'Send code');
  for (const left of ['3 tries left', '2 tries left', '1 try left', 'No tries are left']) {
    await page.getByLabel('One-time code').fill('WRONG1');
    await press(dialogOf(page), 'Sign in');
    await expect(dialogOf(page)).toContainText(left);
    await expect(dialogOf(page).getByRole('alert')).toContainText('ask for a new code');
  }
  await expect(dialogOf(page)).toContainText(/New code in \d+ s/);
});

test('a new code may be asked for once the wait is over', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  await page.clock.install();
  await addAccount(page, sandbox.address);
  await press(dialogOf(page), 'Send code');
  await page.getByLabel('One-time code').waitFor();
  await sandbox.moveClock({ moveMs: 31_000 });
  await page.clock.fastForward(31_000);
  await press(dialogOf(page), 'Send a new code');
  await expect.poll(async () => (await sandbox.mails()).filter(isCode).length).toBe(2);
});

const isCode = ({ subject }: { subject: string }): boolean => subject.includes('one-time');

test('somebody whom the service does not let in is told so', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByRole('button', { name: 'Add account' }).click();
  await dialogOf(page).getByRole('button', { name: postman.service }).click();
  await page.getByLabel('Own address').check();
  await page.getByLabel('Address', { exact: true }).fill(`${sandbox.address}/postman/v1`);
  await page.getByLabel('Your e-mail address there').fill('someone@example.org');
  await press(dialogOf(page), 'Add account');
  await press(dialogOf(page), 'Send code');
  await expect(dialogOf(page).getByRole('alert')).toContainText('does not let this e-mail address');
});

test('a session that ends in the middle: signed in again where one stands, and the sync goes on', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await signIn(page, sandbox);
  await expect(rowsOf(page)).toHaveCount(13);

  await sandbox.moveClock({ moveMs: 60_000 });
  const cookie = await sandbox.signIn();
  await sandbox.createKey(cookie, 'made elsewhere');
  await sandbox.setFault({ route: 'postman.list', fault: 'end-session', times: 1 });
  await press(page, 'Sync now');
  await expect(dialogOf(page)).toContainText('The session has ended');
  await expect(page.getByRole('navigation')).toContainText('Signed out');
  await sandbox.moveClock({ moveMs: 60_000 });
  await signIn(page, sandbox);
  await expect(page.getByRole('cell', { name: 'made elsewhere' })).toBeVisible();
});

test('who would not sign in again is signed out, and sees the list as it was', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await signIn(page, sandbox);
  await expect(rowsOf(page)).toHaveCount(13);
  await sandbox.setFault({ route: 'postman.list', fault: 'end-session', times: 1 });
  await press(page, 'Sync now');
  await dialogOf(page).waitFor();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('the session has ended');
  await expect(rowsOf(page)).toHaveCount(13);
});

test('a service out of reach says nothing of the session, and is noticed when it is back', async ({
  openApp,
}) => {
  let sandbox = await openTestSandbox({ isEmpty: false });
  const { port } = sandbox;
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await signIn(page, sandbox);
  await expect(rowsOf(page)).toHaveCount(13);
  await sandbox[Symbol.asyncDispose]();
  await press(page, 'Sync now');
  await expect(page.getByRole('alert')).toContainText('Nothing answers at this address');
  await expect(page.getByRole('main')).toContainText('Unreachable since');
  await expect(page.getByRole('main')).toContainText('Signed in until');
  await expect(page.getByRole('navigation')).toContainText('Unreachable');
  await expect(rowsOf(page)).toHaveCount(13);

  // Another one at the same place, which does not know the session.
  sandbox = await openTestSandbox({ isEmpty: false, port });
  await press(page, 'Sync now');
  await expect(dialogOf(page)).toContainText('The session has ended');
  await expect(page.getByRole('navigation')).not.toContainText('Unreachable');
  await sandbox[Symbol.asyncDispose]();
});

test('a restart keeps accounts, lists and the session that was to be kept', async ({
  openApp,
  sandbox,
}) => {
  const first = await openApp();
  await addAccount(first.page, sandbox.address);
  await signIn(first.page, sandbox, { isKept: true });
  await expect(rowsOf(first.page)).toHaveCount(13);
  await addAccount(first.page, sandbox.address, dataGov);
  await signIn(first.page, sandbox);
  await expect(rowsOf(first.page)).toHaveCount(4);
  expect(await first.session.countItems()).toBe(1);
  await first.app.close();

  const { page, session } = await openApp({ session: first.session });
  const main = page.getByRole('main');
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
  const first = await openApp();
  await addAccount(first.page, sandbox.address);
  await signIn(first.page, sandbox, { isKept: true });
  await expect(first.page.getByRole('main')).toContainText('kept in your keychain');
  await first.app.close();
  await first.session.lockKeyring();

  const { page, session } = await openApp({ session: first.session });
  await expect(page.getByRole('main')).toContainText('while your keychain is not open');
  await session.reopenKeyring();
  await page.getByRole('button', { name: /^Keychain/ }).click();
  await press(page, 'Check again');
  await expect(page.getByRole('status')).toHaveText('Ready');
  await page.getByRole('button', { name: postman.name }).click();
  await expect(page.getByRole('main')).toContainText('Signed in until');
});

test('removing says what is forgotten and what stays, and Cancel has the focus', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await signIn(page, sandbox);
  await expect(rowsOf(page)).toHaveCount(13);
  await press(page, 'Remove…');
  await expect(dialogOf(page)).toContainText('Forgotten here');
  await expect(dialogOf(page)).toContainText('10 live keys, which go on working');
  await expect(dialogOf(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await press(dialogOf(page), 'Remove account');
  await expect(page.getByRole('heading', { name: 'Keys that are turned in time' })).toBeVisible();
});

test('an account gets another name', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await page.keyboard.press('Escape');
  await press(page, 'Rename…');
  await page.getByRole('textbox', { name: 'Name' }).fill('Night shift');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night shift');
});

test('an address in the open, or the same account twice, is not taken', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await addAccount(page, 'http://example.org');
  await expect(dialogOf(page)).toContainText('http would send your session in the open');
  await page.getByLabel('Address', { exact: true }).fill(`${sandbox.address}/postman/v1`);
  await press(dialogOf(page), 'Add account');
  await page.keyboard.press('Escape');
  await addAccount(page, sandbox.address);
  await expect(dialogOf(page).getByRole('alert')).toContainText('You have this account already');
});

test('the sandbox in the app: one click, the code on the screen, the keys listed; it ends with the app', async ({
  openApp,
}) => {
  const first = await openApp();
  await press(first.page, 'Try it in the sandbox');
  await press(dialogOf(first.page), 'Send code');
  await press(dialogOf(first.page), 'Use it');
  await first.page.getByLabel('Keep me signed in').check();
  await press(dialogOf(first.page), 'Sign in');
  await expect(first.page.getByRole('heading', { name: wholeList })).toBeVisible();
  await expect(first.page.getByRole('navigation')).toContainText('Sandbox Data.gov');
  const before = await first.page.getByText(/http:\/\/127\.0\.0\.1:\d+\/postman/).innerText();
  await first.app.close();
  await expect(fetch(before)).rejects.toThrow('fetch failed');

  // Another port, the same sandbox: it knows the session still.
  const { page } = await openApp({ session: first.session });
  await expect(page.getByRole('main')).toContainText('kept in your keychain');
  await press(page, 'Sync now');
  await expect(page.getByText(/http:\/\/127\.0\.0\.1:\d+\/postman/)).not.toHaveText(before);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('all of it works from the keyboard', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  const type = async (text: string, key: string): Promise<void> => {
    await page.keyboard.insertText(text);
    await page.keyboard.press(key);
  };
  await page.getByRole('main').getByRole('button', { name: 'Add account' }).focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).getByRole('button', { name: postman.service }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Your e-mail address there')).toBeFocused();
  await page.getByLabel('Production').focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Own address')).toBeChecked();
  await page.keyboard.press('Tab');
  await type(`${sandbox.address}/postman/v1`, 'Tab');
  await type(email, 'Enter');
  await expect(dialogOf(page).getByRole('button', { name: 'Send code' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('One-time code')).toBeFocused();
  await type(await sandbox.lastOtp(), 'Enter');
  await expect(rowsOf(page)).toHaveCount(13);
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
