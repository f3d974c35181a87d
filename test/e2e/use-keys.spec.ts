import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Result } from '../../src/shared/failure.ts';
import type { KeyId } from '../../src/shared/key.ts';
import type { State } from '../../src/shared/state.ts';
import type { OpenApp } from './app.ts';
import { dialogOf, expect, openSignedIn, press, test, type Sandbox } from './at-sandbox.ts';

/** Main's State as the window gets it. */
async function readState(page: Page): Promise<State> {
  const result = await page.evaluate(
    () => window.bridge.call('readState', {}) as Promise<Result<State>>,
  );
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

/** A key that the sandbox has made and the keychain holds. Gives its row. */
async function holdKey(page: Page, label: string) {
  const { accounts } = await readState(page);
  const accountId = accounts[0]!.id;
  const wish = { accountId, label, contacts: ['ops@agency.gov.sg'], expiration: null };
  const made = await page.evaluate(
    (asked) => window.bridge.call('generateKey', asked) as Promise<Result<{ keyId: KeyId }>>,
    wish,
  );
  if (!made.ok) throw new Error(made.failure.code);
  const { keyId } = made.value;
  return (await readState(page)).keys.find(({ id }) => id === keyId)!;
}

/** A session of the test's own. A code is not sent again at once, so the sandbox's clock moves. */
async function signInBeside(sandbox: Sandbox): Promise<string> {
  await sandbox.moveClock({ moveMs: 60_000 });
  return sandbox.signIn();
}

const clipboardOf = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard }) => clipboard.readText());

async function openPalette(page: Page, letters: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(letters);
}

/** Opens what a key can do, and chooses one of it, all by the keyboard. */
async function chooseInPalette(page: Page, letters: string, name: string | RegExp): Promise<void> {
  await openPalette(page, letters);
  await page.keyboard.press('Tab');
  const option = page.getByRole('option', { name });
  await option.waitFor();
  for (let step = 0; step < 20; step += 1) {
    if ((await option.getAttribute('aria-selected')) === 'true') break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

async function findFault(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

async function expectNoFault(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await findFault(page), colorScheme).toEqual([]);
  }
}

test('the palette by keyboard: a few letters, Enter, and the key is in the clipboard until it is cleared', async ({
  openApp,
  sandbox,
}) => {
  const { app, page } = await openSignedIn(openApp, sandbox);
  const row = await holdKey(page, 'night-mailer');
  await openPalette(page, 'nigma');
  await expect(page.getByRole('option').first()).toContainText('night-mailer');
  await expectNoFault(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toHaveCount(0);
  const bar = page.getByRole('region', { name: 'Clipboard' });
  await expect(bar).toContainText(`night-mailer •••••${row.lastFive} copied`);
  await expect(bar).toContainText(/cleared in \d+ s/);
  const copied = await clipboardOf(app);
  expect(copied).toMatch(/^officer_v1_/);
  expect(copied.endsWith(row.lastFive)).toBe(true);
  // The key itself never was in the page.
  expect(await page.content()).not.toContain(copied);
  await expectNoFault(page);

  await press(bar, 'Clear now');
  await expect(page.getByText('Clipboard cleared')).toBeVisible();
  expect(await clipboardOf(app)).toBe('');
});

test('what is chosen in the palette stays so when a better one comes in meanwhile', async ({
  openApp,
  sandbox,
}) => {
  const { app, page } = await openSignedIn(openApp, sandbox);
  const row = await holdKey(page, 'night-mailer');
  await openPalette(page, 'night');
  await expect(page.getByRole('option', { selected: true })).toContainText('night-mailer');
  await holdKey(page, 'night');
  await expect(page.getByRole('option').first()).not.toContainText('night-mailer');
  await expect(page.getByRole('option', { selected: true })).toContainText('night-mailer');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await clipboardOf(app)).slice(-5)).toBe(row.lastFive);
});

test('another form of a key: → opens what it can do, and a header line is copied', async ({
  openApp,
  sandbox,
}) => {
  const { app, page } = await openSignedIn(openApp, sandbox);
  const row = await holdKey(page, 'night-mailer');
  await openPalette(page, 'night');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('option', { name: 'Header line' })).toContainText(
    `Authorization: Bearer •••••${row.lastFive}`,
  );
  await expectNoFault(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Clipboard' })).toContainText('as a header line');
  expect(await clipboardOf(app)).toMatch(/^Authorization: Bearer officer_v1_/);
});

test('a key that is not held is dimmed, and what to do stands in its place', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openSignedIn(openApp, sandbox);
  await holdKey(page, 'night-mailer');
  const foot = page.getByRole('dialog', { name: 'Quick palette' }).locator('footer');
  await openPalette(page, 'night');
  await expect(foot).toContainText('Enter Copy');
  await page.keyboard.press('Escape');
  await openPalette(page, 'hhhZD');
  await expect(page.getByRole('option').first()).toContainText('Not held');
  await expect(foot).toContainText('Enter Open');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('option', { name: 'Paste it' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option').first()).toContainText('Not held');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
});

test('shown for ten seconds, then gone from the page', async ({ openApp, sandbox }) => {
  const { page } = await openSignedIn(openApp, sandbox);
  const row = await holdKey(page, 'night-mailer');
  await chooseInPalette(page, 'night', /Show it for ten seconds/);
  const shown = dialogOf(page).getByText(/_v1_/);
  await expect(shown).toContainText(row.lastFive);
  await expect(dialogOf(page)).toContainText('Linux has no way to prevent it');
  const secret = await shown.innerText();
  await expectNoFault(page);
  await expect(dialogOf(page)).toHaveCount(0);
  expect(await page.content()).not.toContain(secret);
});

test('forgotten here, and taken back with the keyboard', async ({ openApp, sandbox }) => {
  const { page, session } = await openSignedIn(openApp, sandbox);
  const row = await holdKey(page, 'night-mailer');
  expect(await session.countItems()).toBe(1);
  await chooseInPalette(page, 'night', /Forget here/);
  await expect(dialogOf(page)).toContainText('The service keeps it: it goes on working there.');
  await expect(dialogOf(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectNoFault(page);
  await press(dialogOf(page), 'Forget here');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.getByText(`•••••${row.lastFive} is forgotten here`)).toBeVisible();
  expect(await session.countItems()).toBe(0);
  await page.keyboard.press('Control+Z');
  await expect(page.getByText(`•••••${row.lastFive} is back`)).toBeVisible();
  expect(await session.countItems()).toBe(1);

  // Its notice may be gone: what was forgotten stands in Settings until the end of the run.
  await chooseInPalette(page, 'night', /Forget here/);
  await press(dialogOf(page), 'Forget here');
  await expect(dialogOf(page)).toHaveCount(0);
  await page.keyboard.press('Control+,');
  await press(page, 'Take back');
  await expect.poll(() => session.countItems()).toBe(1);
});

test('where the button that has the focus goes away, the list takes it', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openSignedIn(openApp, sandbox);
  await holdKey(page, 'day-mailer');
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await page.getByRole('checkbox', { name: 'Select day-mailer' }).check();
  await page.getByRole('button', { name: 'Clear selection' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').and(page.locator(':focus'))).toHaveCount(1);
});

test('with all that were selected forgotten, the focus goes to the list and not out of the page', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openSignedIn(openApp, sandbox);
  await holdKey(page, 'day-mailer');
  await holdKey(page, 'night-mailer');
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  for (const name of ['day-mailer', 'night-mailer']) {
    await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  }
  await press(page.getByRole('region', { name: 'Selected keys' }), 'Forget here…');
  await expect(dialogOf(page)).toContainText('You can take them back until Keyturn is closed.');
  await press(dialogOf(page), 'Forget here');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.getByRole('row').and(page.locator(':focus'))).toHaveCount(1);
});

test('retired at the service only with its own last five, typed in its case', async ({
  openApp,
  sandbox,
}) => {
  const { page, session } = await openSignedIn(openApp, sandbox);
  const row = await holdKey(page, 'night-mailer');
  await chooseInPalette(page, 'night', /Retire at the service/);
  await expect(dialogOf(page)).toContainText('No key takes its place yet.');
  const field = dialogOf(page).getByLabel('Type its last five characters');
  await expect(field).toBeFocused();
  await expectNoFault(page);
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toContainText('These are not the last five characters');
  await press(dialogOf(page), 'Retire for ever');
  await expect(field).toBeFocused();
  const cookie = await signInBeside(sandbox);
  expect(await sandbox.listKeys(cookie)).toContainEqual(
    expect.objectContaining({ label: 'night-mailer' }),
  );

  await field.fill(row.lastFive);
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByRole('button', { name: 'Retire for ever' })).toBeFocused();
  // The danger itself is one press more.
  expect(await sandbox.listKeys(cookie)).toContainEqual(
    expect.objectContaining({ label: 'night-mailer' }),
  );
  await page.keyboard.press('Enter');
  await expect(page.getByText(`•••••${row.lastFive} is retired`)).toBeVisible();
  expect(await sandbox.listKeys(cookie)).not.toContainEqual(
    expect.objectContaining({ label: 'night-mailer' }),
  );
  expect(await session.countItems()).toBe(0);
});

test('many keys are checked with a bar that can be cancelled, and its result stays until dismissed', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openSignedIn(openApp, sandbox);
  await holdKey(page, 'night-mailer');
  const gone = await holdKey(page, 'day-mailer');
  const cookie = await signInBeside(sandbox);
  await sandbox.postman('DELETE', `/api-key/${gone.remoteId}`, { cookie });
  await checkAll(page);
  const bar = page.getByRole('region', { name: 'Check of many keys' });
  await expect(bar).toContainText('2 keys checked');
  await expect(bar).toContainText('1 refused');
  await expect(bar).toContainText('1 works');
  await expectNoFault(page);
  await press(bar, 'Dismiss');
  await expect(bar).toHaveCount(0);

  await sandbox.setFault({ route: 'postman.probe', fault: 'slow', times: null, delayMs: 20_000 });
  await checkAll(page);
  await expect(bar).toContainText('Checking keys: 0 of 2');
  await press(bar, 'Cancel');
  await expect(bar).toContainText('Cancelled after');
});

async function checkAll(page: Page): Promise<void> {
  await openPalette(page, 'check all');
  await page.keyboard.press('Enter');
}

test('a refused key asks for a second word before it is copied, and Cancel has the focus', async ({
  openApp,
  sandbox,
}) => {
  const { app, page } = await openSignedIn(openApp, sandbox);
  const gone = await holdKey(page, 'day-mailer');
  const cookie = await signInBeside(sandbox);
  await sandbox.postman('DELETE', `/api-key/${gone.remoteId}`, { cookie });
  await checkAll(page);
  await expect(page.getByText('1 refused', { exact: true })).toBeVisible();
  await openPalette(page, 'day-mailer');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toHaveAccessibleName('Copy a key that was refused?');
  await expect(dialogOf(page)).toContainText('refused this key when it was last checked');
  await expect(dialogOf(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectNoFault(page);
  expect(await clipboardOf(app)).toBe('');
  await press(dialogOf(page), 'Copy anyway');
  await expect(page.getByRole('region', { name: 'Clipboard' })).toContainText('day-mailer');

  // What is to be done about it stands beside what is wrong with it.
  await chooseInPalette(page, 'day-mailer', 'Show its details');
  await press(page.getByRole('complementary', { name: /^Details of/ }), 'Rotate…');
  await expect(dialogOf(page)).toHaveAccessibleName('Rotate this key');
});

test('a key that was met is named, by the clipboard, a file or its last five, and never shown', async ({
  openApp,
  sandbox,
}) => {
  const { app, page, session } = await openSignedIn(openApp, sandbox);
  const row = await holdKey(page, 'night-mailer');
  await openPalette(page, 'night');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Clipboard' })).toBeVisible();
  const secret = await clipboardOf(app);

  await page.keyboard.press('Control+I');
  await page.keyboard.press('Control+V');
  const answer = dialogOf(page).getByRole('listitem');
  await expect(answer).toContainText(`night-mailer •••••${row.lastFive}`);
  await expect(answer).toContainText('Held here');
  expect(await page.content()).not.toContain(secret);
  await expectNoFault(page);

  const field = dialogOf(page).getByLabel('last five');
  await field.fill('hhhZD');
  await expect(answer).toContainText('forms-portal production');
  await field.fill('zzzzz');
  await expect(dialogOf(page)).toContainText('It is not one of yours.');
  // Pasted into the field, it is looked up and does not come into the window.
  await field.focus();
  await page.keyboard.press('Control+V');
  await expect(answer).toContainText('night-mailer');
  await expect(field).toHaveValue('');

  const file = join(session.home, 'deploy.env');
  writeFileSync(file, `POSTMAN_API_KEY="${secret}"\n`);
  await field.fill('zzzzz');
  await dialogOf(page).locator('input[type=file]').setInputFiles(file);
  await expect(answer).toContainText('night-mailer');
});

test('settings are kept at once and survive a restart', async ({ openApp }) => {
  const first = await openApp();
  await openSettings(first);
  await expectNoFault(first.page);
  const seconds = first.page.getByLabel('Clear a copied key after');
  await seconds.fill('4');
  await expect(first.page.getByText('whole number from 5 to 300')).toBeVisible();
  await seconds.fill('60');
  await seconds.press('Enter');
  await first.page.getByLabel('Dense').check();
  await first.page.getByLabel('Dark').check();
  await expect
    .poll(() => first.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    .toBe(true);
  const recorder = first.page.getByRole('button', { name: 'From any other program' });
  await recorder.click();
  await first.page.keyboard.press('Control+Shift+Y');
  await expect(recorder).toHaveText('Ctrl+Shift+Y');
  await expect(first.page.getByText('It is on: press it anywhere.')).toBeVisible();
  await first.app.close();

  const { page, session } = await openApp({ session: first.session });
  await openSettings({ page });
  await expect(page.getByLabel('Clear a copied key after')).toHaveValue('60');
  await expect(page.getByLabel('Dense')).toBeChecked();
  await expect(page.getByLabel('Dark')).toBeChecked();
  await expect(page.getByText('Ctrl+Shift+Y')).toBeVisible();
  await expect(page.getByText(join(session.home, 'config'))).toBeVisible();
});

test('a holiday is added and removed, and the list that was bundled comes back', async ({
  openApp,
}) => {
  const { page } = await openApp();
  await openSettings({ page });
  const part = page.getByRole('region', { name: 'Holidays' });
  const asBundled = part.getByRole('button', { name: 'Back to the list' });
  await part.getByRole('button', { name: 'Add' }).click();
  await expect(part).toContainText('Choose the day.');
  await expect(part).toContainText('Say what it is.');
  await expectNoFault(page);
  await expect(asBundled).toBeHidden();
  // Far enough that it will lie ahead whenever this is run.
  await part.getByLabel('Day', { exact: true }).fill('2198-03-05');
  await part.getByLabel('Holiday', { exact: true }).fill('Office move');
  await part.getByLabel('Holiday', { exact: true }).press('Enter');
  await expect(part.getByRole('listitem').last()).toContainText('Office move');
  await expect(part.getByLabel('Holiday', { exact: true })).toHaveValue('');
  const kept = (await readState(page)).settings.holidays;
  expect(kept.at(-1)).toEqual({ date: '2198-03-05', name: 'Office move' });
  await part.getByRole('button', { name: 'Remove Office move' }).click();
  await expect(part).not.toContainText('Office move');
  await expect(asBundled).toBeHidden();
  await part.getByLabel('Day', { exact: true }).fill('2198-03-05');
  await part.getByLabel('Holiday', { exact: true }).fill('Office move');
  await part.getByRole('button', { name: 'Add' }).click();
  await asBundled.click();
  await expect(part).not.toContainText('Office move');
  expect((await readState(page)).settings.holidays).toEqual(kept.slice(0, -1));
});

async function openSettings({ page }: Pick<OpenApp, 'page'>): Promise<void> {
  await expect(page.getByRole('navigation')).toBeVisible();
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
}

test('? shows all shortcuts; while a dialog is open nothing opens over it', async ({ openApp }) => {
  const { page } = await openApp();
  await expect(page.getByRole('navigation')).toBeVisible();
  await page.keyboard.press('?');
  await expect(dialogOf(page)).toContainText('Find a key and copy it');
  await expect(dialogOf(page)).toContainText('Ctrl+K');
  await expectNoFault(page);
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('combobox')).toBeFocused();
});
