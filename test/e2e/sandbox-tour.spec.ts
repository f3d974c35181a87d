import type { Page } from '@playwright/test';
import { secretsIn } from './add-key.ts';
import { expect, test } from './app.ts';
import { stateOf } from './in-use.ts';
import { openPrimaryWalk } from './primary-walk.ts';

/** From the first screen on. */
const mostClicks = 8;
const trying = 'Try it in the sandbox';

const rotated = async (page: Page) =>
  (await stateOf(page)).rotations.find(({ step }) => step.at === 'retired');

test('from an empty start to a rotated key, by the one button that shouts on each screen', async ({
  openApp,
}) => {
  const { page, session } = await openApp();
  const walk = openPrimaryWalk(page);
  // The two ways to begin are equally loud.
  await expect(page.locator('[data-kind=primary]')).toHaveText(['Add account', trying]);
  await walk.choose(trying);
  for (;;) {
    await walk.next();
    if ((await rotated(page)) !== undefined) break;
    await walk.goOn();
    expect(walk.pressed.length, walk.pressed.join(' → ')).toBeLessThanOrEqual(mostClicks);
  }
  const { old, successor, oldEndedAt } = (await rotated(page)) ?? {};
  expect(oldEndedAt).not.toBeNull();
  expect(successor?.lastFive).not.toBe(old?.lastFive);
  // It is a real one: the new key is in the keychain, and the service has the old one no more.
  expect((await secretsIn(session)).some((key) => key.endsWith(successor?.lastFive ?? '-'))).toBe(
    true,
  );
  const row = (await stateOf(page)).keys.find(({ id }) => id === successor?.keyId);
  expect(row).toMatchObject({ isHeld: true, check: { answer: { outcome: 'works' } } });
  await expect(page.getByText('That is a whole rotation')).toBeVisible();

  // And so to the next one, in the same way.
  await walk.goOn();
  expect(walk.pressed.at(-1)).toBe('Done');
  await expect(page.getByRole('region', { name: 'Rotation' })).toContainText('waits for you');
  await walk.next();
});

test('in a small window, too, each button that shouts is in sight', async ({ openApp }) => {
  const { app, page } = await openApp();
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(800, 600),
  );
  await expect.poll(() => page.evaluate(() => innerHeight)).toBe(600);
  const walk = openPrimaryWalk(page);
  await walk.choose(trying);
  for (;;) {
    await walk.next();
    if ((await rotated(page)) !== undefined) break;
    await walk.goOn();
  }
  await expect(page.getByRole('heading', { name: 'The key is rotated' })).toBeFocused();
  await walk.goOn();
  expect(walk.pressed.at(-1)).toBe('Done');
});

test('whoever looks for the sandbox among the services finds it, and is signed in by one press', async ({
  openApp,
}) => {
  const { page } = await openApp();
  const walk = openPrimaryWalk(page);
  await walk.choose('Add account');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Just trying\?/ }).click();
  // Also after it was drawn anew, as it is each second.
  await expect(dialog).toContainText(/New code in [12]\d s/);
  await expect(dialog.getByText('A real service mails you a code like this.')).toHaveCount(1);
  await walk.goOn();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All keys');
  await expect(page.getByRole('row')).toHaveCount(13);

  // Nobody is offered what they have.
  await page.getByRole('navigation').getByRole('button', { name: 'Add account' }).click();
  await expect(dialog.getByRole('button', { name: /^Postman v1/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Just trying\?/ })).toHaveCount(0);
});

test('the sandbox is left in the middle of a rotation, and nothing of it is left; the next one begins anew', async ({
  openApp,
}) => {
  const { page, session } = await openApp();
  const walk = openPrimaryWalk(page);
  const lastFives = async () => (await stateOf(page)).keys.map(({ lastFive }) => lastFive);
  await walk.choose(trying);
  await walk.goOn();
  await expect(page.getByRole('row')).toHaveCount(13);
  const first = await lastFives();
  await walk.goOn();
  await walk.goOn();
  await expect.poll(async () => (await secretsIn(session)).length).toBe(2);

  await page.getByRole('navigation').getByRole('button', { name: 'Sandbox Postman' }).click();
  await page.getByRole('button', { name: 'Leave the sandbox…' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'a key of your own that you brought into it goes too',
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Leave the sandbox' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keys that are turned in time');
  expect(await secretsIn(session)).toEqual([]);
  expect(await stateOf(page)).toMatchObject({ accounts: [], keys: [], rotations: [] });

  await page.getByRole('button', { name: trying }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('row')).toHaveCount(13);
  // As at the beginning: the keys that were made by the rotation are not in it.
  expect((await lastFives()).toSorted()).toEqual(first.toSorted());
});
