import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';
import { run } from '../../scripts/children.mjs';
import { root } from '../../scripts/project.mjs';
import type { LockSettings } from '../../src/shared/lock.ts';
import { expect, test, type OpenApp } from './app.ts';
import {
  addBroughtAccount,
  bringKey,
  call,
  copyElsewhere,
  pasteElsewhere,
  stateOf,
  tryCall,
  lockScreen,
} from './in-use.ts';

const secret = `canary_v1_${'gH7+/'.repeat(8)}k3Mn`;
/** It stands in State, in the list and in what is searched for: wherever a page has looked, it is there. */
const label = 'canary-label-of-the-night-mailer';

async function withKey(opened: OpenApp): Promise<OpenApp> {
  const { page, session } = opened;
  await expect.poll(async () => (await stateOf(page)).keychain.status).toBe('ok');
  const accountId = await addBroughtAccount(page);
  await bringKey(page, session, { accountId, label, secret });
  await copyElsewhere(session, 'something of before');
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await expect(page.getByRole('row', { name: new RegExp(label) })).toBeVisible();
  return opened;
}

async function choose(page: Page, part: Partial<LockSettings>): Promise<void> {
  const { settings } = await stateOf(page);
  await call(page, 'changeSettings', { lock: { ...settings.lock, ...part } });
}

const unlockButton = (page: Page) => page.getByRole('button', { name: 'Unlock' });

/** What a dialog consists of comes a moment after the list, and so does what is beside it. */
async function expectNoDialog(page: Page): Promise<void> {
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('complementary', { name: /^Details of/ })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+L');
  await expect(unlockButton(page)).toBeFocused();
}

async function unlock(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
}

/** The process of the window's page. */
const processOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );

/** All that the page's script holds in memory, as text. */
async function heapOf(page: Page): Promise<string> {
  const inspector = await page.context().newCDPSession(page);
  const pieces: string[] = [];
  inspector.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => pieces.push(chunk));
  await inspector.send('HeapProfiler.takeHeapSnapshot');
  await inspector.detach();
  return pieces.join('');
}

const isIn = async (page: Page): Promise<boolean> =>
  (await heapOf(page)).includes(label) || (await page.content()).includes(label);

test('locked by its keys, nothing of a key is left in the window, the clipboard or the page’s reach; Enter brings the same place back', async ({
  openApp,
}) => {
  const { app, page, session } = await withKey(await openApp());
  await page.getByRole('row', { name: new RegExp(label) }).click();
  await expect(page.getByRole('complementary', { name: `Details of ${label}` })).toBeVisible();
  await page.getByRole('searchbox').fill('canary');
  const { keys } = await stateOf(page);
  const keyId = keys[0]?.id ?? '';
  await call(page, 'copyKey', { keyId, recipe: 'key', isConfirmed: false });
  expect(await pasteElsewhere(session)).toBe(secret);
  // The search itself finds it where it is.
  expect(await isIn(page)).toBe(true);
  const before = await processOf(app);

  await lock(page);
  expect(await isIn(page)).toBe(false);
  await expect.poll(() => existsSync(`/proc/${before}`)).toBe(false);
  await expect.poll(() => pasteElsewhere(session)).toBe(null);
  for (const name of ['readState', 'readMemo'] as const) {
    expect(await tryCall(page, name, {})).toEqual({
      ok: false,
      failure: { code: 'call-refused', reason: 'locked' },
    });
  }
  expect(await tryCall(page, 'revealKey', { keyId })).toMatchObject({ ok: false });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations).toEqual([]);
  await page.goBack().catch(() => undefined);
  await expect(unlockButton(page)).toBeVisible();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: `Details of ${label}` })).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('canary');
  await expect(page.getByRole('row', { name: new RegExp(label) })).toBeFocused();
});

test('a page that hangs when it is asked to go is taken away as well', async ({ openApp }) => {
  const { app, page } = await withKey(await openApp());
  const before = await processOf(app);
  await page.evaluate(() => {
    for (const name of ['beforeunload', 'pagehide', 'unload']) {
      window.addEventListener(name, (event) => {
        event.preventDefault();
        // oxlint-disable-next-line no-empty -- a page that somebody has taken over
        for (;;) {}
      });
    }
  });
  await app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find((item) => item.label === '&File');
    file?.submenu?.items.find((item) => item.label === '&Lock Keyturn')?.click();
  });
  await expect(unlockButton(page)).toBeVisible();
  await expect.poll(() => existsSync(`/proc/${before}`)).toBe(false);
});

test('a page that hangs is taken away also where it has just come up itself', async ({
  openApp,
}) => {
  const { app, page } = await withKey(await openApp());
  const before = await processOf(app);
  await page.evaluate(() => {
    window.addEventListener('beforeunload', (event) => {
      event.preventDefault();
      // oxlint-disable-next-line no-empty -- a page that somebody has taken over
      for (;;) {}
    });
  });
  await app.evaluate(({ BrowserWindow, Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find((item) => item.label === '&File');
    file?.submenu?.items.find((item) => item.label === '&Lock Keyturn')?.click();
    // Once the lock has begun, its own navigation ends, which had begun before.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const own = 'app://keyturn/index.html';
    setImmediate(() => contents?.emit('did-navigate', {}, own, 200, 'OK'));
  });
  await expect(unlockButton(page)).toBeVisible();
  await expect.poll(() => existsSync(`/proc/${before}`)).toBe(false);
});

test('what is chosen in a dialog of the system that outlives the lock is not written', async ({
  openApp,
}) => {
  const { app, page, session } = await withKey(await openApp());
  const [outlived = '', later = ''] = ['outlived', 'later'].map((name) =>
    join(session.home, `${name}.csv`),
  );
  await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () =>
      new Promise((resolve) => void Reflect.set(globalThis, 'answerDialog', resolve));
  });
  await page.evaluate(() => {
    void window.bridge.call('exportReport', { form: 'csv', withinDays: null });
  });
  await expect.poll(() => app.evaluate(() => Reflect.has(globalThis, 'answerDialog'))).toBe(true);
  await lock(page);
  await app.evaluate(
    ({ dialog }, { answered, next }) => {
      const answer: unknown = Reflect.get(globalThis, 'answerDialog');
      if (typeof answer !== 'function') throw new Error('Nobody has asked.');
      answer({ canceled: false, filePath: answered });
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: next });
    },
    { answered: outlived, next: later },
  );
  await unlock(page);
  // Whatever came of the first answer was done before this one.
  await call(page, 'exportReport', { form: 'csv', withinDays: null });
  expect([existsSync(later), existsSync(outlived)]).toEqual([true, false]);
});

test('the page that is taken away cannot unlock on its way out', async ({ openApp }) => {
  const { page } = await withKey(await openApp());
  await page.evaluate(() => {
    const ask = (): void => void window.bridge.call('unlock', {});
    setInterval(ask);
    for (const name of ['beforeunload', 'pagehide', 'unload']) window.addEventListener(name, ask);
  });
  await lock(page);
  expect(await call(page, 'readLock', {})).toMatchObject({ lock: { because: 'asked' } });
});

test('while it is locked its page hears no State, though it listens', async ({ openApp }) => {
  const { app, page } = await withKey(await openApp());
  const [key] = (await stateOf(page)).keys;
  await lock(page);
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Reflect.set(globalThis, 'heard', heard);
    const hear = (news: unknown): void => void heard.push(news);
    Reflect.apply(Reflect.get(window.bridge, 'onState'), null, [hear]);
  });
  await app.evaluate(
    ({ app: running }, link) => void running.emit('second-instance', {}, [link], ''),
    `keyturn://key/${key?.id}`,
  );
  // What was sent before its answer has come before it.
  await call(page, 'readLock', {});
  expect(await page.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual([]);
  // There was something to hear of.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: `Details of ${label}` })).toBeVisible();
});

test('while it is locked, a page in another window unlocks nothing', async ({ openApp }) => {
  const { app, page } = await withKey(await openApp());
  await lock(page);
  const opening = app.waitForEvent('window');
  await app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const [window] = BrowserWindow.getAllWindows();
      if (!window) throw new Error('there is no window');
      const { session } = window.webContents;
      const other = new BrowserWindow({ show: false, webPreferences: { session, preload } });
      await other.loadURL('app://keyturn-lock/lock.html');
    },
    join(root, 'out/preload/index.cjs'),
  );
  const other = await opening;
  for (const name of ['unlock', 'readLock', 'readState'] as const) {
    expect(await tryCall(other, name, {})).toEqual({
      ok: false,
      failure: { code: 'call-refused', reason: 'untrusted-sender' },
    });
  }
  await expect(unlockButton(page)).toBeVisible();
});

test('it is locked with the screen, and asleep, only where that was chosen', async ({
  openApp,
}) => {
  const { app, page, session } = await withKey(await openApp());
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await call(page, 'checkKeychain', {});
  await page.keyboard.press('Control+,');
  await page.getByLabel('Lock when the screen is locked').check();
  await page.getByLabel('Lock when the computer goes to sleep').check();
  await expect
    .poll(async () => (await stateOf(page)).settings.lock)
    .toMatchObject({ isOnScreenLock: true, isOnSleep: true });
  // Until it is listened for.
  await expect
    .poll(async () => {
      await lockScreen(session);
      return unlockButton(page).isVisible();
    })
    .toBe(true);
  await expect(page.getByText('The screen was locked.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect(page.getByText('The computer went to sleep.')).toBeVisible();
});

test('idle for as long as was chosen, it is locked by the next tick', async ({ openApp }) => {
  const { app, page } = await withKey(await openApp());
  const tick = () => app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 600;
  });
  await page.keyboard.press('Control+,');
  await page.getByRole('radio', { name: '15 minutes' }).check();
  await expect.poll(async () => (await stateOf(page)).settings.lock.afterIdleMinutes).toBe(15);
  await tick();
  await call(page, 'checkKeychain', {});
  await page.getByRole('radio', { name: '5 minutes', exact: true }).check();
  await expect.poll(async () => (await stateOf(page)).settings.lock.afterIdleMinutes).toBe(5);
  await expect
    .poll(async () => {
      await tick();
      return unlockButton(page).isVisible();
    })
    .toBe(true);
  await expect(page.getByText('Nobody had used this computer for a while.')).toBeVisible();
});

test('reminders go on without names, and a click on one brings the lock first and the key after', async ({
  openApp,
}) => {
  const { app, page, session } = await withKey(await openApp());
  const { choose: answer } = await session.offerNotifications();
  await lock(page);
  await unlock(page);
  const [key] = (await stateOf(page)).keys;
  const expiresAt = new Date(Date.now() + 5.5 * 86_400_000).toISOString();
  await call(page, 'editKey', { keyId: key?.id ?? '', expiresAt });
  await lock(page);

  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  const count = async () =>
    Number((await run('dunstctl', ['count', 'displayed'], { env: session.env })).output);
  await expect.poll(count).toBe(1);
  const desktop = (...words: string[]) => run('dunstctl', words, { env: session.env });
  await desktop('close-all');
  const { output } = await desktop('history');
  expect(output).toContain('A key is due');
  expect(output).not.toContain(label);

  // One that is still on the screen.
  await unlock(page);
  await call(page, 'editKey', {
    keyId: key?.id ?? '',
    expiresAt: new Date(Date.now() + 0.5 * 86_400_000).toISOString(),
  });
  await lock(page);
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await expect.poll(count).toBe(1);
  await answer('Rotate');
  await desktop('context');
  await expect(unlockButton(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Rotate this key' })).toContainText(label);
});

test('the shortcut from anywhere opens the lock first and the palette after', async ({
  openApp,
}) => {
  const { app, page, session } = await withKey(await openApp());
  await call(page, 'changeSettings', { paletteShortcut: 'Control+Alt+K' });
  // From a dialog too.
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('combobox')).toBeFocused();
  await lock(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await run('xdotool', ['key', 'ctrl+alt+k'], { env: session.env });
  const isVisible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isVisible).toBe(true);
  await expect(unlockButton(page)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toBeFocused();
});

test('a window that is closed and opened while it is locked shows the lock', async ({
  openApp,
}) => {
  const { app, page } = await withKey(await openApp());
  await lock(page);
  await page.close();
  const next = app.waitForEvent('window');
  await app.evaluate(({ app: running }) => void running.emit('second-instance', {}, [], ''));
  const again = await next;
  await expect(unlockButton(again)).toBeFocused();
  await again.keyboard.press('Enter');
  await expect(again.getByRole('row', { name: new RegExp(label) })).toBeVisible();
});

test('sessions are ended by choice', async ({ openApp }) => {
  const { page } = await openApp();
  await page.getByRole('button', { name: 'Try it in the sandbox' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  const standing = async () =>
    (await stateOf(page)).accounts.find(({ serviceId }) => serviceId === 'postman-v1');
  await expect.poll(standing).toMatchObject({ signIn: { status: 'signed-in' } });
  await expect.poll(standing).toMatchObject({ sync: { isRunning: false } });
  await lock(page);
  await unlock(page);
  await expect.poll(standing).toMatchObject({ signIn: { status: 'signed-in' } });
  await choose(page, { endsSessions: true });
  await lock(page);
  await unlock(page);
  await page.getByRole('navigation').getByRole('button', { name: 'Sandbox Postman' }).click();
  await expect(page.getByText('Signed out when Keyturn was locked.').first()).toBeVisible();
});

test('a dialog that was open opens again, and a long description is not lost', async ({
  openApp,
}) => {
  const { page } = await withKey(await openApp());
  const dialog = page.getByRole('dialog');
  await page.getByRole('navigation').getByRole('button', { name: 'Add account' }).click();
  await dialog.getByRole('button', { name: /^Describe another service…/ }).click();
  await page.getByLabel('GOV.UK Notify').check();
  await page.getByLabel('Base address').fill('https://notify.example.org');
  await lock(page);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { level: 2 })).toHaveText('Describe a service');
  await expect(page.getByLabel('Base address')).toHaveValue('https://notify.example.org');
  await expect(page.getByLabel('GOV.UK Notify')).toBeChecked();
  // Nobody is to lose it by a slip, after the lock as before.
  await dialog.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(dialog).toContainText('What you have written is not saved.');
  await dialog.getByRole('button', { name: 'Back', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await lock(page);
  await unlock(page);
  await expectNoDialog(page);

  await page.keyboard.press('Control+I');
  await expect(dialog).toContainText('Which key is this?');
  await lock(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Which key is this?');
});

test('a code that was mailed can be entered after a lock, and a sign-in that is over is not asked for', async ({
  openApp,
}) => {
  const { page } = await openApp();
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Try it in the sandbox' }).click();
  await expect(page.getByLabel('One-time code')).not.toHaveValue('');
  await lock(page);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('One-time code')).not.toHaveValue('');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('row')).toHaveCount(13);
  await lock(page);
  await unlock(page);
  await expect(page.getByRole('row')).toHaveCount(13);
  await expectNoDialog(page);
});

test('a note that is being written is kept when its writer locks', async ({ openApp }) => {
  const { page } = await withKey(await openApp());
  await page.getByRole('row', { name: new RegExp(label) }).click();
  await page.keyboard.press('ArrowRight');
  await page.getByLabel('Note', { exact: true }).fill('asked for by the night shift');
  await lock(page);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue(
    'asked for by the night shift',
  );
});
