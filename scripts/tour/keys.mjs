import { bringListedKeys } from './held-keys.mjs';
import { holdKeys, openInPalette, openKeys, openOneKey, signInAtSandbox } from './steps.mjs';
import { stop } from './stop.mjs';

/** @type {[number, number]} */
const narrow = [720, 480];

/** Their owner has most of what ends soon, and not all. */
const held = [
  'forms-portal production',
  'appointment-reminders',
  'grants-notifier production',
  'newsletter (quarterly)',
  'feedback-acknowledgements',
  'hr-onboarding',
];

export const stops = [
  stop(async ({ page, app, take }) => {
    await signInAtSandbox(page);
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Sandbox Postman/ })
      .click();
    await page.getByRole('heading', { name: /^12 keys at the service/ }).waitFor();
    await take('account');
    await take('account-dark', { scheme: 'dark' });
    await page.getByRole('button', { name: 'Leave the sandbox…' }).click();
    await take('leave-sandbox');
    await page.keyboard.press('Escape');
    await bringListedKeys(page, app, held);
    await openKeys(page);
    await page.getByRole('row').nth(5).waitFor();
    await take('inventory');
    await take('inventory-dark', { scheme: 'dark' });
    await take('inventory-narrow', { size: narrow });
    await openOneKey(page);
    await take('key');
    await take('key-dark', { scheme: 'dark' });
    await take('key-narrow', { size: narrow });
  }),
  stop(
    async ({ page, take }) => {
      await page.getByRole('toolbar').getByRole('button').nth(3).hover();
      await page.getByText(/^\d+ keys end from/).waitFor();
      await take('ten-thousand-keys', { isPointing: true });
    },
    { keys: 10_000 },
  ),
  stop(async ({ page, take }) => {
    await holdKeys(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('mail');
    await page.getByRole('option').first().waitFor();
    await take('palette');
    await page.keyboard.press('Escape');
    await openInPalette(page, 'night');
    await take('what-a-key-can', { scheme: 'dark' });
    await page.getByRole('option', { name: 'Retire at the service' }).click();
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await take('retire');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+K');
    await page.keyboard.type('check all');
    await page.keyboard.press('Enter');
    await page.getByText('2 keys checked').first().waitFor();
    await take('checked');
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('night');
    await page.keyboard.press('Enter');
    await page.getByText('Clear now').waitFor();
    await take('copied', { scheme: 'dark' });
  }),
];
