import { dataGovAt, press, secretsIn, stateOf, test } from './add-key.ts';
import { expect } from './app.ts';
import {
  assistantOf,
  holdKey,
  nowOf,
  openStart,
  putIntoTools,
  retireOld,
  rotationOf,
  rowAfter,
  says,
} from './rotating.ts';

test('a key of the Data.gov style is rotated, with a life that the service offers and no soaking', async ({
  openApp,
  sandbox,
}) => {
  const { page, session } = await openApp();
  const { row: old } = await holdKey(page, sandbox, dataGovAt(sandbox));
  const dialog = await openStart(page, old.label);
  await press(dialog, 'Start rotation');
  await expect(dialog).toContainText('Choose how long the key is to live.');
  await dialog.getByLabel('Valid for').selectOption({ label: '30 days' });
  await dialog.getByLabel('Both keys work for').fill('0');
  await expect(dialog).toContainText('as soon as your tools have the new one');
  await press(dialog, 'Start rotation');

  await says(page, 'Put the new key into your tools');
  await putIntoTools(page);
  await says(page, 'Retire the old key');
  await press(nowOf(page), 'Retire the old key…');
  await retireOld(page, old.lastFive, 'Retire for ever');
  await says(page, 'The key is rotated');

  const { successor } = await rotationOf(page);
  expect(await rowAfter(page, successor?.lastFive ?? '')).toMatchObject({ standing: 'held' });
  expect(await rowAfter(page, old.lastFive)).toMatchObject({ standing: 'retired' });
  expect(await secretsIn(session)).toHaveLength(1);
});

test('a full account says which keys can go, and goes on once there is room', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  const { row: old } = await holdKey(page, sandbox, dataGovAt(sandbox));
  await sandbox.setFault({ route: 'data-gov.create', fault: 'quota-full', times: 1 });
  const dialog = await openStart(page, old.label);
  await dialog.getByLabel('Valid for').selectOption({ label: '30 days' });
  await press(dialog, 'Start rotation');
  await says(page, 'There is no room for another key');
  await expect(nowOf(page).getByRole('button', { name: 'Old key first…' })).toBeVisible();
  await expect(nowOf(page).getByRole('button', { name: 'Try again' })).toBeVisible();
  const spare = nowOf(page)
    .getByRole('listitem')
    .filter({ hasText: 'Laptop, one-off corrections' });
  await expect(spare).toContainText('Works, and is not held here');
  await press(spare, 'Retire…');
  const lastFive = (await stateOf(page)).keys.find(
    ({ label }) => label === 'Laptop, one-off corrections',
  )?.lastFive;
  await retireOld(page, lastFive ?? '', 'Retire for ever');
  await expect(spare).toHaveCount(0);
  await says(page, 'There should be room now');
  await expect(nowOf(page)).toContainText('One key has gone since then.');
  await press(nowOf(page), 'Make the new key');
  await says(page, 'Put the new key into your tools');
  await expect(assistantOf(page)).toContainText('Two live keys');
});
