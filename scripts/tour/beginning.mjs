import { openSandboxCode, says, startIfAsked, startOn } from './steps.mjs';
import { stop } from './stop.mjs';

export const stops = [
  stop(async ({ page, session, take }) => {
    await says(page, 'Ready');
    await take('keychain-ready');
    await take('keychain-ready-dark', { scheme: 'dark' });
    await session.lockKeyring();
    await page.getByRole('button', { name: 'Check again' }).click();
    await says(page, 'Locked');
    await take('keychain-locked');
  }),
  stop(
    async ({ page, take }) => {
      await says(page, 'Missing');
      await take('keychain-missing');
    },
    { keyring: 'no-service' },
  ),
  stop(async ({ page, take }) => {
    await says(page, 'Ready');
    await page.getByRole('main').getByRole('button', { name: 'Add account' }).click();
    await page.getByRole('button', { name: /^Postman v1/ }).click();
    await take('add-account');
    await page.keyboard.press('Escape');
    await page.getByRole('main').getByRole('button', { name: 'Add account' }).click();
    await page.getByRole('button', { name: /^Describe another service…/ }).click();
    await page.getByLabel('ForSG').check();
    await take('describe-service');
  }),
  stop(async ({ page, app, take }) => {
    await says(page, 'Ready');
    await startOn(page, 'Generate');
    await page.getByRole('button', { name: 'Other ways' }).click();
    await take('add-key');
    await page.keyboard.press('Escape');
    await openSandboxCode(page);
    await take('sign-in');
    await page.keyboard.press('Escape');
    await generateKey(page);
    await take('generate-key');
    await page.keyboard.press('Escape');
    await bringKeys(page, app);
    await take('bring-your-own-keys');
  }),
];

/** @param {import('@playwright/test').Page} page */
async function generateKey(page) {
  await page.getByRole('button', { name: 'Add key' }).first().click();
  const dialog = page.getByRole('dialog');
  await startIfAsked(page, 'Generate');
  await dialog
    .getByLabel('Account')
    .selectOption({ label: 'Sandbox Postman (Postman v1, Sandbox)' });
  await dialog.getByLabel('Label').fill('ops-mailer');
  await dialog.getByRole('textbox', { name: 'Contacts' }).fill('team@agency.gov.sg,');
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('@playwright/test').ElectronApplication} app
 */
async function bringKeys(page, app) {
  const lines = ['MAILER_KEY=officer_v1_Q2hv', 'export ALERTS_KEY="officer_v1_b3Vz'];
  const ends = [`${'x7Kp'.repeat(9)}9fQ2`, `${'R4tz'.repeat(9)}aB1c"`];
  const text = lines.map((line, index) => line + ends[index]).join('\n');
  await app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);
  await page.getByRole('button', { name: 'Add key' }).first().click();
  const other = page.getByRole('button', { name: 'Other ways' });
  await other
    .or(page.getByRole('dialog').getByRole('button', { name: /^Bring/ }))
    .first()
    .waitFor();
  if (await other.isVisible()) await other.click();
  await startIfAsked(page, 'Bring');
  await page.keyboard.press('Control+V');
  await page.getByText('2 keys found').waitFor();
}
