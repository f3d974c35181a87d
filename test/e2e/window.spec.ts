import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { rootSwitches } from '../../scripts/launch.mjs';
import { root } from '../../scripts/project.mjs';
import { electron, expect, test } from './app.ts';
import { call, endWithWindow } from './in-use.ts';

const sizeOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

test('the first window has the usual size', async ({ openApp }) => {
  const { app } = await openApp();
  expect(await sizeOf(app)).toMatchObject({ width: 1080, height: 720 });
});

test('size and place are remembered', async ({ openApp }) => {
  const bounds = { x: 60, y: 40, width: 900, height: 600 };
  const first = await openApp();
  await first.app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  await expect.poll(() => sizeOf(first.app)).toEqual(bounds);
  await first.app.close();
  const { app } = await openApp({ session: first.session });
  expect(await sizeOf(app)).toEqual(bounds);
});

test('a place that no screen shows any more is not used', async ({ openApp, openHome }) => {
  const session = await openHome();
  const folder = join(session.env['XDG_CONFIG_HOME'] ?? '', 'Keyturn');
  mkdirSync(folder, { recursive: true });
  const bounds = { x: 1300, y: 9000, width: 300, height: 200 };
  writeFileSync(join(folder, 'window.json'), JSON.stringify({ bounds, isMaximized: false }));
  const { app } = await openApp({ session });
  expect(await sizeOf(app)).toMatchObject({ width: 1080, height: 720 });
});

test('size and place outlive a kill', async ({ openApp }) => {
  const bounds = { x: 60, y: 40, width: 900, height: 600 };
  const first = await openApp();
  await first.app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  const file = join(first.session.env['XDG_CONFIG_HOME'] ?? '', 'Keyturn/window.json');
  await expect.poll(() => existsSync(file)).toBe(true);
  const ended = once(first.app.process(), 'exit');
  first.app.process().kill('SIGKILL');
  await ended;
  const { app } = await openApp({ session: first.session });
  expect(await sizeOf(app)).toEqual(bounds);
});

test('a second start opens no second window, but brings the first to the front', async ({
  openApp,
}) => {
  const { app, session } = await openApp();
  const window = () =>
    app.evaluate(({ BrowserWindow }) => ({
      count: BrowserWindow.getAllWindows().length,
      isVisible: BrowserWindow.getAllWindows()[0]?.isVisible(),
      isFocused: BrowserWindow.getAllWindows()[0]?.isFocused(),
    }));
  await expect.poll(window).toMatchObject({ isVisible: true });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(window).toMatchObject({ isVisible: false, isFocused: false });

  const second = spawn(electron, [...rootSwitches(), root], { env: session.env, stdio: 'ignore' });
  const [status] = await once(second, 'exit');
  expect(status).toBe(0);
  await expect.poll(window).toEqual({ count: 1, isVisible: true, isFocused: true });
});

test('told to end while it comes up, it ends', async ({ openHome }) => {
  const session = await openHome('no-service');
  const folder = join(session.env['XDG_CONFIG_HOME'] ?? '', 'Keyturn');
  // From when its records are opened it takes a moment until it hears of signals itself, which is not always hit.
  for (let time = 1; time <= 8; time += 1) {
    rmSync(folder, { recursive: true, force: true });
    const app = spawn(electron, [...rootSwitches(), root], { env: session.env, stdio: 'ignore' });
    await expect.poll(() => existsSync(join(folder, 'keyturn.db')), { intervals: [1] }).toBe(true);
    app.kill('SIGTERM');
    await expect
      .poll(() => app.exitCode ?? app.signalCode, { message: `time ${time}` })
      .not.toBeNull();
  }
});

test('closing the window ends the app where it is not to stay in the background', async ({
  openApp,
}) => {
  const { app, page } = await openApp();
  await endWithWindow(page);
  const ended = once(app.process(), 'exit');
  await page.close();
  expect(await ended).toEqual([0, null]);
});

test('a window that was closed leaves nothing to the next one, which begins at the beginning', async ({
  openApp,
}) => {
  const { app, page } = await openApp({ keyring: 'no-service' });
  const headingOf = (one: Page) => one.getByRole('main').getByRole('heading').first();
  await expect(headingOf(page)).toBeVisible();
  const beginning = await headingOf(page).innerText();
  // Asked for from outside the window, which the next one is to hear of just as little.
  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ label }) => label === 'About Keyturn')?.click();
  });
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.close();
  const next = app.waitForEvent('window');
  await app.evaluate(({ app: running }) => void running.emit('second-instance', {}, [], ''));
  const again = await next;
  // Not before it shows something: what a place consists of comes a moment after the window.
  await expect(headingOf(again)).toBeVisible();
  expect(await headingOf(again).innerText()).toBe(beginning);
});

test('asked for just as it closes, the window is opened anew', async ({ openApp }) => {
  const { app, page } = await openApp({ keyring: 'no-service' });
  await expect(page.getByRole('navigation')).toBeVisible();
  await app.evaluate(({ app: running, BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('destroyed', () => running.emit('second-instance', {}, [], ''));
  });
  const next = app.waitForEvent('window');
  await page.close();
  await expect((await next).getByRole('navigation')).toBeVisible();
});

test('one that is closed while its page comes up is no fault, and none is noted', async ({
  openApp,
}) => {
  const { app, page } = await openApp({ keyring: 'no-service' });
  await expect(page.getByRole('navigation')).toBeVisible();
  let said = '';
  app.process().stderr?.on('data', (chunk) => (said += chunk));
  const closed = app.evaluate(
    ({ BrowserWindow, Menu }) =>
      new Promise<void>((resolve) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.once('closed', () => resolve());
        const file = Menu.getApplicationMenu()?.items.find((item) => item.label === '&File');
        file?.submenu?.items.find((item) => item.label === '&Lock Keyturn')?.click();
        window?.webContents.close();
      }),
  );
  await closed;
  const next = app.waitForEvent('window');
  await app.evaluate(({ app: running }) => void running.emit('second-instance', {}, [], ''));
  await expect((await next).getByRole('button', { name: 'Unlock' })).toBeVisible();
  expect(said).not.toContain('ERR_FAILED');
});

test('light and dark follow the system', async ({ openApp }) => {
  const { page } = await openApp();
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paper()).not.toBe(light);
});

test('the window is of the colour of the chosen theme from its start', async ({ openApp }) => {
  const first = await openApp({ keyring: 'no-service' });
  const colourOf = ({ app }: { app: ElectronApplication }) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor());
  const changed = await call(first.page, 'changeSettings', { theme: 'dark' });
  expect(changed).toBeNull();
  await expect.poll(() => colourOf(first)).toBe('#16181C');
  await first.app.close();
  const again = await openApp({ session: first.session });
  await expect(again.page.getByRole('navigation')).toBeVisible();
  expect(await colourOf(again)).toBe('#16181C');
});

test('the bundled font is the one that is drawn', async ({ openApp }) => {
  const { page } = await openApp();
  const loaded = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(({ status }) => status === 'loaded').map((f) => f.family);
  });
  expect(loaded).toContain('Inter Variable');
});

test('nothing is cut off in the smallest window, nor with text at twice its size', async ({
  openApp,
}) => {
  const { app, page } = await openApp({ keyring: 'no-service' });
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setSize(720, 480);
  });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(720);
  expect(await overflow()).toBe(false);
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  expect(await overflow()).toBe(false);
  const cutOff = await page.evaluate(() =>
    [...document.querySelectorAll('button, h1, h2, p')]
      // One pixel high is what is there for a screen reader only.
      .filter(
        ({ scrollHeight, clientHeight }) => clientHeight > 1 && scrollHeight > clientHeight + 1,
      )
      .map(({ textContent }) => textContent),
  );
  expect(cutOff).toEqual([]);
  await page.getByRole('button', { name: 'Check again' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: 'Check again' })).toBeInViewport({ ratio: 1 });
});

test('without a folder it can write to, the app opens and says so', async ({
  openApp,
  openHome,
}) => {
  const session = await openHome();
  const config = session.env['XDG_CONFIG_HOME'] ?? '';
  // A file where the folder should be: not even root can write below it.
  rmSync(config, { recursive: true });
  writeFileSync(config, '');
  const { page } = await openApp({ session });
  await expect(page.getByRole('alert')).toContainText('cannot write to its own folder');
  await expect(page.getByRole('alert')).toContainText(join(config, 'Keyturn'));
  await expect(page.getByRole('status')).toHaveText('Ready');

  const second = spawn(electron, [...rootSwitches(), root], { env: session.env, stdio: 'ignore' });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect(page.getByRole('status')).toHaveText('Ready');
  const spare = join(session.env['TMPDIR'] ?? '', `keyturn-${process.getuid?.()}`);
  expect(statSync(spare).mode & 0o777).toBe(0o700);
});

test('a damaged window file is no obstacle', async ({ openApp, openHome }) => {
  const session = await openHome();
  const folder = join(session.env['XDG_CONFIG_HOME'] ?? '', 'Keyturn');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'window.json'), '{"bounds":');
  chmodSync(join(folder, 'window.json'), 0o400);
  const { page } = await openApp({ session });
  await expect(page.getByRole('status')).toHaveText('Ready');
});
