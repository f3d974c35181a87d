import { openSandboxCode, says, startIfAsked, startOn } from './steps.mjs';
import { stop } from './stop.mjs';

export const stops = [
  stop('keychain-ready', ({ page }) => says(page, 'Ready')),
  stop('keychain-locked', async ({ page, session }) => {
    await says(page, 'Ready');
    await session.lockKeyring();
    await page.getByRole('button', { name: 'Check again' }).click();
    await says(page, 'Locked');
  }),
  stop('keychain-missing', ({ page }) => says(page, 'Missing'), { keyring: 'no-service' }),
  stop('dark', ({ page }) => says(page, 'Ready'), { scheme: 'dark' }),
  stop('add-account', async ({ page }) => {
    await says(page, 'Ready');
    await page.getByRole('main').getByRole('button', { name: 'Add account' }).click();
    await page.getByRole('button', { name: /^Postman v1/ }).click();
  }),
  stop('sign-in', async ({ page }) => {
    await openSandboxCode(page);
    await page.getByRole('button', { name: 'Use it' }).click();
  }),
  stop('describe-service', async ({ page }) => {
    await says(page, 'Ready');
    await page.getByRole('main').getByRole('button', { name: 'Add account' }).click();
    await page.getByRole('button', { name: /^Describe another service…/ }).click();
    await page.getByLabel('ForSG').check();
  }),
  stop('add-key', async ({ page }) => {
    await says(page, 'Ready');
    await startOn(page, 'Generate');
    await page.getByRole('button', { name: 'Other ways' }).click();
  }),
  stop('generate-key', async ({ page }) => {
    await openSandboxCode(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add key' }).first().click();
    const dialog = page.getByRole('dialog');
    await startIfAsked(page, 'Generate');
    await dialog
      .getByLabel('Account')
      .selectOption({ label: 'Sandbox Postman (Postman v1, Sandbox)' });
    await dialog.getByLabel('Label').fill('ops-mailer');
    await dialog.getByRole('textbox', { name: 'Contacts' }).fill('team@agency.gov.sg,');
  }),
  stop('bring-your-own-keys', async ({ page, app }) => {
    await openSandboxCode(page);
    await page.keyboard.press('Escape');
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
  }, { scheme: 'dark' }),
  stop('settings', async ({ page }) => {
    await says(page, 'Ready');
    await page.keyboard.press('Control+,');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  }),
];
