import { postmanAt, press, secretsIn, test } from './add-key.ts';
import { expect } from './app.ts';
import { signIn } from './at-sandbox.ts';
import { call } from './in-use.ts';
import {
  assistantOf,
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

test('the session ends in the middle, twice: one signs in where one stands, and it goes on', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  await sandbox.setFault({ route: 'postman.create', fault: 'end-session', times: 1 });
  await press(await openStart(page, old.label), 'Start rotation');
  await says(page, 'Sign in to go on');
  await sandbox.moveClock({ moveMs: 60_000 });
  await press(nowOf(page), 'Sign in');
  await signIn(page, sandbox);

  await putIntoTools(page);
  await sandbox.setFault({ route: 'postman.delete', fault: 'end-session', times: 1 });
  await press(nowOf(page), 'Retire it now…');
  await retireOld(page, old.lastFive, 'Retire for ever');
  await says(page, 'Sign in to go on');
  await sandbox.moveClock({ moveMs: 60_000 });
  await press(nowOf(page), 'Sign in');
  await signIn(page, sandbox);
  await says(page, 'The key is rotated');
  const { successor } = await rotationOf(page);
  expect(await rowAfter(page, successor?.lastFive ?? '')).toMatchObject({ standing: 'held' });
});

test('a session that ends too soon is replaced by another where one stands, before anything is made', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  const { row: old, accountId } = await holdKey(page, sandbox, postmanAt(sandbox));
  await sandbox.moveClock({ moveMs: (24 * 60 - 2) * 60_000 });
  await call(page, 'syncAccount', { accountId });
  await press(await openStart(page, old.label), 'Start rotation');
  await says(page, 'Your session ends too soon');
  await expect(nowOf(page)).toContainText('Nothing was made yet.');
  await press(nowOf(page), 'Sign in anew');
  await signIn(page, sandbox);
  await says(page, 'Put the new key into your tools');
  await expect(nowOf(page).getByRole('alert')).toHaveCount(0);
});

test('in rotation, a place is added by the keyboard, what is said last hides no button, and its menu leads back', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  await press(await openStart(page, old.label), 'Start rotation');
  await says(page, 'Put the new key into your tools');
  const add = nowOf(page).getByRole('button', { name: 'Add a place…' });
  await add.press('Enter');
  await page.getByLabel('Used in').fill('portal-1');
  await page.keyboard.press('Enter');
  await expect(add).toBeFocused();

  await nowOf(page).getByRole('button', { name: /^Copy/ }).first().click();
  const messages = page.getByRole('complementary', { name: 'Messages' });
  await expect(messages).toContainText('copied');
  await press(nowOf(page), 'All tools have it');
  const notYet = nowOf(page).getByRole('button', { name: 'Not yet' });
  await expect(notYet).toBeFocused();
  await expect
    .poll(async () => {
      const [button, covered] = [await notYet.boundingBox(), await messages.boundingBox()];
      return (button?.y ?? 0) + (button?.height ?? 0) <= (covered?.y ?? 0);
    })
    .toBe(true);

  await press(assistantOf(page), 'More');
  await page.getByRole('menuitem', { name: 'Open the old key' }).click();
  await panelOf(page, old.label).getByRole('button', { name: 'Actions', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: /Retire|Forget|leaked|Rotate/ })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Open rotation' }).click();
  await says(page, 'Put the new key into your tools');
});

test('a create whose answer is lost leaves a key that nobody has: it is deleted, and another is made', async ({
  openApp,
  sandbox,
}) => {
  const { page, session } = await openApp();
  const { row: old, accountId } = await holdKey(page, sandbox, postmanAt(sandbox));
  await sandbox.setFault({ route: 'postman.create', fault: 'reset-after', times: 1 });
  await press(await openStart(page, old.label), 'Start rotation');
  await says(page, 'The new key was made and never arrived');
  const { step } = await rotationOf(page);
  const lost = step.at === 'created-unreceived' ? step.found.lastFive : '';
  await expect(nowOf(page)).toContainText(lost);
  expect((await rowAfter(page, old.lastFive))?.replacedBy).toBe(null);
  await press(nowOf(page), 'Delete it and create again');

  await putIntoTools(page);
  await press(nowOf(page), 'Retire it now…');
  await retireOld(page, old.lastFive, 'Retire for ever');
  await says(page, 'The key is rotated');
  await call(page, 'syncAccount', { accountId });
  expect((await rowAfter(page, lost))?.standing ?? 'not listed').toMatch(
    /^(?:not listed|retired)$/,
  );
  expect(await secretsIn(session)).toHaveLength(1);
});

test('it is left in the middle, and found again where it stood after a restart', async ({
  openApp,
  sandbox,
}) => {
  const first = await openApp();
  const { row: old } = await holdKey(first.page, sandbox, postmanAt(sandbox));
  await press(await openStart(first.page, old.label), 'Start rotation');
  await says(first.page, 'Put the new key into your tools');
  await nowOf(first.page).getByRole('checkbox').first().check();
  await first.app.close();

  const { page } = await openApp({ session: first.session });
  await page.getByRole('row').filter({ hasText: old.label }).first().click();
  await press(page, 'Open rotation');
  await says(page, 'Put the new key into your tools');
  await expect(nowOf(page)).toContainText('1 of 2 places have it');
});
