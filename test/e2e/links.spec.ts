import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rootSwitches } from '../../scripts/launch.mjs';
import { root } from '../../scripts/project.mjs';
import { electron, expect, test, type OpenApp, type Session } from './app.ts';
import { endWithWindow } from './in-use.ts';

test('a link opens the row of a key in the window that is there, and does nothing else', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  const keyId = await keyIn({ page });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await open(session, `keyturn://key/${keyId}`);
  await expect(page.getByRole('heading', { name: 'by-link' })).toBeVisible();
  const after = await stateOf({ page });
  expect([after.clipboard, after.revealed, after.rotations]).toEqual([null, null, []]);
  expect(await isVisible(app)).toBe(true);
});

test('a link that leads nowhere brings the window forward, which says so, and no more', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  const keyId = await keyIn({ page });
  const hide = (): Promise<void> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  for (const link of [
    'keyturn://key/nobody',
    `keyturn://key/${keyId}/copy`,
    `keyturn://key/${keyId}?reveal`,
    `keyturn://reveal/${keyId}`,
    'keyturn://key/../../../etc/passwd',
    `keyturn://key/${'a'.repeat(10_000)}`,
  ]) {
    await hide();
    await open(session, link);
    await expect.poll(() => isVisible(app), { message: link.slice(0, 60) }).toBe(true);
  }
  await expect(page.getByText('The key that was asked for is not here.').first()).toBeVisible();
  const { keysAsked, clipboard, revealed, rotations } = await stateOf({ page });
  expect([keysAsked, clipboard, revealed, rotations]).toEqual([
    expect.objectContaining({ keyIds: [] }),
    null,
    null,
    [],
  ]);
});

test('the link of a key is copied from its menu, and it is no key', async ({ openApp }) => {
  const { app, page } = await openApp();
  const keyId = await keyIn({ page });
  await page.keyboard.press('Control+K');
  await page.keyboard.type('by-link');
  await page.keyboard.press('Tab');
  await page.getByRole('option', { name: 'Copy link' }).click();
  await expect(page.getByText('The link is in the clipboard')).toBeVisible();
  const text = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect([text, (await stateOf({ page })).clipboard]).toEqual([`keyturn://key/${keyId}`, null]);
});

test('a start by a link opens that row', async ({ openApp }) => {
  const first = await openApp();
  const keyId = await keyIn(first);
  await endWithWindow(first.page);
  await first.app.close();
  const { page } = await openApp({ session: first.session, words: [`keyturn://key/${keyId}`] });
  await expect(page.getByRole('heading', { name: 'by-link' })).toBeVisible();
});

/** A key in the sandbox, made without the window's help. */
async function keyIn({ page }: Pick<OpenApp, 'page'>): Promise<string> {
  const call = async (name: string, request: object): Promise<Record<string, never>> => {
    const result = await page.evaluate(([called, fields]) => window.bridge.call(called, fields), [
      name,
      request,
    ] as const);
    const { ok, value, failure } = result as { ok: boolean; value: never; failure: unknown };
    if (!ok) throw new Error(JSON.stringify(failure));
    return value;
  };
  await expect(page.getByRole('status')).toHaveText('Ready');
  const { accountId } = await call('startSandbox', {});
  await call('requestCode', { accountId });
  const { code } = await call('readSandboxCode', { accountId });
  await call('signIn', { accountId, code, isToBeKept: false });
  const { options } = await call('listExpirations', { accountId });
  const expiration = (options as { id: string }[] | undefined)?.[0]?.id ?? null;
  const contacts = ['ops@agency.gov.sg'];
  const wish = { accountId, label: 'by-link', contacts, expiration };
  return String((await call('generateKey', wish))['keyId']);
}

interface SeenState {
  clipboard: unknown;
  revealed: unknown;
  rotations: unknown[];
  keysAsked: unknown;
}

async function stateOf({ page }: Pick<OpenApp, 'page'>): Promise<SeenState> {
  const result = await page.evaluate(() => window.bridge.call('readState', {}));
  return (result as { value: SeenState }).value;
}

function isVisible(app: OpenApp['app']): Promise<boolean | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
}

/** As a desktop does: by a second start, with the link as a word. */
async function open({ env }: Session, link: string): Promise<void> {
  const second = spawn(electron, [...rootSwitches(), root, link], { env, stdio: 'ignore' });
  expect(await once(second, 'exit')).toEqual([0, null]);
}
