import { AxeBuilder } from '@axe-core/playwright';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  addAccount,
  addKey,
  clipboardOf,
  dataGovAt,
  dialogOf,
  email,
  keyOf,
  newAccount,
  postmanAt,
  press,
  putIntoClipboard,
  secretsIn,
  signIn,
  signInElsewhere,
  stateOf,
  test,
} from './add-key.ts';
import { expect } from './app.ts';
import { goToAccount } from './at-sandbox.ts';

const postmanKey = (last: string): string => `officer_v1_${'k'.repeat(39)}${last}`;

test('a key is generated at Postman v1: it goes into the keychain, and the window never has it', async ({
  openApp,
  sandbox,
}) => {
  const opened = await openApp();
  const { page, session } = opened;
  await addAccount(page, dataGovAt(sandbox));
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('payment');
  // Of two accounts one is signed in to, and that is the one that is meant.
  const dialog = await addKey(page, /^Generate/);
  await expect(dialog.getByLabel('Label')).toBeFocused();
  await page.keyboard.type('ops-mailer');
  await expect(dialog).toContainText('10 of 255 characters. This label is permanent');
  await dialog
    .getByRole('textbox', { name: 'Contacts' })
    .fill('Team@Agency.gov.sg, oncall@agency.gov.sg;');
  await expect(dialog.getByRole('listitem')).toHaveText([
    email,
    'team@agency.gov.sg',
    'oncall@agency.gov.sg',
  ]);
  // What is no address is not dropped silently: it holds the key back.
  const contacts = dialog.getByRole('textbox', { name: 'Contacts' });
  await contacts.fill('nobody');
  await press(dialog, 'Generate key');
  await expect(contacts).toBeFocused();
  await expect(dialog).toContainText('“nobody” is not a whole e-mail address.');
  await contacts.fill('');
  await press(dialog, 'Generate key');
  await expect(dialog.getByRole('status').first()).toContainText(
    'is in your keychain. You need not see it.',
  );

  const row = await keyOf(page, 'ops-mailer');
  expect(row).toMatchObject({
    isHeld: true,
    standing: 'held',
    contacts: [email, 'team@agency.gov.sg', 'oncall@agency.gov.sg'],
  });
  const [secret] = await secretsIn(session);
  expect(secret?.endsWith(row?.lastFive ?? 'none')).toBe(true);
  const world = JSON.stringify(await stateOf(page)) + (await page.content());
  expect(world.includes(secret?.slice(11, -5) ?? '')).toBe(false);
  await press(dialog, 'Check this key');
  await expect(dialog).toContainText('Postman v1 accepted this key.');
  await press(dialog, 'Copy now');
  await expect(dialog).toContainText('It is in the clipboard for a moment');
  expect(await clipboardOf(opened)).toBe(secret);
  await press(dialog, 'Done');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // It is where its owner goes on, whatever they looked for before.
  const line = page.getByRole('row').filter({ hasText: 'ops-mailer' });
  await expect(line).toBeFocused();
  await expect(line).toBeInViewport({ ratio: 0.9 });
  await expect(page.getByRole('complementary', { name: 'Details of ops-mailer' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Rotate this key');
  await expect(page.getByRole('dialog')).toContainText(row?.lastFive ?? 'none');
});

test('a key is generated in the Data.gov style, with a life that the service offers', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await signIn(page, sandbox, await addAccount(page, dataGovAt(sandbox)));
  const dialog = await addKey(page, /^Generate/);
  await dialog.getByLabel('Label').fill('Nightly');
  await press(dialog, 'Generate key');
  await expect(dialog).toContainText('Choose how long the key is to live.');
  await dialog.getByLabel('Valid for').selectOption('90 days');
  await press(dialog, 'Generate key');
  await expect(dialog).toContainText('is in your keychain. You need not see it.');
  expect(await keyOf(page, 'Nightly')).toMatchObject({ isHeld: true });
});

test('who is signed out signs in where they stand, and the key is made', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await addAccount(page, postmanAt(sandbox));
  await addKey(page, /^Generate/);
  await dialogOf(page).getByLabel('Label').fill('late');
  await press(dialogOf(page), 'Generate key');
  await press(dialogOf(page), 'Send code');
  await page.getByLabel('One-time code').fill(await sandbox.lastOtp());
  await press(dialogOf(page), 'Sign in');
  await expect(dialogOf(page)).toContainText('You need not see it.');
});

test('a label that is there already is said with its last five, and another is offered', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  const dialog = await addKey(page, /^Generate/);
  await dialog.getByLabel('Label').fill('hr-onboarding');
  await expect(dialog).toContainText('A live key has this label already');
  await press(dialog, /^Use “hr-onboarding \(\d{4}-\d\d\)”$/);
  await expect(dialog.getByLabel('Label')).toHaveValue(/^hr-onboarding \(\d{4}-\d\d\)$/);
  await expect(dialog).not.toContainText('A live key has this label already');
});

test('an answer that is lost: the list is read, and the key that nobody has is named', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  await sandbox.setFault({ route: 'postman.create', fault: 'reset-after', times: 1 });
  const dialog = await addKey(page, /^Generate/);
  await dialog.getByLabel('Label').fill('orphan');
  await press(dialog, 'Generate key');
  await expect(dialog).toContainText('nobody knows yet whether “orphan” was made');
  await expect(dialog).toContainText('is new in the list. Its secret was in the answer');
  await expect(dialog.getByRole('button', { name: 'Retire it…' })).toBeVisible();
});

test('a full account says so, and the form is as it was', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  await signIn(page, sandbox, await addAccount(page, dataGovAt(sandbox)));
  await sandbox.setFault({ route: 'data-gov.create', fault: 'quota-full', times: 1 });
  const dialog = await addKey(page, /^Generate/);
  await dialog.getByLabel('Label').fill('one too many');
  await dialog.getByLabel('Valid for').selectOption('30 days');
  await press(dialog, 'Generate key');
  await expect(dialog).toContainText('has as many keys as it may have');
  await expect(dialog).toContainText('Retire one that nobody uses any more');
  await press(dialog, 'Back to the form');
  await expect(dialog.getByLabel('Label')).toHaveValue('one too many');
});

test('a keychain that is locked in the middle: the key waits in memory, and is kept once it opens', async ({
  openApp,
  sandbox,
}) => {
  const { page, session } = await openApp();
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  const cookie = await signInElsewhere(sandbox);
  const slow = { route: 'postman.create', fault: 'slow', delayMs: 4000, times: 1 };
  await sandbox.setFault(slow);
  await addKey(page, /^Generate/);
  await dialogOf(page).getByLabel('Label').fill('unlucky');
  await press(dialogOf(page), 'Generate key');
  await expect(dialogOf(page)).toContainText('Asking the service');
  await expect
    .poll(async () => (await sandbox.listKeys(cookie)).some(({ label }) => label === 'unlucky'))
    .toBe(true);
  await session.lockKeyring();
  await expect(dialogOf(page)).toContainText('It is in memory only. Do not quit.');
  await page.keyboard.press('Escape');
  const notice = page.getByRole('region', { name: 'Keys that are not saved' });
  await expect(notice).toContainText('“unlucky”');
  await press(notice, 'Show once');
  const [shown] = await dialogOf(page).locator('code').allTextContents();
  expect(shown?.endsWith((await stateOf(page)).unsaved[0]?.lastFive ?? 'none')).toBe(true);
  await press(dialogOf(page), 'Hide it');
  expect((await page.content()).includes(shown ?? '')).toBe(false);
  await session.reopenKeyring();
  await press(notice, /^(?:Try again|Unlock keychain)$/);
  await expect(notice).toHaveCount(0);
  expect(await keyOf(page, 'unlucky')).toMatchObject({ isHeld: true });
});

test('a key is pasted on the guided way: tidied, told apart, named, kept, and the clipboard cleared', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { page, session } = opened;
  const key = `key_test_${'aB3dE5fG7h'.repeat(4)}`;
  await addAccount(page, newAccount('postman-v2', 'Campaign', { environmentId: 'production' }));
  const dialog = await addKey(page, /^Guided/);
  await expect(dialog.getByRole('button', { name: /^Paste the key/ })).toBeFocused();
  await putIntoClipboard(opened, ` "${key}" \n`);
  await page.keyboard.press('Control+V');
  await expect(dialog).toContainText(
    'Found a key ending in 5fG7h'.replace('ending in ', '•••••ending in '),
  );
  await expect(dialog).toContainText('It is a Test key, and “Campaign” is at Production.');
  await dialog.getByLabel('Name in Keyturn').fill('campaign sender');
  await expect(dialog.getByLabel('No expiry')).toBeChecked();
  await press(dialog, 'Keep key');
  await expect(dialog).toContainText('is in your keychain.');
  await expect(dialog).toContainText('The clipboard was cleared.');
  expect(await clipboardOf(opened)).toBe('');
  expect(await secretsIn(session)).toEqual([key]);
  expect((await page.content()).includes(key)).toBe(false);
  expect(JSON.stringify(await stateOf(page)).includes(key)).toBe(false);
});

test('nothing that looks like a key in the clipboard is said, and the paste can be repeated', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { page } = opened;
  await addAccount(page, newAccount('postman-v2', 'Campaign', { environmentId: 'test' }));
  await addKey(page, /^Guided/);
  await putIntoClipboard(opened, 'good morning');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByRole('alert')).toContainText('No key was found there');
});

test('a file with several keys: told apart, some held already, the rest kept at once', async ({
  openApp,
  sandbox,
}) => {
  const { page, app, session } = await openApp();
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  const listed = await sandbox.createKey(await signInElsewhere(sandbox), 'made elsewhere');
  await page.evaluate(
    async (id) => window.bridge.call('syncAccount', { accountId: id }),
    (await stateOf(page)).accounts[0]!.id,
  );
  const path = join(session.env['HOME'] ?? '', '.env');
  const [first, second] = [postmanKey('AAAA1'), postmanKey('BBBB2')];
  await writeFile(
    path,
    `POSTMAN_KEY=${first}\nexport OTHER_KEY="${second}"\nPORT=8080\nLISTED=${listed.plain_text_key}\n`,
  );
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, path);

  await addKey(page, /^Generate/);
  await press(dialogOf(page), 'Other ways');
  await press(dialogOf(page), /^Bring your own/);
  await press(dialogOf(page), 'Choose a file…');
  const dialog = dialogOf(page);
  await expect(dialog).toContainText('3 keys found in .env');
  await expect(dialog.getByRole('group', { name: /^LISTED/ })).toContainText(
    'This is “made elsewhere”, which the service lists',
  );
  await dialog
    .getByRole('group', { name: /^OTHER_KEY/ })
    .getByLabel('Label')
    .fill('second');
  await press(dialog, 'Keep 3 keys');
  await expect(dialog).toContainText('3 keys are in your keychain.');
  expect((await secretsIn(session)).toSorted()).toEqual(
    [first, second, listed.plain_text_key].toSorted(),
  );
  expect(await keyOf(page, 'made elsewhere')).toMatchObject({ isHeld: true, standing: 'held' });
  await press(dialog, 'Done');

  // The same file once more: nothing of it is new.
  await drop(page, path);
  await expect(dialogOf(page)).toContainText('Held already, as “second”.');
  await expect(dialogOf(page).getByRole('button', { name: 'Keep 0 keys' })).toBeVisible();
  const world = JSON.stringify(await stateOf(page)) + (await page.content());
  for (const key of [first, second, listed.plain_text_key]) {
    expect(world.includes(key)).toBe(false);
  }
});

/** A file out of the file manager. Only one that the system gave has a place on the disk. */
async function drop(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    document.body.append(input);
  });
  await page.locator('#dropped').setInputFiles(path);
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped');
    const dataTransfer = new DataTransfer();
    for (const file of input?.files ?? []) dataTransfer.items.add(file);
    input?.remove();
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
      );
    }
  });
}

test('with the keyboard alone: a way is chosen, an account is named, a key is made', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  await goToAccount(page, 'Our Postman');
  await page.getByRole('button', { name: 'Add key' }).first().focus();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByLabel('Label')).toBeFocused();
  await page.keyboard.type('by hand');
  await page.keyboard.press('Tab');
  // The e-mail of the account is there already; its button to remove it comes first.
  await expect(dialogOf(page).getByRole('button', { name: `Remove ${email}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByLabel('Contacts')).toBeFocused();
  await page.keyboard.type('not an address');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toContainText('“not” is not a whole e-mail address.');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('team@agency.gov.sg');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toContainText('You need not see it.');
  await expect(dialogOf(page).getByRole('button', { name: 'Done' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('axe finds nothing serious on any of the screens, light and dark', async ({ openApp }) => {
  const opened = await openApp();
  const { page } = opened;
  const found: string[] = [];
  const look = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Without a second window, which the app would refuse.
      const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(passes.length).toBeGreaterThan(10);
      const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      found.push(...bad.map(({ id, nodes }) => `${id} ${colorScheme} ${nodes[0]?.html ?? ''}`));
    }
  };
  await page.getByRole('button', { name: 'Try it in the sandbox' }).waitFor();
  await look();
  await press(page.getByRole('main'), /^Generate/);
  await look();
  await press(dialogOf(page), 'Other ways');
  await look();
  await page.keyboard.press('Escape');
  await addAccount(page, newAccount('postman-v2', 'Campaign', { environmentId: 'production' }));
  await addKey(page, /^Guided/);
  await look();
  await putIntoClipboard(opened, `A_KEY=key_test_${'aB3dE5fG7h'.repeat(4)}`);
  await page.keyboard.press('Enter');
  await dialogOf(page).getByLabel('Name in Keyturn').waitFor();
  await look();
  await page.keyboard.press('Escape');
  await addKey(page, /^Guided/);
  await putIntoClipboard(
    opened,
    `A_KEY=key_test_${'aB3dE5fG7h'.repeat(4)}\nB_KEY=key_prod_${'bB3dE5fG7h'.repeat(4)}`,
  );
  await page.keyboard.press('Enter');
  await dialogOf(page).getByText('2 keys found').waitFor();
  await look();
  expect(found).toEqual([]);
});
