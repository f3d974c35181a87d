import type { NewAccount } from '../../src/shared/contract.ts';
import {
  addAccount,
  dialogOf,
  press,
  putIntoClipboard,
  secretsIn,
  test,
  type Sandbox,
} from './add-key.ts';
import { expect, type OpenApp } from './app.ts';
import { bringKey, call } from './in-use.ts';
import { nowOf, openStart, retireOld, rotationOf, rowAfter, says } from './rotating.ts';

/** What a user does in the pages of a service: here, through the interface that is behind them. */
async function openPages(sandbox: Sandbox) {
  const token = await sandbox.signInToDataGov();
  const headers = { authorization: `Bearer ${token}` };
  const path = '/data-gov/v2/admin/api/keys';
  return {
    async make(keyName: string): Promise<{ id: string; apiKey: string }> {
      const json = { keyName, expiration: '90d' };
      const { data } = await sandbox.get<{ data: { key: { id: string }; apiKey: string } }>(
        'POST',
        path,
        { headers, json },
      );
      return { id: data.key.id, apiKey: data.apiKey };
    },
    async remove(id: string): Promise<void> {
      await sandbox.ask('DELETE', `${path}/${id}`, { headers });
    },
  };
}

/** Described by its user: Keyturn can ask whether a key works, and the rest is done by hand. */
async function addDescribed({ page }: OpenApp, { address }: Pick<Sandbox, 'address'>) {
  const { serviceId } = await call(page, 'addService', {
    description: {
      name: 'By hand',
      about: null,
      address: `${address}/data-gov`,
      use: { header: 'x-dgs-admin-api-key', template: '{key}' },
      keyPattern: 'dgs_[A-Za-z0-9]{40}',
      isShownOnce: true,
      validity: { kind: 'date' },
      reminders: [],
      mostLiveKeys: null,
      rotateEvery: null,
      probe: { path: '/v2/admin/api/auth/whoami', works: ['2xx'], isJson: true, refused: [401] },
      page: 'https://portal.example.gov.sg/keys',
    },
  });
  const state = await call(page, 'readState', {});
  const card = state.services.find(({ id }) => id === serviceId);
  const account: NewAccount = {
    serviceId,
    place: { environmentId: card?.environments[0]?.id ?? '' },
    name: 'Ours',
    email: null,
    parameters: {},
  };
  return addAccount(page, account);
}

test('a guided key is rotated: made and deleted by hand, and each time asked whether it is so', async ({
  openApp,
  sandbox,
}) => {
  const opened = await openApp();
  const { page, session } = opened;
  const pages = await openPages(sandbox);
  const accountId = await addDescribed(opened, sandbox);
  const made = await pages.make('push');
  await bringKey(page, session, { accountId, label: 'push', secret: made.apiKey });
  const lastFive = made.apiKey.slice(-5);

  const dialog = await openStart(page, 'push');
  await expect(dialog).toContainText('You make a new key in the service’s pages');
  await press(dialog, 'Start rotation');
  await says(page, 'Make the new key and paste it');
  const fresh = await pages.make('push again');
  await putIntoClipboard(opened, fresh.apiKey);
  await nowOf(page)
    .getByRole('button', { name: /^Paste the new key/ })
    .click();
  await expect(dialogOf(page).getByLabel('Name in Keyturn')).toHaveValue(/^push \(\d{4}-\d{2}\)$/);
  await dialogOf(page).getByLabel('No expiry').check();
  await press(dialogOf(page), 'Keep key');

  await says(page, 'Put the new key into your tools');
  await expect(nowOf(page)).toContainText('No place is noted yet');
  await press(nowOf(page), 'All tools have it');
  await press(nowOf(page), 'Retire it now…');
  await retireOld(page, lastFive, 'Go on to delete it');
  await says(page, 'Delete the old key at the service');
  await press(nowOf(page), 'I have deleted it');
  await expect(nowOf(page)).toContainText('The service still takes this key');
  // Against that no word counts, and none is asked for.
  await expect(nowOf(page).getByRole('button', { name: 'It is deleted all the same' })).toHaveCount(
    0,
  );
  await pages.remove(made.id);
  await press(nowOf(page), 'Check once more');
  await says(page, 'The key is rotated');
  expect(await rowAfter(page, lastFive)).toMatchObject({ standing: 'retired', isHeld: false });
  expect(await secretsIn(session)).toEqual([fresh.apiKey]);
});

test('where nobody can be asked, its owner says that the new key works and that the old one is deleted', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { page, session } = opened;
  const accountId = await addAccount(page, {
    serviceId: 'other',
    place: { address: null },
    name: 'Elsewhere',
    email: null,
    parameters: {},
  });
  const secret = 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5';
  await bringKey(page, session, { accountId, label: 'feed', secret });

  await press(await openStart(page, 'feed'), 'Start rotation');
  await says(page, 'Make the new key and paste it');
  await putIntoClipboard(opened, 'zY9xW7vU5tS3rQ1pN9mL7kJ5hG3fE1dC9bA7');
  await nowOf(page)
    .getByRole('button', { name: /^Paste the new key/ })
    .click();
  await dialogOf(page).getByLabel('No expiry').check();
  await press(dialogOf(page), 'Keep key');
  await says(page, 'Does the new key work?');
  await press(nowOf(page), 'It works');
  await says(page, 'Put the new key into your tools');
  const { old } = await rotationOf(page);
  await call(page, 'copyKey', { keyId: old.keyId, recipe: 'key', isConfirmed: false });
  await expect(page.getByRole('region', { name: 'Clipboard' })).toContainText(
    /This is the old key\. The one to use is .*C9bA7\./,
  );
  await press(nowOf(page), 'All tools have it');
  await press(nowOf(page), 'Retire it now…');
  await retireOld(page, 'Y3zA5', 'Go on to delete it');
  await press(nowOf(page), 'I have deleted it');
  await expect(nowOf(page)).toContainText('Only you can say.');
  await press(nowOf(page), 'It is deleted all the same');
  await says(page, 'The key is rotated');
  expect((await rotationOf(page)).proof?.by).toBe('user');
});

test('where the service cannot be reached from here, the word of its owner leads on, and to the end', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { page, session } = opened;
  const accountId = await addDescribed(opened, { address: 'http://127.0.0.1:9' });
  const secret = `dgs_${'x'.repeat(35)}aB3dE`;
  await bringKey(page, session, { accountId, label: 'inside', secret });

  await press(await openStart(page, 'inside'), 'Start rotation');
  await says(page, 'Make the new key and paste it');
  await putIntoClipboard(opened, `dgs_${'y'.repeat(35)}fG5hJ`);
  await nowOf(page)
    .getByRole('button', { name: /^Paste the new key/ })
    .click();
  await dialogOf(page).getByLabel('No expiry').check();
  await press(dialogOf(page), 'Keep key');
  await says(page, 'The service cannot be reached');
  await press(nowOf(page), 'It works, by my word');
  await says(page, 'Put the new key into your tools');
  await press(nowOf(page), 'All tools have it');
  await press(nowOf(page), 'Retire it now…');
  await retireOld(page, 'aB3dE', 'Go on to delete it');
  await press(nowOf(page), 'I have deleted it');
  await press(nowOf(page), 'It is deleted all the same');
  await says(page, 'The key is rotated');
});
