import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { KeyId } from '../../src/shared/key.ts';
import { expect, test, type OpenApp } from './app.ts';
import { setAppClock } from './app-clock.ts';
import { addBroughtAccount, bringKey, call, stateOf } from './in-use.ts';
import { countShown, history, wake } from './notifications.ts';

const dayMs = 24 * 60 * 60_000;
const secretOf = (end: string): string => `canary_v1_${'aB3+/'.repeat(8)}${end}`;
const stagesOf = (...counts: number[]) => counts.map((count) => ({ count, unit: 'days' }));

/** Two keys of Postman that end in 25 days and a half: by its card, both are due. */
async function holdTwo({ page, session }: OpenApp): Promise<KeyId[]> {
  const accountId = await addBroughtAccount(page);
  const expiresAt = new Date(Date.now() + 25.5 * dayMs).toISOString();
  const keyIds: KeyId[] = [];
  for (const [label, end] of [
    ['ops-mailer', 'x9Qz7'],
    ['forms-sync', 'y8Rw6'],
  ] as const) {
    const keyId = await bringKey(page, session, { accountId, label, secret: secretOf(end) });
    await call(page, 'editKey', { keyId, expiresAt });
    keyIds.push(keyId);
  }
  await call(page, 'clearClipboard', {});
  return keyIds;
}

const dueCard = (page: Page): Locator => page.getByRole('region', { name: 'Keys to rotate' });
const press = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole('button', { name, exact: true }).click();
const goTo = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name }).click();
const panelOf = (page: Page, label: string): Locator =>
  page.getByRole('complementary', { name: `Details of ${label}` });
const field = (place: Page | Locator): Locator =>
  place.getByLabel('Remind me so long before the end', { exact: true });
const openPanel = (page: Page, label: string): Promise<void> =>
  page.getByRole('row').filter({ hasText: label }).click();

test('stages of a service and of a key are set in the window, kept, and are when the reminders come', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { app, page, session } = opened;
  const [, own] = await holdTwo(opened);
  await expect(dueCard(page)).toContainText('2 keys to rotate');

  await goTo(page, 'Settings');
  const part = page.getByRole('region', { name: 'Reminders' });
  await press(part, 'Change the stages of Postman v1');
  await expect(field(part)).toBeFocused();
  for (const stage of ['28 days', '14 days', '3 days']) await press(part, `Remove ${stage}`);
  await field(part).fill('10');
  await field(part).press('Enter');
  await press(part, 'Remove 10 days');
  await press(part, 'Remove 1 day');
  await expect(field(part)).toHaveAccessibleDescription(
    'Keep one at least, so that the end comes as no surprise. Until then it is 1 day.',
  );
  await field(part).fill('10 days, a while, 25 months');
  await field(part).press('Enter');
  await expect(field(part)).toHaveAccessibleDescription(
    'Write it as 10 days, 2 weeks or 3 months.',
  );
  await expect(field(part)).toHaveValue('a while, 25 months');
  await expect
    .poll(async () => (await stateOf(page)).settings.reminders.stages)
    .toEqual([{ serviceId: 'postman-v1', stages: stagesOf(10) }]);

  await press(part, 'Close the stages of Postman v1');
  await expect(part.getByRole('listitem').filter({ hasText: 'Postman v1' })).toContainText(
    '10 days',
  );
  await goTo(page, /^All/);
  await expect(dueCard(page)).toHaveCount(0);
  await openPanel(page, 'forms-sync');
  const reminders = panelOf(page, 'forms-sync').getByRole('region', { name: 'Reminders' });
  await expect(reminders).toContainText('10 days before');
  await expect(reminders).toContainText('As all keys of Postman v1.');
  await press(reminders, 'Change…');
  const dialog = page.getByRole('dialog', { name: 'Reminders of forms-sync' });
  await dialog.getByLabel('Otherwise for this key').check();
  await press(dialog, 'Remove 10 days');
  await field(dialog).fill('20 days');
  await field(dialog).press('Enter');
  await press(dialog, 'Save');
  await expect(reminders).toContainText('20 days before');
  await expect(reminders).toContainText('For this key only.');

  await session.offerNotifications();
  await wake(app);
  await call(page, 'checkKeychain', {});
  // 19 days and a half are left.
  await setAppClock(app, 6 * dayMs);
  await wake(app);
  await expect.poll(() => countShown(session)).toBe(1);
  const first = expect.stringContaining('“forms-sync” ends in');
  expect(await history(session)).toEqual([first]);
  await app.close();

  const again = await openApp({ session });
  const { keys, settings } = await stateOf(again.page);
  expect(settings.reminders.stages).toEqual([{ serviceId: 'postman-v1', stages: stagesOf(10) }]);
  expect(keys.find(({ id }) => id === own)?.stages).toEqual(stagesOf(20));
  // 9 days and a half are left.
  await setAppClock(again.app, 16 * dayMs);
  await wake(again.app);
  await expect.poll(() => countShown(session)).toBe(1);
  expect(await history(session)).toEqual([expect.stringContaining('“ops-mailer” ends in'), first]);
});

test('several keys get stages together, and all go back to those of the rule card', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { page } = opened;
  const keyIds = await holdTwo(opened);
  const stagesOfKeys = async () => {
    const { keys } = await stateOf(page);
    return keyIds.map((id) => keys.find((row) => row.id === id)?.stages);
  };
  for (const label of ['ops-mailer', 'forms-sync']) {
    await page
      .getByRole('row')
      .filter({ hasText: label })
      .click({ modifiers: ['Control'] });
  }
  await press(page, 'More');
  await page.getByRole('menuitem', { name: 'Reminders…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reminders of 2 keys' });
  await expect(dialog).toContainText('28, 14, 3 and 1 days before the end');
  await dialog.getByLabel('Otherwise for these keys').check();
  await press(dialog, 'Add 3 months');
  await press(dialog, 'Save');
  const three = [{ count: 3, unit: 'months' }, ...stagesOf(28, 14, 3, 1)];
  await expect.poll(stagesOfKeys).toEqual([three, three]);

  await press(page, 'More');
  await page.getByRole('menuitem', { name: 'Reminders…' }).click();
  await dialog.getByLabel('As Postman v1').check();
  await press(dialog, 'Save');
  await expect.poll(stagesOfKeys).toEqual([null, null]);

  await goTo(page, 'Settings');
  const part = page.getByRole('region', { name: 'Reminders' });
  await press(part, 'Change the stages of Postman v1');
  await press(part, 'Add 3 months');
  await expect(part).toContainText('Changed');
  await press(part, 'Back to 28, 14, 3 and 1 days');
  await expect(part).not.toContainText('Changed');
  await expect(field(part)).toBeFocused();
  expect((await stateOf(page)).settings.reminders.stages).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious where stages are chosen, ${colorScheme}`, async ({ openApp }) => {
    const opened = await openApp();
    const { page } = opened;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await holdTwo(opened);
    await openPanel(page, 'ops-mailer');
    const reminders = panelOf(page, 'ops-mailer').getByRole('region', { name: 'Reminders' });
    await reminders.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press(reminders, 'Change…');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Otherwise for this key').check();
    await field(dialog).fill('a while');
    await field(dialog).press('Enter');
    await dialog.getByText('Write it as 10 days').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(reminders.getByRole('button')).toBeFocused();
    await goTo(page, 'Settings');
    const part = page.getByRole('region', { name: 'Reminders' });
    await press(part, 'Show 6 other services');
    await press(part, 'Change the stages of Postman v1');
    await press(part, 'Add 3 months');
    await part.getByText('Changed').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
}

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
