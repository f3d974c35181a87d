import { holdKeys, lastFiveOf, openInventory, openKeys, says } from './steps.mjs';
import { stop } from './stop.mjs';

export const stops = [
  stop('reminders', async ({ page }) => {
    await says(page, 'Ready');
    await page.keyboard.press('Control+,');
    const reminders = page.getByRole('heading', { name: 'Reminders', exact: true });
    await reminders.evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
  }),
  stop('calendar', async ({ page }) => {
    await openInventory(page);
    await handOn(page, 'Calendar file…');
  }),
  stop(
    'report',
    async ({ page }) => {
      await openInventory(page);
      await handOn(page, 'Report…');
    },
    { scheme: 'dark' },
  ),
  stop('change-contact', async ({ page }) => {
    await holdKeys(page);
    await openKeys(page);
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('mailer');
    for (const label of ['night-mailer', 'ops-mailer']) {
      await page.getByRole('checkbox', { name: `Select ${label}` }).check();
    }
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Change a contact…' }).click();
    await page
      .getByRole('dialog')
      .getByLabel('Becomes this address')
      .fill('messaging-team@agency.gov.sg');
  }),
  stop('reminder-mail', async ({ page, app }) => {
    await openInventory(page);
    const lastFive = await lastFiveOf(page, 'forms-portal production');
    const mail = `Your API key "forms-portal production" ending in ${lastFive} is about to expire.`;
    await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), mail);
    await page.keyboard.press('Control+i');
    await page.getByRole('dialog').getByRole('button', { name: 'Look in the clipboard' }).click();
    await page.getByRole('button', { name: 'Show its details' }).waitFor();
  }),
  stop('locked-dark', async ({ page, app, take }) => {
    await says(page, 'Ready');
    await page.keyboard.press('Control+,');
    const lock = page.getByRole('heading', { name: 'Lock', exact: true });
    await lock.evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
    await take('lock-settings');
    await page.keyboard.press('Control+l');
    await page.getByRole('button', { name: 'Unlock' }).waitFor();
    await take('locked');
    await page.emulateMedia({ colorScheme: 'dark' });
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setSize(720, 480);
    });
  }),
];

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} what
 */
async function handOn(page, what) {
  await page.getByRole('button', { name: 'Hand on', exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
  await page.getByRole('dialog').waitFor();
}
