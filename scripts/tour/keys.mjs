import { holdKeys, openInPalette, openInventory, openOneKey, signInAtSandbox } from './steps.mjs';
import { stop } from './stop.mjs';

export const stops = [
  stop('account', ({ page }) => signInAtSandbox(page)),
  stop('account-dark', ({ page }) => signInAtSandbox(page), { scheme: 'dark' }),
  stop('inventory', ({ page }) => openInventory(page)),
  stop('inventory-dark', ({ page }) => openInventory(page), { scheme: 'dark' }),
  stop('inventory-narrow', ({ page }) => openInventory(page), { size: [720, 480] }),
  stop('key', ({ page }) => openOneKey(page)),
  stop('key-dark', ({ page }) => openOneKey(page), { scheme: 'dark' }),
  stop('key-narrow', ({ page }) => openOneKey(page), { size: [720, 480] }),
  stop('ten-thousand-keys', async ({ page }) => {
    await page.getByRole('toolbar').getByRole('button').nth(3).hover();
    await page.getByText(/^\d+ keys end from/).waitFor();
  }, { keys: 10_000, isPointing: true }),
  stop('palette', async ({ page }) => {
    await holdKeys(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('mail');
    await page.getByRole('option').first().waitFor();
  }),
  stop('copied', async ({ page }) => {
    await holdKeys(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('night');
    await page.keyboard.press('Enter');
    await page.getByText('Clear now').waitFor();
  }, { scheme: 'dark' }),
  stop('what-a-key-can', async ({ page }) => {
    await holdKeys(page);
    await openInPalette(page, 'night');
  }, { scheme: 'dark' }),
  stop('checked', async ({ page }) => {
    await holdKeys(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('check all');
    await page.keyboard.press('Enter');
    await page.getByText('2 keys checked').first().waitFor();
  }),
  stop('retire', async ({ page }) => {
    await holdKeys(page);
    await openInPalette(page, 'night');
    await page.getByRole('option', { name: 'Retire at the service' }).click();
    await page.getByRole('dialog').getByRole('textbox').waitFor();
  }),
  stop('remove-account', async ({ page }) => {
    await signInAtSandbox(page);
    await page.getByRole('button', { name: 'Remove…' }).click();
  }),
];
