import type { Page } from '@playwright/test';
import { expect, test, type OpenApp } from './app.ts';
import { bringKey, call, stateOf, watchBrowser } from './in-use.ts';
import { openKeyServer, type KeyServer } from './key-server.ts';

const canary = `canary_v1_${'gH7+/'.repeat(8)}q3Rs`;
const page = 'https://portal.example.gov.sg/keys';

/** A key at a service without an interface for keys, which works there. */
async function withGuidedKey(opened: OpenApp, server: KeyServer) {
  const { page: window, session } = opened;
  await expect.poll(async () => (await stateOf(window)).keychain.status).toBe('ok');
  const { serviceId } = await call(window, 'addService', {
    description: {
      name: 'Forms',
      about: null,
      address: server.address,
      use: { header: 'X-Api-Key', template: '{key}' },
      keyPattern: null,
      isShownOnce: true,
      validity: { kind: 'none' },
      reminders: [],
      mostLiveKeys: null,
      rotateEvery: null,
      probe: { path: '/me', works: ['2xx'], isJson: true, refused: [403] },
      page,
    },
  });
  const place = { environmentId: 'main' };
  const wish = { serviceId, place, name: 'Ours', email: null, parameters: {} };
  const { accountId } = await call(window, 'addAccount', wish);
  server.good.add(canary);
  await bringKey(window, session, { accountId, label: 'night-forms', secret: canary });
  return opened;
}

async function openRetiring(window: Page): Promise<void> {
  await window.keyboard.press('Control+K');
  await window.keyboard.type('night-forms');
  await window.keyboard.press('Tab');
  await window.getByRole('option', { name: 'Note as retired…' }).click();
}

test('a key of a service without an interface is retired by its owner: the page is opened, the refusal is seen, the last five are typed', async ({
  openApp,
}) => {
  await using server = await openKeyServer();
  const opened = await withGuidedKey(await openApp(), server);
  const { page: window, session } = opened;
  const openedPages = await watchBrowser(opened);
  await openRetiring(window);
  const dialog = window.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toHaveText([
    'Open the page and sign in.',
    'Delete the old key.',
  ]);
  // The harmless thing has the focus, so that Enter does it.
  await expect(dialog.getByRole('button', { name: /^Open Where its keys/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect.poll(openedPages).toEqual([page]);

  await dialog.getByRole('button', { name: 'Check that it is refused' }).click();
  await expect(dialog).toContainText('It still works, so it is not retired there yet.');
  server.good.delete(canary);
  await dialog.getByRole('button', { name: 'Check that it is refused' }).click();
  await expect(dialog).toContainText('Forms refuses it now. It is retired there.');

  const field = dialog.getByLabel('Type its last five characters');
  const done = dialog.getByRole('button', { name: 'I have retired it there' });
  await field.fill('zzzzz');
  await done.click();
  await expect(dialog).toContainText('These are not the last five characters');
  expect(await session.countItems()).toBe(1);
  await field.fill(canary.slice(-5));
  await field.press('Enter');
  // One press more, so that Enter in a field ends no key.
  await expect(done).toBeFocused();
  expect(await session.countItems()).toBe(1);
  await window.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(window.getByText(`•••••${canary.slice(-5)} is retired`)).toBeVisible();
  expect(await session.countItems()).toBe(0);
  expect((await stateOf(window)).keys).toMatchObject([
    { label: 'night-forms', standing: 'retired', isHeld: false },
  ]);
});

test('Cancel leaves it as it was, though its last five are there', async ({ openApp }) => {
  await using server = await openKeyServer();
  const { page: window, session } = await withGuidedKey(await openApp(), server);
  await openRetiring(window);
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('Type its last five characters').fill(canary.slice(-5));
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  expect([await session.countItems(), server.askedCount]).toEqual([1, 0]);
  expect((await stateOf(window)).keys).toMatchObject([{ standing: 'held', isHeld: true }]);
});
