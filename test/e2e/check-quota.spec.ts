import type { Page } from '@playwright/test';
import { expect, test, type OpenApp } from './app.ts';
import { addBroughtAccount, bringKey, call, stateOf } from './in-use.ts';
import { openKeyServer, type KeyServer } from './key-server.ts';

const costly = [`canary${'iJ9'.repeat(11)}k`, `canary${'lM1'.repeat(11)}n`];

/** Two keys whose checks count against a limit, the first of which works; and one more if that is wished. */
async function withKeys({ page, session }: OpenApp, server: KeyServer, isOtherWished: boolean) {
  await expect.poll(async () => (await stateOf(page)).keychain.status).toBe('ok');
  const { accountId } = await call(page, 'addAccount', {
    serviceId: 'api-data-gov',
    place: { address: server.address },
    name: 'Parks',
    email: null,
    parameters: { path: 'parks' },
  });
  server.good.add(costly[0] ?? '');
  for (const secret of costly) await bringKey(page, session, { accountId, label: 'parks', secret });
  if (!isOtherWished) return;
  const other = await addBroughtAccount(page);
  const secret = `canary_v1_${'oP2+/'.repeat(8)}r4St`;
  await bringKey(page, session, { accountId: other, label: 'mailer', secret });
}

async function checkAll(page: Page): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.type('check all');
  await page.keyboard.press('Enter');
}

test('where a check counts against the limit of a key, that is said before any is made', async ({
  openApp,
}) => {
  await using server = await openKeyServer();
  const opened = await openApp();
  const { page } = opened;
  await withKeys(opened, server, false);
  await checkAll(page);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Check 2 keys?');
  await expect(dialog).toContainText(
    'At api.data.gov each check counts against the limit of the key. 2 requests are made there.',
  );
  // There is nothing else that could be checked without them.
  await expect(dialog.getByRole('button', { name: /^Leave out/ })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  expect([server.askedCount, (await stateOf(page)).checkRun]).toEqual([0, null]);

  await checkAll(page);
  await expect(dialog.getByRole('button', { name: 'Check all' })).toBeFocused();
  await page.keyboard.press('Enter');
  const bar = page.getByRole('region', { name: 'Check of many keys' });
  await expect(bar).toContainText('2 keys checked');
  await expect(bar).toContainText('1 works');
  await expect(bar).toContainText('1 refused');
  expect(server.askedCount).toBe(2);
});

test('they can be left out, and the others are checked', async ({ openApp }) => {
  await using server = await openKeyServer();
  const opened = await openApp();
  const { page } = opened;
  await withKeys(opened, server, true);
  await checkAll(page);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Check 3 keys?');
  await dialog.getByRole('button', { name: 'Leave out these 2' }).click();
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(async () => (await stateOf(page)).checkRun)
    .toMatchObject({ total: 1, status: 'done' });
  expect(server.askedCount).toBe(0);
});
