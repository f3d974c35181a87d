import type { Locator, Page } from '@playwright/test';
import type { AccountId } from '../../src/shared/account.ts';
import type { NewAccount } from '../../src/shared/contract.ts';
import type { Result } from '../../src/shared/failure.ts';
import type { KeyRow } from '../../src/shared/key.ts';
import type { State } from '../../src/shared/state.ts';
import { systemKeychain } from '../../src/main/platform/keychain.ts';
import { openTestSandbox } from '../sandbox/sandbox-client.ts';
import { expect, test as base, type OpenApp, type Session } from './app.ts';

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
export const dialogOf = (page: Page): Locator => page.getByRole('dialog').last();
export const press = (place: Page | Locator, name: string | RegExp): Promise<void> =>
  place.getByRole('button', { name, exact: true }).click();

export async function stateOf(page: Page): Promise<State> {
  const result = (await page.evaluate(() => window.bridge.call('readState', {}))) as Result<State>;
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

/** Opens the dialog, and chooses the way in if it is not known from where one stands. */
export async function addKey(page: Page, way: RegExp): Promise<Locator> {
  // An empty list offers it too; the one above it is always there.
  await page.getByRole('button', { name: 'Add key', exact: true }).first().click();
  const dialog = dialogOf(page);
  const choice = dialog.getByRole('button', { name: way });
  const other = dialog.getByRole('button', { name: 'Other ways' });
  await choice.or(other).first().waitFor();
  if (await choice.isVisible()) await choice.click();
  return dialog;
}

export async function keyOf(page: Page, label: string): Promise<KeyRow | undefined> {
  return (await stateOf(page)).keys.find((row) => row.label === label);
}

/** Without its screens, which have tests of their own. */
export async function addAccount(page: Page, wish: NewAccount): Promise<AccountId> {
  const result = (await page.evaluate(
    (request) => window.bridge.call('addAccount', request),
    wish,
  )) as Result<{ accountId: AccountId }>;
  if (!result.ok) throw new Error(result.failure.code);
  return result.value.accountId;
}

export function postmanAt({ address }: Sandbox): NewAccount {
  return newAccount('postman-v1', 'Our Postman', { address: `${address}/postman/v1` }, email);
}

export function dataGovAt({ address }: Sandbox): NewAccount {
  return newAccount('data-gov-style', 'Our data', { address: `${address}/data-gov` }, email);
}

export function newAccount(
  serviceId: NewAccount['serviceId'],
  name: string,
  place: NewAccount['place'],
  who: string | null = null,
): NewAccount {
  return { serviceId, place, name, email: who, parameters: {} };
}

export async function signIn(page: Page, sandbox: Sandbox, accountId: AccountId): Promise<void> {
  const ask = { accountId };
  await page.evaluate((request) => window.bridge.call('requestCode', request), ask);
  const request = { ...ask, code: await sandbox.lastOtp(), isToBeKept: false };
  await page.evaluate((wish) => window.bridge.call('signIn', wish), request);
  await expect
    .poll(async () => (await stateOf(page)).keys.some((row) => row.accountId === accountId))
    .toBe(true);
}

/** In another client than ours; the wait between two codes is over by then. */
export async function signInElsewhere(sandbox: Sandbox): Promise<string> {
  await sandbox.moveClock({ moveMs: 60_000 });
  return sandbox.signIn();
}

/** As another program would, on the display of the session. */
export async function putIntoClipboard({ app }: OpenApp, text: string): Promise<void> {
  await app.evaluate(async ({ clipboard }, words) => clipboard.writeText(words), text);
}

export function clipboardOf({ app }: OpenApp): Promise<string> {
  return app.evaluate(async ({ clipboard }) => clipboard.readText());
}

/** What the keyring of the session holds. */
export async function secretsIn({ env }: Session): Promise<string[]> {
  process.env['DBUS_SESSION_BUS_ADDRESS'] = env['DBUS_SESSION_BUS_ADDRESS'];
  return (await systemKeychain.all()).map(({ secret }) => secret.reveal());
}
