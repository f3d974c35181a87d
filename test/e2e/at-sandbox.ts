import type { Locator, Page } from '@playwright/test';
import { openTestSandbox } from '../sandbox/sandbox-client.ts';
import { expect, test as base, type OpenApp, type TestFixtures } from './app.ts';

export type Sandbox = Awaited<ReturnType<typeof openTestSandbox>>;

/** The stand-in services on this computer, with the example account in them. */
export const test = base.extend<{ sandbox: Sandbox }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what is needed here.
  async sandbox({}, use) {
    await using sandbox = await openTestSandbox({ isEmpty: false });
    await use(sandbox);
  },
});

export const email = 'officer@agency.gov.sg';
export const postman = { service: /^Postman v1/, path: '/postman/v1', name: 'Our Postman', email };
export const dataGov = { service: /^Data.gov-style/, path: '/data-gov', name: 'Our data', email };
export const wholeList =
  '12 keys at the service: 10 not held here, 1 expired, 1 from before labels';

export const dialogOf = (page: Page): Locator => page.getByRole('dialog');
export const press = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole('button', { name, exact: true }).click();
export const rowsOf = (page: Page): Locator => page.getByRole('row');

/** At an address of one's own, up to the dialog of its sign-in. */
export async function addAccount(page: Page, address: string, wish = postman) {
  const { service, path, name, email: who } = wish;
  await page.getByRole('navigation').getByRole('button', { name: 'Add account' }).click();
  await dialogOf(page).getByRole('button', { name: service }).click();
  const own = page.getByLabel('Own address');
  if (await own.isVisible()) await own.check();
  await page.getByLabel('Address', { exact: true }).fill(`${address}${path}`);
  await page.getByLabel('Your e-mail address there').fill(who);
  await page.getByLabel('Name in Keyturn').fill(name);
  await press(dialogOf(page), 'Add account');
}

/** The app with the example account of Postman signed in to, and its list read. */
export async function openSignedIn(
  openApp: TestFixtures['openApp'],
  sandbox: Sandbox,
  how: { isKept?: boolean } = {},
): Promise<OpenApp> {
  const opened = await openApp();
  await addAccount(opened.page, sandbox.address);
  await signIn(opened.page, sandbox, how);
  await expect(rowsOf(opened.page)).toHaveCount(13);
  return opened;
}

/** In the dialog that is open. Gives back the code that was used. */
export async function signIn(
  page: Page,
  sandbox: Sandbox,
  { isKept = false } = {},
): Promise<string> {
  await press(dialogOf(page), 'Send code');
  const field = page.getByLabel('One-time code');
  await field.waitFor();
  const code = await sandbox.lastOtp();
  // As it comes out of a mail: in any case, with blanks around it.
  await field.fill(` ${code.toLowerCase()} \n`);
  await expect(field).toHaveValue(code);
  if (isKept) await page.getByLabel('Keep me signed in').check();
  await press(dialogOf(page), 'Sign in');
  await expect(dialogOf(page)).toHaveCount(0);
  return code;
}

/** From wherever one is. */
export const goToAccount = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name }).click();

export { expect } from './app.ts';
