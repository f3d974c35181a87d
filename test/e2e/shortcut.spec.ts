import { run } from '../../scripts/children.mjs';
import { expect, test, type Session } from './app.ts';
import { call, stateOf, tryCall } from './in-use.ts';

const shortcut = 'Control+Alt+K';

const press = ({ env }: Session) => run('xdotool', ['key', 'ctrl+alt+k'], { env });

test('the shortcut reaches Keyturn from anywhere, brings its window forward and asks for the palette', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  await call(page, 'changeSettings', { paletteShortcut: shortcut });
  expect((await stateOf(page)).paletteShortcut).toBe('on');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await press(session);
  await expect.poll(async () => (await stateOf(page)).paletteAskedCount).toBe(1);
  const isVisible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isVisible).toBe(true);

  await call(page, 'changeSettings', { paletteShortcut: null });
  await press(session);
  await call(page, 'changeSettings', { paletteShortcut: 'Control+Alt+J' });
  await run('xdotool', ['key', 'ctrl+alt+j'], { env: session.env });
  // Only the second one: the first was given back.
  await expect.poll(async () => (await stateOf(page)).paletteAskedCount).toBe(2);
});

test('a shortcut that another program has is said to be taken', async ({ openApp, openHome }) => {
  const first = await openApp();
  await call(first.page, 'changeSettings', { paletteShortcut: shortcut });
  const second = await openApp({ session: await openHome() });
  await call(second.page, 'changeSettings', { paletteShortcut: shortcut });
  expect((await stateOf(second.page)).paletteShortcut).toBe('taken');
  await first.app.close();
  await call(second.page, 'changeSettings', { paletteShortcut: shortcut });
  expect((await stateOf(second.page)).paletteShortcut).toBe('on');
});

test('settings outlive the app, and the shortcut is there again at the next start', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  await call(page, 'changeSettings', {
    paletteShortcut: shortcut,
    theme: 'dark',
    clipboardSeconds: 90,
  });
  await app.close();
  const again = await openApp({ session });
  const { settings, paletteShortcut } = await stateOf(again.page);
  expect([settings.clipboardSeconds, paletteShortcut]).toEqual([90, 'on']);
  // Playwright shows every page as light unless it is told to leave it alone.
  await again.page.emulateMedia({ colorScheme: null });
  const isDark = () =>
    again.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await expect.poll(isDark).toBe(true);
  await press(session);
  await expect.poll(async () => (await stateOf(again.page)).paletteAskedCount).toBe(1);
});

test('a combination that everybody uses is refused, and nothing changes', async ({ openApp }) => {
  const { page } = await openApp();
  const result = await tryCall(page, 'changeSettings', { paletteShortcut: 'Control+C' });
  expect(result).toEqual({
    ok: false,
    failure: { code: 'call-refused', reason: 'bad-request' },
  });
  expect((await stateOf(page)).settings.paletteShortcut).toBe(null);
});
