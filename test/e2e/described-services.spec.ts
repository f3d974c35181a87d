import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { watchBrowser } from './in-use.ts';

const dialogOf = (page: Page): Locator => page.getByRole('dialog');
const press = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole('button', { name, exact: true }).click();

async function openList(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Add account' }).click();
}

async function describeForSG(page: Page): Promise<void> {
  await openList(page);
  await dialogOf(page)
    .getByRole('button', { name: /^Describe another service…/ })
    .click();
  await page.getByLabel('ForSG').check();
  await page.getByLabel('Base address').fill('https://api.example.gov.sg/v1');
  await page.getByLabel('Page where its keys').fill('https://portal.example.gov.sg/keys');
  await page.getByLabel('For months').check();
  await page.getByLabel('How many calendar months').fill('3');
  await press(dialogOf(page), 'Add service');
}

test('a service is described, used, changed, kept over a restart, and removed once nothing uses it', async ({
  openApp,
}) => {
  const first = await openApp();
  const opened = await watchBrowser(first);
  const { page } = first;
  await describeForSG(page);
  await expect(dialogOf(page).getByRole('heading', { level: 2 })).toHaveText('Add ForSG account');
  await expect(dialogOf(page)).toContainText('3 months');
  await page.getByLabel('Name in Keyturn').fill('Our forms');
  await press(dialogOf(page), 'Add account');

  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Our forms');
  await expect(main).toContainText('ForSG · Main address');
  await expect(main).toContainText('https://api.example.gov.sg/v1');
  await main.getByRole('button', { name: /^Where its keys are managed/ }).click();
  expect(await opened()).toEqual(['https://portal.example.gov.sg/keys']);

  await openList(page);
  await press(dialogOf(page), 'Edit… ForSG');
  await expect(dialogOf(page)).toContainText('Accounts you have already keep their address');
  await expect(page.getByLabel('Form of a key')).toHaveValue('(live|test)_v1_.+');
  await page.getByLabel('Name', { exact: true }).fill('ForSG forms');
  await page.getByLabel('Base address').fill('https://new.example.gov.sg');
  await press(dialogOf(page), 'Save');
  await expect(dialogOf(page).getByRole('button', { name: /^ForSG forms/ })).toBeFocused();

  await press(dialogOf(page), 'Remove… ForSG forms');
  await expect(dialogOf(page)).toContainText('An account uses it');
  await expect(dialogOf(page)).toContainText('Our forms');
  await expect(dialogOf(page).getByRole('button', { name: 'Remove service' })).toHaveCount(0);
  await first.app.close();

  const { page: later } = await openApp({ session: first.session });
  const facts = later.getByRole('main');
  await later.getByRole('navigation').getByRole('button', { name: 'Our forms' }).click();
  await expect(facts.getByRole('heading', { level: 1 })).toHaveText('Our forms');
  // Its place is where it was added, which is not the main address of the service any more.
  await expect(facts).toContainText('https://api.example.gov.sg/v1');
  await expect(facts).not.toContainText('Main address');
  await press(later, 'Remove…');
  await press(dialogOf(later), 'Remove account');
  await openList(later);
  await press(dialogOf(later), 'Remove… ForSG forms');
  await expect(dialogOf(later).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await press(dialogOf(later), 'Remove service');
  await expect(
    dialogOf(later).getByRole('button', { name: /^Describe another service…/ }),
  ).toBeFocused();
  await expect(dialogOf(later).getByRole('button', { name: /ForSG/ })).toHaveCount(0);
});

test('a key of a service that nobody describes needs only a name', async ({ openApp }) => {
  const { page } = await openApp();
  await openList(page);
  await dialogOf(page)
    .getByRole('button', { name: /^Another service/ })
    .click();
  const name = page.getByLabel('Name in Keyturn');
  await expect(name).toBeFocused();
  await press(dialogOf(page), 'Add account');
  await expect(dialogOf(page)).toContainText('Say which service it is');
  await name.fill('Mail relay');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mail relay');
  await expect(page.getByRole('main')).toContainText('Another service');
});

test('mistakes are said at their fields after the first try, and the first of them has the focus', async ({
  openApp,
}) => {
  const { page } = await openApp();
  await openList(page);
  await dialogOf(page)
    .getByRole('button', { name: /^Describe another service…/ })
    .click();
  await page.getByLabel('Name', { exact: true }).fill('postman v1');
  await page.getByLabel('Base address').fill('http://example.org');
  await page.getByLabel('Form of a key').fill('sg_Canary0000Canary');
  await page.getByLabel('There is a harmless page').check();
  await expect(dialogOf(page).locator('[aria-invalid=true]')).toHaveCount(0);
  await press(dialogOf(page), 'Add service');
  await expect(dialogOf(page)).toContainText('There is a service of this name already');
  await expect(dialogOf(page)).toContainText('in the open');
  await expect(dialogOf(page)).toContainText('never write a key here');
  await expect(dialogOf(page)).toContainText('the header that carries it');
  await expect(dialogOf(page)).toContainText('a path that begins with one slash');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
});

test('a description that is not saved is not lost by a slip', async ({ openApp }) => {
  const { page } = await openApp();
  await openList(page);
  const describe = dialogOf(page).getByRole('button', { name: /^Describe another service…/ });
  await describe.click();
  await press(dialogOf(page), 'Back');
  await describe.click();
  await page.keyboard.type('Our own');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page).getByRole('alert')).toContainText('not saved');
  await page.keyboard.type(' forms');
  await expect(dialogOf(page).getByRole('alert')).toHaveCount(0);
  await press(dialogOf(page), 'Back');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Our own forms');
  await press(dialogOf(page), 'Back');
  await describe.click();
  await page.keyboard.type('Our own');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
  await openList(page);
  await expect(describe).toBeVisible();
});

test('all of it works from the keyboard', async ({ openApp }) => {
  const { page } = await openApp();
  const type = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.getByRole('main').getByRole('button', { name: 'Add account' }).focus();
  await type('Enter');
  await dialogOf(page)
    .getByRole('button', { name: /^Describe another service…/ })
    .focus();
  await type('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.insertText('Our own');
  await type('Tab', 'Tab');
  await page.keyboard.insertText('http://localhost:8080');
  await page.getByRole('button', { name: 'Remove reminder 4' }).focus();
  await type('Enter');
  await expect(page.getByRole('button', { name: 'Remove reminder 3' })).toBeFocused();
  await type('Tab', 'Enter');
  await expect(page.getByLabel('Reminder 4: how many')).toBeFocused();
  await type('4', 'Tab', 'w', 'Shift+Tab', 'Enter');
  await expect(page.getByLabel('Name in Keyturn')).toBeVisible();
  await type('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
  await openList(page);
  await press(dialogOf(page), 'Edit… Our own');
  const counts = page.getByLabel(/^Reminder \d: how many/);
  await expect(counts).toHaveCount(4);
  // The longest first, however they were written: 30 days, 4 weeks, 14 days, 7 days.
  await expect(page.getByLabel('Reminder 2: of what')).toHaveValue('weeks');
});
