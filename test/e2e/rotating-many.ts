import type { Page } from '@playwright/test';
import { expect, type OpenApp, type TestFixtures } from './app.ts';
import type { Sandbox } from './add-key.ts';

/** The app with room for the whole list. */
export async function openApp(open: TestFixtures['openApp']): Promise<OpenApp> {
  const opened = await open();
  await opened.page.emulateMedia({ reducedMotion: 'reduce' });
  return opened;
}

/** From the list with nothing selected: selects these by their boxes. */
export async function selectKeys(page: Page, labels: readonly string[]): Promise<void> {
  for (const label of labels) {
    const row = page.getByRole('row').filter({ hasText: label });
    await row.click({ modifiers: ['Control'] });
  }
  await expect(page.getByRole('region', { name: 'Selected keys' })).toContainText(
    `${labels.length} selected`,
  );
}

/** In the dialog of a sign-in that stands in front. */
export async function signInWithCode(page: Page, sandbox: Sandbox): Promise<void> {
  const dialog = page.getByRole('dialog').last();
  await dialog.getByRole('button', { name: 'Send code' }).click();
  await dialog.getByLabel('One-time code').fill(await newestOtp(page, sandbox));
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByLabel('One-time code')).toHaveCount(0);
}

async function newestOtp(page: Page, sandbox: Sandbox): Promise<string> {
  await page.getByLabel('One-time code').waitFor();
  return sandbox.lastOtp();
}

export {
  addAccount,
  dataGovAt,
  dialogOf,
  postmanAt,
  press,
  signIn,
  stateOf,
  test,
} from './add-key.ts';
export { expect };
