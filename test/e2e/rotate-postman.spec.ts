import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  addAccount,
  dialogOf,
  postmanAt,
  press,
  secretsIn,
  signIn,
  stateOf,
  test,
} from './add-key.ts';
import { expect } from './app.ts';
import { call } from './in-use.ts';
import {
  assistantOf,
  headlineOf,
  holdKey,
  nowOf,
  openStart,
  panelOf,
  putIntoTools,
  retireOld,
  rotationOf,
  rowAfter,
  says,
} from './rotating.ts';

test('a key of Postman is rotated from the start dialog to its retirement', async ({
  openApp,
  sandbox,
}) => {
  const { page, session } = await openApp();
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  const dialog = await openStart(page, old.label);
  await expect(dialog.getByLabel('Label')).toHaveValue(/^night-mailer \(\d{4}-\d{2}\)$/);
  await expect(dialog).toContainText('ops@agency.gov.sg');
  await expect(dialog.getByRole('list', { name: 'What will happen' }).locator('li')).toHaveCount(4);
  await expectNoViolations(page, 'dialog');
  await press(dialog, 'Start rotation');

  await says(page, 'Put the new key into your tools');
  await expect(assistantOf(page)).toContainText('Two live keys');
  await expectNoViolations(page, 'aside');
  await nowOf(page)
    .getByRole('button', { name: /^Copy as .env line/ })
    .click();
  await press(nowOf(page), 'All tools have it');
  await expect(nowOf(page)).toContainText('2 places do not have the new key yet.');
  await press(nowOf(page), 'Not yet');
  await putIntoTools(page);

  await says(page, 'Both keys work for now');
  await expect(headlineOf(page)).toBeFocused();
  await expectNoViolations(page, 'aside');
  await press(nowOf(page), 'Retire it now…');
  await dialogOf(page).getByRole('textbox').fill('wrong');
  await press(dialogOf(page), 'Retire for ever');
  await expect(dialogOf(page)).toContainText('These are not the last five characters of this key.');
  await retireOld(page, old.lastFive, 'Retire for ever');

  await says(page, 'The key is rotated');
  await expect(headlineOf(page)).toBeFocused();
  await expect(assistantOf(page)).toContainText('One live key');
  await expectNoViolations(page, 'aside');
  const { successor } = await rotationOf(page);
  const fresh = await rowAfter(page, successor?.lastFive ?? '');
  expect(await secretsIn(session)).toHaveLength(1);
  expect(fresh).toMatchObject({ standing: 'held', contacts: ['ops@agency.gov.sg'] });
  expect(fresh?.places.map(({ text, setAt }) => [text, setAt !== null])).toEqual([
    ['night-batch, /etc/mailer/.env', true],
    ['Wei Ling, her laptop', true],
  ]);
  expect(await rowAfter(page, old.lastFive)).toMatchObject({
    standing: 'retired',
    replacedBy: fresh?.id,
  });
  await press(nowOf(page), 'Done');
  await expect(assistantOf(page)).toHaveCount(0);
  // The list goes on at the key that is in use now.
  await expect(page.locator(':focus')).toHaveRole('row');
  await expect(page.locator(':focus')).toContainText(fresh?.lastFive ?? '-');

  // The panel of the old key leads to the new one, and nothing of it is cut.
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Retired/ })
    .click();
  await page.getByRole('row').filter({ hasText: old.lastFive }).click();
  const panel = panelOf(page, 'night-mailer');
  await expect(panel.getByRole('button', { name: fresh?.label ?? '' })).toBeVisible();
  expect(await panel.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
});

test('until it is retired, going back to the old key is one press, and the new one can be deleted', async ({
  openApp,
  sandbox,
}) => {
  const { page, session } = await openApp();
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  await press(await openStart(page, old.label), 'Start rotation');
  await press(nowOf(page), 'Go back to the old key');
  await says(page, 'The old key is in use again');
  expect((await rowAfter(page, old.lastFive))?.replacedBy).toBe(null);
  await press(nowOf(page), 'Take the new key up again');
  await says(page, 'Put the new key into your tools');
  await press(nowOf(page), 'Go back to the old key');

  await press(nowOf(page), 'Abandon the new key…');
  await expect(dialogOf(page)).toContainText('It is deleted at the service, for ever');
  await press(dialogOf(page), 'Delete the new key');
  await says(page, 'This rotation has ended');
  await expect(nowOf(page)).toContainText('The new key was deleted at the service.');
  expect(await secretsIn(session)).toHaveLength(1);
  expect(await rowAfter(page, old.lastFive)).toMatchObject({ standing: 'held', isHeld: true });
});

test('a key that leaked goes first, and its time line can be copied without the key', async ({
  openApp,
  sandbox,
}) => {
  const opened = await openApp();
  const { page } = opened;
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await page.getByRole('row').filter({ hasText: old.label }).first().click();
  await panelOf(page, old.label).getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'This key leaked…' }).click();
  const dialog = dialogOf(page);
  await expect(dialog).toContainText('What uses this key stops working in 2 places.');
  await expect(dialog).toContainText('Wei Ling, her laptop');
  await press(dialog, 'Retire it now and rotate');
  await expect(dialog).toContainText('These are not the last five characters of this key.');
  await dialog.getByLabel('Type its last five characters to go on').fill(old.lastFive);
  await press(dialog, 'Retire it now and rotate');

  await says(page, 'Put the new key into your tools');
  expect(await rowAfter(page, old.lastFive)).toMatchObject({ standing: 'retired' });
  await putIntoTools(page);
  await says(page, 'The key is rotated');
  await press(nowOf(page), 'Copy report');
  await expect(page.getByText('The report is in the clipboard')).toBeVisible();
  const report = await opened.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toContain('Rotation of a key that leaked');
  expect(report).toContain(`ends in ${old.lastFive}`);
  expect(report).toContain('Old key retired at the service');
  expect(report).not.toContain('_v1_');
});

test('places are noted with a key, and its panel leads to its rotation', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await page.getByRole('row').filter({ hasText: old.label }).first().click();
  const panel = panelOf(page, old.label);
  await expect(panel.getByRole('heading', { name: 'Used in 2 places' })).toBeVisible();
  await press(panel, 'Add a place…');
  await panel.getByLabel('Used in', { exact: true }).fill('deploy@bastion:/srv/alerts');
  await panel.getByLabel('Wanted there as').selectOption({ label: 'export line' });
  await press(panel, 'Add place');
  await expect(panel.getByRole('heading', { name: 'Used in 3 places' })).toBeVisible();
  await press(panel, 'Actions for Wei Ling, her laptop');
  await page.getByRole('menuitem', { name: 'Change…' }).click();
  await panel.getByLabel('Used in', { exact: true }).fill('Wei Ling, her new laptop');
  await press(panel, 'Save place');
  await press(panel, 'Actions for Wei Ling, her new laptop');
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(panel.getByRole('heading', { name: 'Used in 2 places' })).toBeVisible();

  await call(page, 'startRotations', {
    wishes: [
      {
        keyId: old.id,
        reason: 'planned',
        wish: { label: 'night-mailer-2', contacts: ['ops@agency.gov.sg'], expiration: null },
        soakDays: 7,
        lastFive: null,
      },
    ],
  });
  await expect(panel).toContainText('New key in use: put it into your tools');
  await expect(panel).toContainText('New key became the one to use');
  await press(panel, 'Open rotation');
  await says(page, 'Put the new key into your tools');
});

test('an old key that was never held stands among the retired after its rotation', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  const accountId = await addAccount(page, postmanAt(sandbox));
  await signIn(page, sandbox, accountId);
  const label = 'appointment-reminders';
  const old = (await stateOf(page)).keys.find((row) => row.label === label);
  if (!old) throw new Error('the key is not listed');
  const wish = { label: 'reminders-2', contacts: ['ops@agency.gov.sg'], expiration: null };
  const { rotationIds } = await call(page, 'startRotations', {
    wishes: [{ keyId: old.id, reason: 'planned', wish, soakDays: 7, lastFive: null }],
  });
  const [rotationId] = rotationIds;
  if (!rotationId) throw new Error('no rotation has begun');
  const stepIs = (at: string) =>
    expect.poll(async () => (await rotationOf(page)).step.at, { timeout: 20_000 }).toBe(at);
  await stepIs('deploying');
  const inTools = { kind: 'in-tools', soakDays: 7, isWithOpenPlaces: true } as const;
  await call(page, 'decideRotation', { rotationId, decision: inTools });
  const { lastFive } = old;
  const end = { lastFive, isWithOpenPlaces: true, isVouched: false };
  await call(page, 'decideRotation', { rotationId, decision: { kind: 'retire-old', ...end } });
  await stepIs('retired');

  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Retired/ })
    .click();
  await page.getByRole('row').filter({ hasText: lastFive }).click();
  const panel = panelOf(page, label);
  await expect(panel.getByRole('button', { name: wish.label })).toBeVisible();
  await expect(panel.getByRole('term').filter({ hasText: 'Retired' })).toHaveCount(1);
  await expect(panel.getByRole('term').filter({ hasText: 'Came in' })).toHaveCount(0);
});

async function expectNoViolations(page: Page, place: 'dialog' | 'aside'): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- The window has one look at a time.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // oxlint-disable-next-line no-await-in-loop -- See above.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include(place).analyze();
    expect(
      violations.map(({ id, nodes }) => ({ id, html: nodes.map(({ html }) => html) })),
    ).toEqual([]);
  }
}
