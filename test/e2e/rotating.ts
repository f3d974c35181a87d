import type { Locator, Page } from '@playwright/test';
import type { AccountId } from '../../src/shared/account.ts';
import type { NewAccount } from '../../src/shared/contract.ts';
import type { KeyRow } from '../../src/shared/key.ts';
import type { Rotation } from '../../src/shared/rotation.ts';
import { addAccount, dialogOf, press, signIn, stateOf, type Sandbox } from './add-key.ts';
import { expect } from './app.ts';
import { call } from './in-use.ts';

/** An account that is signed in to, and a key of it that is held and used in two places. */
export async function holdKey(
  page: Page,
  sandbox: Sandbox,
  account: NewAccount,
  label = 'night-mailer',
): Promise<{ accountId: AccountId; row: KeyRow }> {
  const accountId = await addAccount(page, account);
  await signIn(page, sandbox, accountId);
  const { options } =
    account.serviceId === 'data-gov-style'
      ? await call(page, 'listExpirations', { accountId })
      : { options: [] };
  const { keyId } = await call(page, 'generateKey', {
    accountId,
    label,
    contacts: account.serviceId === 'postman-v1' ? ['ops@agency.gov.sg'] : [],
    expiration: options[0]?.id ?? null,
  });
  await call(page, 'changePlaces', {
    keyId,
    places: [
      { id: null, text: 'night-batch, /etc/mailer/.env', recipe: 'env-line' },
      { id: null, text: 'Wei Ling, her laptop', recipe: 'key' },
    ],
  });
  const row = (await stateOf(page)).keys.find(({ id }) => id === keyId);
  if (row === undefined) throw new Error('the key is not there');
  return { accountId, row };
}

/** From the list, as its user would. */
export async function openStart(page: Page, label: string): Promise<Locator> {
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await page.getByRole('row').filter({ hasText: label }).first().click();
  await panelOf(page, label).getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Rotate…' }).click();
  return dialogOf(page);
}

export const panelOf = (page: Page, label: string): Locator =>
  page.getByRole('complementary', { name: `Details of ${label}` });
export const assistantOf = (page: Page): Locator =>
  page.getByRole('complementary', { name: /^Rotation of/ });
export const nowOf = (page: Page): Locator => page.getByRole('region', { name: 'What to do now' });

export const headlineOf = (page: Page): Locator => nowOf(page).getByRole('heading').first();

export async function says(page: Page, headline: string | RegExp): Promise<void> {
  await expect(headlineOf(page)).toHaveText(headline);
}

/** Each place gets the new key, and its tick. */
export async function putIntoTools(page: Page): Promise<void> {
  const boxes = nowOf(page).getByRole('checkbox');
  await expect(boxes).toHaveCount(2);
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await expect(nowOf(page)).toContainText('2 of 2 places have it');
  await press(nowOf(page), 'All tools have it');
}

/** With the old key's last five, typed by its owner. */
export async function retireOld(page: Page, lastFive: string, word: string): Promise<void> {
  const dialog = dialogOf(page);
  await dialog
    .getByLabel(/^Type (its|the old key’s) last five characters to go on$/)
    .fill(lastFive);
  await press(dialog, word);
  await expect(dialog).toHaveCount(0);
}

export async function rotationOf(page: Page): Promise<Rotation> {
  const [rotation] = (await stateOf(page)).rotations;
  if (rotation === undefined) throw new Error('there is no rotation');
  return rotation;
}

export async function rowAfter(page: Page, lastFive: string): Promise<KeyRow | undefined> {
  return (await stateOf(page)).keys.find((row) => row.lastFive === lastFive);
}
