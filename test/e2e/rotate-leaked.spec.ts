import { dialogOf, postmanAt, press, test } from './add-key.ts';
import { expect } from './app.ts';
import {
  assistantOf,
  holdKey,
  nowOf,
  openStart,
  retireOld,
  rotationOf,
  rowAfter,
  says,
} from './rotating.ts';

test('a key that leaks in the midst of its rotation goes at once, and the new one is put into the tools', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  const { row: old } = await holdKey(page, sandbox, postmanAt(sandbox));
  await press(await openStart(page, old.label), 'Start rotation');
  await says(page, 'Put the new key into your tools');

  await assistantOf(page).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'The old key leaked…' }).click();
  const dialog = dialogOf(page);
  await expect(dialog).toContainText('The new key is in use already');
  await press(dialog, 'Retire it now');
  await expect(dialog).toContainText('These are not the last five');
  await retireOld(page, old.lastFive, 'Retire it now');
  await says(page, 'Put the new key into your tools');
  await expect(nowOf(page)).toContainText('The old key works no more.');
  expect(await rotationOf(page)).toMatchObject({ reason: 'leaked', closedAt: null });
  expect(await rowAfter(page, old.lastFive)).toMatchObject({ standing: 'retired' });
});
