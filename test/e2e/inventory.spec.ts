import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { keepManyKeys } from '../../scripts/many-keys.mjs';
import { expect, test as base } from './app.ts';

/** The window with the keys of the sandbox in it, or with many that are made up. */
const test = base.extend<{ openKeys: (count: 'sandbox' | number) => Promise<Page> }>({
  async openKeys({ openApp, openHome }, use) {
    await use(async (count) => {
      if (count === 'sandbox') {
        const { page } = await openApp();
        await signInAtSandbox(page);
        return page;
      }
      const session = await openHome();
      await keepManyKeys(session.env['XDG_CONFIG_HOME'] ?? '', count);
      const { page } = await openApp({ session });
      await rowsOf(page).nth(1).waitFor();
      return page;
    });
  },
});

async function signInAtSandbox(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it in the sandbox' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await rowsOf(page).nth(12).waitFor();
}

const rowsOf = (page: Page): Locator => page.getByRole('row');
const rowOf = (page: Page, label: string): Locator =>
  page.getByRole('row').filter({ hasText: label });
const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: /^Details of/ });
const searchOf = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search keys' });

test('the list is used with the keyboard alone', async ({ openKeys }) => {
  const page = await openKeys('sandbox');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '13');
  await page.keyboard.press('Control+f');
  await expect(searchOf(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('/');
  await expect(searchOf(page)).toBeFocused();
  // In a field it is a sign like others.
  await page.keyboard.type('/');
  await expect(searchOf(page)).toHaveValue('/');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'forms-portal production')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'appointment-reminders')).toBeFocused();
  await page.keyboard.press('End');
  await expect(rowOf(page, 'default')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(rowOf(page, 'forms-portal production')).toBeFocused();

  await page.keyboard.press('ArrowRight');
  await expect(panelOf(page).getByRole('heading', { level: 2 })).toBeFocused();
  await expect(panelOf(page)).toContainText(/Expires in \d days/);
  await expect(panelOf(page)).toContainText('Singapore time');
  await page.keyboard.press('Escape');
  await expect(panelOf(page)).toHaveCount(0);
  await expect(rowOf(page, 'forms-portal production')).toBeFocused();

  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('region', { name: 'Selected keys' });
  await expect(bar).toContainText('3 selected');
  await page.keyboard.press('Control+a');
  await expect(bar).toContainText('12 selected');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);

  await page.keyboard.press('Enter');
});

test('a search narrows the list and the timeline as it is typed, and says when nothing is found', async ({
  openKeys,
}) => {
  const page = await openKeys('sandbox');
  const dots = page.getByRole('toolbar').getByRole('button');
  await searchOf(page).fill('grants');
  await expect(rowsOf(page)).toHaveCount(3);
  await expect(dots).toHaveCount(1);
  await expect(dots).toHaveAccessibleName(/^2 keys end on/);
  await searchOf(page).fill('grants oncall');
  await expect(page.getByRole('heading', { name: 'No key matches “grants oncall”' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear search' }).last().click();
  await expect(rowsOf(page)).toHaveCount(13);
});

test('shelves, filters and groups show what they say', async ({ openKeys }) => {
  const page = await openKeys('sandbox');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Due soon/ })
    .click();
  await expect(rowsOf(page)).toHaveCount(3);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Retired/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Nothing is retired' })).toBeVisible();
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('checkbox', { name: 'Expired' }).check();
  await page.keyboard.press('Escape');
  await expect(rowsOf(page)).toHaveCount(2);
  // What works no more ends no more.
  await expect(page.getByRole('toolbar')).toHaveCount(0);
  await page.getByRole('button', { name: 'Drop filter Expired' }).click();
  await expect(page.getByRole('toolbar')).toBeVisible();
  await page.getByRole('button', { name: 'Order' }).click();
  await page.getByRole('group', { name: 'Group by' }).getByText('State').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('rowheader')).toHaveText([
    'Not held here',
    'Expired',
    'From before labels',
  ]);
});

test('the timeline is one stop of the Tab key, is walked with arrows, and opens what stands together', async ({
  openKeys,
}) => {
  const page = await openKeys('sandbox');
  const dots = page.getByRole('toolbar').getByRole('button');
  await expect(dots).toHaveCount(9);
  await dots.first().focus();
  await expect(dots.first()).toHaveAccessibleName(
    /^forms-portal production, ending in hhhZD: .*, in \d days$/,
  );
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(dots.nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  const together = page.getByRole('dialog', { name: 'Keys that end here' });
  await together.getByRole('button', { name: /^grants-notifier staging/ }).click();
  await expect(panelOf(page).getByRole('heading', { level: 2 })).toHaveText(
    'grants-notifier staging',
  );
  await page.keyboard.press('Escape');
  await expect(panelOf(page)).toHaveCount(0);
});

test('in a narrow window the panel is a page, and Esc goes back to the row', async ({
  openApp,
}) => {
  const { app, page } = await openApp();
  await signInAtSandbox(page);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setSize(720, 480);
  });
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(720);
  await rowOf(page, 'appointment-reminders').click();
  await expect(page.getByRole('grid')).toBeHidden();
  await expect(panelOf(page).getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'appointment-reminders')).toBeFocused();
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await expect(rowOf(page, 'appointment-reminders')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(720);
});

test('with text at twice its size the panel is a page in a window of the usual size', async ({
  openKeys,
}) => {
  const page = await openKeys('sandbox');
  await rowOf(page, 'appointment-reminders').click();
  await expect(page.getByRole('grid')).toBeVisible();
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await expect(page.getByRole('grid')).toBeHidden();
  const room = await panelOf(page).evaluate((panel) => {
    const main = panel.closest('main')?.getBoundingClientRect();
    return {
      isInside: panel.getBoundingClientRect().left >= (main?.left ?? Infinity),
      isTooWide: panel.scrollWidth > panel.clientWidth,
    };
  });
  expect(room).toEqual({ isInside: true, isTooWide: false });
});

test('beside an open panel the bar of a selection keeps to one line, and its menu has the rest', async ({
  openKeys,
}) => {
  const page = await openKeys(40);
  await rowsOf(page).nth(1).click();
  await panelOf(page).waitFor();
  await page.keyboard.press('Control+a');
  const bar = page.getByRole('region', { name: 'Selected keys' });
  await expect(bar.getByRole('button', { name: 'Forget' })).toHaveCount(0);
  const tops = await bar
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((one) => one.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
  await bar.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /^Forget .*here…$/ }).click();
  await expect(page.getByRole('dialog')).toContainText('Forget');
  await page.keyboard.press('Escape');
  await panelOf(page).getByRole('button', { name: 'Close details' }).click();
  await expect(bar.getByRole('button', { name: /^Forget .*here…$/ })).toBeVisible();
});

test('ten thousand keys: only what is seen is drawn, and the focus goes to the last of them', async ({
  openKeys,
}) => {
  const page = await openKeys(10_000);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
  expect(await rowsOf(page).count()).toBeLessThan(40);
  await rowsOf(page).nth(1).focus();
  await page.keyboard.press('End');
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '10001');
  expect(await rowsOf(page).count()).toBeLessThan(40);
  expect(await page.getByRole('toolbar').getByRole('button').count()).toBeLessThan(40);
});

test('what the user says of a key is saved when the field is left, and found', async ({
  openKeys,
}) => {
  const page = await openKeys(12);
  await rowsOf(page).nth(1).click();
  await page.getByLabel('Note').fill('For the quarterly report');
  const tags = page.getByRole('textbox', { name: 'Tags' });
  await tags.fill('night,');
  await tags.fill('batch');
  await tags.press('Enter');
  await expect(page.getByRole('list', { name: /^Tags/ }).getByRole('listitem')).toContainText([
    'night',
    'batch',
  ]);
  await expect(panelOf(page).getByRole('list').last()).toContainText('Edited');
  await searchOf(page).fill('quarterly batch');
  await expect(rowsOf(page)).toHaveCount(2);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the list, the panel, the timeline and the menus, ${colorScheme}`, async ({
    openKeys,
  }) => {
    const page = await openKeys(60);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('toolbar').getByRole('button').nth(3).click();
    const cluster = page.getByRole('dialog', { name: 'Keys that end here' });
    await cluster.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    // Where the pointer rests, what it is over opens again.
    await page.mouse.move(0, 0);
    await page.keyboard.press('Escape');
    await cluster.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('checkbox', { name: 'Held here' }).first().check();
    expect(await faultsOf(page)).toEqual([]);
    await page.mouse.move(0, 0);
    await page.keyboard.press('Escape');
    await rowsOf(page).nth(2).click();
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menu').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
}

/** In words that name the rule and the place. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // A page of its own to put the results together is more than Electron opens.
    .setLegacyMode(true)
    // Hidden stops around what floats, which hand the focus on as soon as they get it.
    .exclude('[data-base-ui-focus-guard]')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
