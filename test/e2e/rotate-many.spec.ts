import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { call } from './in-use.ts';
import {
  addAccount,
  dataGovAt,
  dialogOf,
  expect,
  openApp as open,
  postmanAt,
  press,
  selectKeys,
  signIn,
  signInWithCode,
  stateOf,
  test,
} from './rotating-many.ts';

const pageOf = (page: Page): Locator => page.getByRole('region', { name: 'Rotations' });
const rotationsOf = (page: Page): Locator => pageOf(page).getByRole('listitem');
const shelf = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name }).click();
const wanted = ['appointment-reminders', 'newsletter (quarterly)', 'hr-onboarding'];

test('three keys at once: one is held up, the other two go on, and all are found again after the view was closed', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await open(openApp);
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  await selectKeys(page, wanted);
  await press(page.getByRole('region', { name: 'Selected keys' }), 'Rotate…');
  const dialog = dialogOf(page);
  const keys = dialog.getByRole('listitem');
  await expect(keys).toHaveCount(3);

  // The last one first, by the keyboard alone; the focus goes with it.
  await dialog.getByLabel('Label of the new key for hr-onboarding').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(keys.first()).toContainText('hr-onboarding');
  await expect(dialog.getByLabel('Label of the new key for hr-onboarding')).toBeFocused();
  await expect(dialog.getByRole('status').filter({ hasText: 'is now 1 of 3' })).toBeAttached();
  await dialog.getByLabel('Label of the new key for hr-onboarding').fill('hr-onboarding next');

  await sandbox.setFault({ route: 'postman.create', fault: 'reset-after', times: 1 });
  await press(dialog, 'Start 3 rotations');
  await expect(pageOf(page).getByRole('status')).toHaveText(
    /^2 of 3 new keys in use, 2 to put into your tools, 1 needs you$/,
  );
  await expect(page.getByRole('heading', { name: 'In rotation' })).toBeFocused();
  await expect(rotationsOf(page).first()).toContainText('hr-onboarding next');
  await expect(rotationsOf(page).first()).toContainText('Needs you');
  await expect(rotationsOf(page).nth(1)).not.toContainText('Needs you');

  await press(pageOf(page), 'Close');
  // Another key is more urgent, so that these are only spoken of beside it.
  const card = page.getByRole('region', { name: 'Keys to rotate' });
  await expect(card).toContainText(/^1 key to rotate before .*3 rotations wait for you/);
  await snooze(page, card);
  await expect(page.getByRole('region', { name: 'Rotation', exact: true })).toContainText(
    /^hr-onboarding: /,
  );
  await expect(rowOf(page, 'newsletter (quarterly) (20')).toContainText(/Replaces •••••\S{5}/);
  await expect(rowOf(page, 'newsletter (quarterly)').first()).toContainText('In rotation');
  await shelf(page, /^In rotation 3$/);
  await expect(rotationsOf(page)).toHaveCount(3);

  const { rotations } = await stateOf(page);
  const held = rotations.find(({ old }) => old.label === 'hr-onboarding');
  if (!held) throw new Error('the rotation is not there');
  await call(page, 'decideRotation', { rotationId: held.id, decision: { kind: 'stop' } });
  await expect(rotationsOf(page).first()).toContainText('Given up');
  await press(pageOf(page), 'Dismiss finished 1');
  await expect(rotationsOf(page)).toHaveCount(2);
  await expect(pageOf(page).getByRole('status')).toHaveText(/^2 of 2 new keys in use/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeVisible();
});

test('rotations of an account without a session wait, and go on after one sign-in for all', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await open(openApp);
  const accountId = await addAccount(page, postmanAt(sandbox));
  await signIn(page, sandbox, accountId);
  await call(page, 'signOut', { accountId });
  // Between two codes the service wants a minute.
  await sandbox.moveClock({ moveMs: 60_000 });
  await selectKeys(page, wanted.slice(0, 2));
  await press(page.getByRole('region', { name: 'Selected keys' }), 'Rotate…');
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('region', { name: 'Sign in' })).toContainText(
    'One account needs a sign-in.',
  );
  await press(dialog, 'Start 2 rotations');
  await expect(pageOf(page)).toContainText('2 wait for your sign-in');
  await expect(pageOf(page).getByRole('button', { name: 'Sign in', exact: true })).toHaveCount(1);
  await press(pageOf(page), 'Sign in');
  await signInWithCode(page, sandbox);
  await expect(pageOf(page).getByRole('status')).toHaveText(/^2 of 2 new keys in use/);
  await expect(pageOf(page)).not.toContainText('wait for your sign-in');
});

test('what cannot be rotated is left out with its reason, and a life is chosen once a service', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await open(openApp);
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  await sandbox.moveClock({ moveMs: 60_000 });
  await signIn(page, sandbox, await addAccount(page, dataGovAt(sandbox)));
  await page.getByRole('row').nth(1).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('r');
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('region', { name: 'Left out' })).toContainText(
    /^1 key left out:default: from before/,
  );
  await expect(dialog.getByLabel('Valid for')).toHaveCount(1);
  const before = await dialog.getByRole('button', { name: /^Start \d+ rotations$/ }).innerText();
  await press(dialog, before);
  await expect(dialog.getByLabel('Valid for')).toBeFocused();
  await dialog.getByLabel('Valid for').selectOption({ index: 1 });
  while ((await dialog.getByRole('button', { name: /^Leave / }).count()) > 2) {
    await dialog
      .getByRole('button', { name: /^Leave / })
      .first()
      .click();
  }
  await expect(dialog.getByRole('button', { name: /^Leave / }).first()).toBeFocused();
  await press(dialog, 'Start 2 rotations');
  await expect(rotationsOf(page)).toHaveCount(2);
  // While a key is being made, the app does not end without a word.
  await expect(pageOf(page).getByRole('status')).toHaveText(/^2 of 2 new keys in use/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the card, the plans, the rows and the view of rotations, ${colorScheme}`, async ({
    openApp,
    sandbox,
  }) => {
    const { page } = await open(openApp);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
    const card = page.getByRole('region', { name: 'Keys to rotate' });
    await card.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press(card, 'Plan…');
    expect(await faultsOf(page)).toEqual([]);
    await press(dialogOf(page), /^Accept for/);
    await selectKeys(page, wanted);
    await press(page.getByRole('region', { name: 'Selected keys' }), 'Rotate…');
    expect(await faultsOf(page)).toEqual([]);
    await sandbox.setFault({ route: 'postman.create', fault: 'reset-after', times: 1 });
    await press(dialogOf(page), 'Start 3 rotations');
    await expect(pageOf(page).getByRole('status')).toHaveText(/1 needs you$/);
    expect(await faultsOf(page)).toEqual([]);
    await press(pageOf(page), 'Close');
    await page.getByRole('region', { name: 'Selected keys' }).waitFor({ state: 'detached' });
    expect(await faultsOf(page)).toEqual([]);
  });
}

async function snooze(page: Page, card: Locator): Promise<void> {
  await press(card, 'Snooze');
  await page.getByRole('menuitem', { name: 'For a week' }).click();
}

function rowOf(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}

/** In words that name the rule and the place. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude('[data-base-ui-focus-guard]')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
