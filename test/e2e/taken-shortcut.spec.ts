import { expect, test } from './app.ts';
import { call, stateOf } from './in-use.ts';

test('a shortcut that another program has is said in Settings, and tried again once it is free', async ({
  openApp,
  openHome,
}) => {
  const other = await openApp();
  await call(other.page, 'changeSettings', { paletteShortcut: 'Control+Shift+Y' });
  const { page } = await openApp({ session: await openHome() });
  await expect(page.getByRole('navigation')).toBeVisible();
  await page.keyboard.press('Control+,');
  const recorder = page.getByRole('button', { name: 'From any other program' });
  await recorder.click();
  await page.keyboard.press('Control+Shift+Y');
  await expect(recorder).toHaveText('Ctrl+Shift+Y');
  await expect(recorder).toHaveAccessibleDescription(/^Another program has these keys/);
  const again = page.getByRole('button', { name: 'Try again' });
  await again.click();
  await expect.poll(async () => (await stateOf(page)).paletteShortcut).toBe('taken');

  await other.app.close();
  await again.click();
  await expect(recorder).toHaveAccessibleDescription('It is on: press it anywhere.');
  await expect(again).toHaveCount(0);
  expect(await stateOf(page)).toMatchObject({
    paletteShortcut: 'on',
    settings: { paletteShortcut: 'Control+Shift+Y' },
  });
});
