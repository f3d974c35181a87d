import { holdKeys, lastFiveOf, openKeys, says } from './steps.mjs';
import { stop } from './stop.mjs';

export const stops = [
  stop(async ({ page, take }) => {
    await says(page, 'Ready');
    await page.keyboard.press('Control+,');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await take('settings');
    await scrollTo(page, 'Reminders');
    await take('reminders');
    await scrollTo(page, 'Lock');
    await take('lock-settings');
    await scrollTo(page, 'About Keyturn');
    await take('about');
    await page.keyboard.press('Control+l');
    await page.getByRole('button', { name: 'Unlock' }).waitFor();
    await take('locked');
    await take('locked-dark', { scheme: 'dark', size: [720, 480] });
  }),
  stop(async ({ page, app, take }) => {
    await holdKeys(page);
    await openKeys(page);
    await handOn(page, 'Calendar file…');
    await take('calendar');
    await page.keyboard.press('Escape');
    await handOn(page, 'Report…');
    await take('report');
    await page.keyboard.press('Escape');
    const lastFive = await lastFiveOf(page, 'forms-portal production');
    const mail = `Your API key "forms-portal production" ending in ${lastFive} is about to expire.`;
    await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), mail);
    await page.keyboard.press('Control+i');
    await page.getByRole('dialog').getByRole('button', { name: 'Look in the clipboard' }).click();
    await page.getByRole('button', { name: 'Show its details' }).waitFor();
    await take('reminder-mail');
    await page.keyboard.press('Escape');
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
    await take('change-contact');
  }),
];

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} part
 */
async function scrollTo(page, part) {
  const heading = page.getByRole('heading', { name: part, exact: true });
  await heading.evaluate((one) => one.scrollIntoView({ block: 'start' }));
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} what
 */
async function handOn(page, what) {
  await page.getByRole('button', { name: 'Hand on', exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
  await page.getByRole('dialog').waitFor();
}
