import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { run } from '../../scripts/children.mjs';
import type { KeyId } from '../../src/shared/key.ts';
import { expect, test, type OpenApp, type Session } from './app.ts';
import {
  addBroughtAccount,
  bringKey,
  call,
  copyElsewhere,
  endWithWindow,
  markedElsewhere,
  pasteElsewhere,
  stateOf,
} from './in-use.ts';

const canary = `canary_v1_${'aB3+/'.repeat(8)}x9Qz`;
const label = 'ops-mailer of the canary';

async function withKey(opened: OpenApp): Promise<OpenApp & { keyId: KeyId }> {
  const { page, session } = opened;
  await expect.poll(async () => (await stateOf(page)).keychain.status).toBe('ok');
  const accountId = await addBroughtAccount(page);
  const keyId = await bringKey(page, session, { accountId, label, secret: canary });
  await copyElsewhere(session, 'something of before');
  return { ...opened, keyId };
}

const copy = (page: Page, keyId: KeyId, recipe: 'key' | 'header' = 'key') =>
  call(page, 'copyKey', { keyId, recipe, isConfirmed: false });

test('a copied key can be pasted into another program, and is gone from there on time', async ({
  openApp,
}) => {
  const { page, session, keyId } = await withKey(await openApp());
  await call(page, 'changeSettings', { clipboardSeconds: 5 });
  await copy(page, keyId, 'header');
  expect(await pasteElsewhere(session)).toBe(`Authorization: Bearer ${canary}`);
  expect((await stateOf(page)).clipboard).toMatchObject({ keyId, label, recipe: 'header' });
  await expect.poll(() => pasteElsewhere(session)).toBe(null);
  expect((await stateOf(page)).clipboard).toBe(null);
});

test('a copied key is not pasted by the middle button too, where it would outlast the clipboard', async ({
  openApp,
}) => {
  const { page, session, keyId } = await withKey(await openApp());
  await copy(page, keyId);
  expect(await pasteElsewhere(session)).toBe(canary);
  expect(await markedElsewhere(session)).toBe(null);
  await call(page, 'clearClipboard', {});
  expect([await pasteElsewhere(session), await markedElsewhere(session)]).toEqual([null, null]);
});

test('what the user has copied elsewhere meanwhile stays', async ({ openApp }) => {
  const { page, session, keyId } = await withKey(await openApp());
  await call(page, 'changeSettings', { clipboardSeconds: 5 });
  await copy(page, keyId);
  await copyElsewhere(session, 'a shopping list');
  await expect.poll(async () => (await stateOf(page)).clipboard).toBe(null);
  expect(await pasteElsewhere(session)).toBe('a shopping list');
});

test('coming back to the window shows at once that something else is there', async ({
  openApp,
}) => {
  const { app, page, session, keyId } = await withKey(await openApp());
  await copy(page, keyId);
  await copyElsewhere(session, 'a shopping list');
  expect((await stateOf(page)).clipboard).not.toBe(null);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('focus'));
  await expect.poll(async () => (await stateOf(page)).clipboard).toBe(null);
});

/** Notes what is in the clipboard in the app's last moment. */
async function noteLastClipboard(
  app: ElectronApplication,
  { home }: Session,
): Promise<() => string> {
  const file = join(home, 'last-clipboard');
  await app.evaluate(async ({ app: running, clipboard }, path) => {
    const { writeFileSync } = process.getBuiltinModule('node:fs');
    const note = async () => writeFileSync(path, `[${await clipboard.readText()}]`);
    running.on('will-quit', () => void note());
  }, file);
  return () => readFileSync(file, 'utf8');
}

const endings = {
  'its own Quit': (app: ElectronApplication) => app.evaluate(({ app: running }) => running.quit()),
  'a signal': async (app: ElectronApplication) => void app.process().kill('SIGTERM'),
  'the last window that closes': async (app: ElectronApplication, page: Page) => {
    await endWithWindow(page);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  },
};

for (const [name, end] of Object.entries(endings)) {
  test(`ended by ${name}, Keyturn leaves no key in the clipboard`, async ({ openApp }) => {
    const { app, page, session, keyId } = await withKey(await openApp());
    const lastClipboard = await noteLastClipboard(app, session);
    await copy(page, keyId);
    expect(await pasteElsewhere(session)).toBe(canary);
    const isClosed = app.waitForEvent('close');
    await end(app, page);
    await isClosed;
    expect(lastClipboard()).toBe('[]');
    expect(await pasteElsewhere(session)).toBe(null);
  });
}

test('what was copied elsewhere outlives Keyturn', async ({ openApp }) => {
  const { app, page, session, keyId } = await withKey(await openApp());
  await copy(page, keyId);
  await copyElsewhere(session, 'a shopping list');
  await app.close();
  expect(await pasteElsewhere(session)).toBe('a shopping list');
});

test('the sleep of the computer clears the clipboard', async ({ openApp }) => {
  const { app, page, session, keyId } = await withKey(await openApp());
  await copy(page, keyId);
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await expect.poll(() => pasteElsewhere(session)).toBe(null);
  expect((await stateOf(page)).clipboard).toBe(null);
});

const tellScreen = ({ env }: Session, interfaceName: string, isActive: boolean) =>
  run(
    'dbus-send',
    [
      '--session',
      '--type=signal',
      '/screen',
      `${interfaceName}.ActiveChanged`,
      `boolean:${isActive}`,
    ],
    { env },
  );

test('the lock of the screen clears the clipboard', async ({ openApp }) => {
  const { page, session, keyId } = await withKey(await openApp());
  await copy(page, keyId);
  await tellScreen(session, 'org.gnome.ScreenSaver', false);
  await tellScreen(session, 'org.example.Elsewhere', true);
  expect(await pasteElsewhere(session)).toBe(canary);
  await expect
    .poll(async () => {
      await tellScreen(session, 'org.gnome.ScreenSaver', true);
      return pasteElsewhere(session);
    })
    .toBe(null);
  expect((await stateOf(page)).clipboard).toBe(null);
});

test('where clipboard histories cannot be told, State says so until it was told', async ({
  openApp,
}) => {
  const { app, page, keyId } = await withKey(await openApp());
  await copy(page, keyId);
  const canConceal = await app.evaluate(
    (electron) => typeof Reflect.get(electron, 'ClipboardItem') === 'function',
  );
  const { clipboard, tips } = await stateOf(page);
  expect(clipboard?.isConcealed).toBe(canConceal);
  expect(tips).toEqual(canConceal ? [] : ['clipboard-not-concealed']);
  await call(page, 'changeSettings', { told: ['clipboard-not-concealed'] });
  expect((await stateOf(page)).tips).toEqual([]);
});
