import type { Page } from '@playwright/test';
import type { KeyRow } from '../../src/shared/key.ts';
import type { SuccessorWish } from '../../src/shared/rotation.ts';
import {
  dataGovAt,
  dialogOf,
  postmanAt,
  press,
  putIntoClipboard,
  secretsIn,
  signInElsewhere,
  stateOf,
  test,
} from './add-key.ts';
import { expect } from './app.ts';
import { call } from './in-use.ts';
import { assistantOf, holdKey, nowOf, openStart, rotationOf, says } from './rotating.ts';

test('somebody has rotated the key already: their new key is pasted and used, and none is made', async ({
  openApp,
  sandbox,
}) => {
  const opened = await openApp();
  const { page } = opened;
  const { row: old, accountId } = await holdKey(page, sandbox, postmanAt(sandbox));
  const cookie = await signInElsewhere(sandbox);
  const theirs = await sandbox.createKey(cookie, old.label);
  await press(await openStart(page, old.label), 'Start rotation');
  await says(page, 'There is a newer key already');
  await expect(nowOf(page)).toContainText(theirs.last_five);

  await press(nowOf(page), 'Paste it…');
  await putIntoClipboard(opened, theirs.plain_text_key);
  await dialogOf(page)
    .getByRole('button', { name: /^Paste the key/ })
    .click();
  await press(dialogOf(page), 'Done');
  await press(nowOf(page), 'Use it as the new key');
  await says(page, 'Put the new key into your tools');
  expect((await rotationOf(page)).successor).toMatchObject({ lastFive: theirs.last_five });
  const held = (await stateOf(page)).keys.filter(
    (row) => row.accountId === accountId && row.isHeld,
  );
  expect(held.map(({ lastFive }) => lastFive).toSorted()).toEqual(
    [old.lastFive, theirs.last_five].toSorted(),
  );
});

test('the label is checked while it is typed', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  const dialog = await openStart(page, old.label);
  await dialog.getByLabel('Label').fill('hr-onboarding');
  await expect(dialog).toContainText('A live key has this label already');
  await dialog.getByLabel('Label').fill('');
  await press(dialog, 'Start rotation');
  await expect(dialog).toContainText('A key needs a label.');
  await dialog.getByLabel('Label').fill('night-mailer-2');
  await press(dialog, 'Start rotation');
  await says(page, 'Put the new key into your tools');
  await expect(assistantOf(page)).toContainText('night-mailer-2');
});

test('what does not fit the service, or is refused by it, is changed in place, and it goes on', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  const atPostman = await holdKey(page, sandbox, postmanAt(sandbox));
  await begin(page, atPostman.row, { label: 'night-mailer-2', contacts: [], expiration: null });
  await says(page, 'It could not go on');
  await press(nowOf(page), 'Change the new key…');
  await press(dialogOf(page), 'Go on with this');
  await expect(dialogOf(page)).toContainText('Name at least one address');
  await press(dialogOf(page), 'Add officer@agency.gov.sg');
  await press(dialogOf(page), 'Go on with this');
  await says(page, 'Put the new key into your tools');

  const atDataGov = await holdKey(page, sandbox, dataGovAt(sandbox), 'feed');
  await begin(page, atDataGov.row, { label: 'feed-2', contacts: [], expiration: 'for ever' });
  await says(page, 'The service found fault with it');
  await press(nowOf(page), 'Change the new key…');
  await dialogOf(page).getByLabel('Valid for').selectOption({ label: '90 days' });
  await press(dialogOf(page), 'Go on with this');
  await says(page, 'Put the new key into your tools');
});

async function begin(page: Page, old: KeyRow, wish: SuccessorWish): Promise<void> {
  await call(page, 'startRotations', {
    wishes: [{ keyId: old.id, reason: 'planned', wish, soakDays: 7, lastFive: null }],
  });
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await page.getByRole('row').filter({ hasText: old.label }).first().click();
  await press(page, 'Open rotation');
}

test('a keychain that is locked in the middle of the create: the key waits in memory, and goes on once it opens', async ({
  openApp,
  sandbox,
}) => {
  const { page, session } = await openApp();
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  const cookie = await signInElsewhere(sandbox);
  await sandbox.setFault({ route: 'postman.create', fault: 'slow', delayMs: 4000, times: 1 });
  await press(await openStart(page, old.label), 'Start rotation');
  await says(page, 'The new key is being made');
  await expect
    .poll(async () => (await sandbox.listKeys(cookie)).some((key) => /\(\d/.test(key.label)))
    .toBe(true);
  await session.lockKeyring();
  await expect(nowOf(page)).toContainText('It is in memory only. Do not quit.');
  await expect(page.getByRole('region', { name: 'Keys that are not saved' })).toHaveCount(0);
  await session.reopenKeyring();
  await nowOf(page)
    .getByRole('button', { name: /^(?:Try again|Unlock keychain)$/ })
    .click();
  await says(page, 'Put the new key into your tools');
  expect(await secretsIn(session)).toHaveLength(2);
});

test('a new key that no keychain takes is given up: it is deleted at the service, and the old one stays', async ({
  openApp,
  sandbox,
}) => {
  const { page, session } = await openApp();
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  const cookie = await signInElsewhere(sandbox);
  await sandbox.setFault({ route: 'postman.create', fault: 'slow', delayMs: 4000, times: 1 });
  await press(await openStart(page, old.label), 'Start rotation');
  await expect
    .poll(async () => (await sandbox.listKeys(cookie)).some((key) => /\(\d/.test(key.label)))
    .toBe(true);
  await session.lockKeyring();
  await expect(nowOf(page)).toContainText('It is in memory only. Do not quit.');
  await press(nowOf(page), 'Give up and retire it…');
  await press(dialogOf(page), 'Retire key');
  await says(page, 'This rotation has ended');
  const left = await sandbox.listKeys(cookie);
  expect(left.filter(({ label }) => label.startsWith('night-mailer'))).toHaveLength(1);
});
