import type { Locator, Page } from '@playwright/test';
import { expect, test, type OpenApp } from './app.ts';
import { addBroughtAccount, bringKey, pasteElsewhere, stateOf } from './in-use.ts';

const canary = `canary_v1_${'uV3+/'.repeat(8)}w5Xy`;
const label = 'night-mailer';

/** The panel of a key that is held. */
async function withPanel({ page, session }: OpenApp): Promise<Locator> {
  await expect.poll(async () => (await stateOf(page)).keychain.status).toBe('ok');
  const accountId = await addBroughtAccount(page);
  await bringKey(page, session, { accountId, label, secret: canary });
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await page.getByRole('row').filter({ hasText: label }).click();
  const panel = page.getByRole('complementary', { name: /^Details of/ });
  await panel.getByRole('button', { name: 'Copy', exact: true }).waitFor();
  return panel;
}

const clipboardBarOf = (page: Page): Locator => page.getByRole('region', { name: 'Clipboard' });

test('the ▾ beside Copy shows each form with the last five in it, and a click copies one', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { page, session } = opened;
  const panel = await withPanel(opened);
  await panel.getByRole('button', { name: 'Copy as…' }).click();
  const menu = page.getByRole('menu', { name: 'Copy as' });
  const header = menu.getByRole('menuitem', { name: 'Header line' });
  await expect(header).toContainText(`Authorization: Bearer •••••${canary.slice(-5)}`);
  await header.click();
  await expect(menu).toHaveCount(0);
  await expect(clipboardBarOf(page)).toContainText('as a header line');
  expect(await pasteElsewhere(session)).toBe(`Authorization: Bearer ${canary}`);
  expect(await page.content()).not.toContain(canary);
});

test('the keyboard does the same: arrows, a letter, Enter, and Esc goes back to the button', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { page, session } = opened;
  const panel = await withPanel(opened);
  const more = panel.getByRole('button', { name: 'Copy as…' });
  await panel.getByRole('button', { name: 'Copy', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Copy as' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(more).toBeFocused();
  expect((await stateOf(page)).clipboard).toBe(null);

  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(menu.getByRole('menuitem', { name: 'JSON' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(clipboardBarOf(page)).toContainText('as JSON');
  expect(Object.values(JSON.parse((await pasteElsewhere(session)) ?? ''))).toEqual([canary]);
  await expect(more).toBeFocused();
});

test('a tip that was understood goes, and is not said again, not even after a restart', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { app, page, session } = opened;
  const canConceal = await app.evaluate(
    (electron) => typeof Reflect.get(electron, 'ClipboardItem') === 'function',
  );
  test.skip(canConceal, 'Where copies can be concealed there is nothing to tell.');
  const panel = await withPanel(opened);
  await panel.getByRole('button', { name: 'Copy', exact: true }).click();
  const tip = clipboardBarOf(page).getByText('Keyturn cannot hide copies from clipboard histories');
  await expect(tip).toBeVisible();
  await clipboardBarOf(page).getByRole('button', { name: 'Understood' }).click();
  await expect(tip).toHaveCount(0);
  await expect(clipboardBarOf(page)).toContainText(`${label} •••••${canary.slice(-5)} copied`);
  await app.close();

  const again = await openApp({ session });
  await again.page.getByRole('row').filter({ hasText: label }).click();
  await again.page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(clipboardBarOf(again.page)).toContainText('copied');
  expect((await stateOf(again.page)).tips).toEqual([]);
});
