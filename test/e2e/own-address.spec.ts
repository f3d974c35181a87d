import type { Result } from '../../src/shared/failure.ts';
import type { State } from '../../src/shared/state.ts';
import { openOtherPostman } from '../main/connectors/other-postman.ts';
import { addAccount, dialogOf, email, expect, postman, press, rowsOf, test } from './at-sandbox.ts';

test('at a Postman v1 of somebody else’s, at an address of one’s own: signed in, listed, signed out', async ({
  openApp,
}) => {
  await using server = await openOtherPostman({ body: 'gzip' });
  server.addOldRow(email);
  const { page } = await openApp();
  const main = page.getByRole('main');
  await addAccount(page, server.address, { ...postman, path: '' });
  await press(dialogOf(page), 'Send code');
  await page.getByLabel('One-time code').fill('AAAAAA');
  await press(dialogOf(page), 'Sign in');
  await expect(dialogOf(page)).toContainText('3 tries left');
  await page.getByLabel('One-time code').fill(server.lastOtp(email));
  await press(dialogOf(page), 'Sign in');
  await expect(main).toContainText('Signed in until');
  await expect(main.getByRole('heading', { level: 2 })).toHaveText(
    '1 key at the service: 1 from before labels',
  );
  await expect(rowsOf(page).nth(1).getByRole('gridcell')).toHaveText([
    '',
    'default',
    '•••••*****',
    /^expired \d years ago$/,
    'From before labels',
    '–',
  ]);

  await press(page, 'Sync now');
  await expect.poll(() => server.asked.filter((one) => one === 'GET /v1/api-key').length).toBe(2);
  expect(server.sessions()).toBe(1);
  await press(page, 'Sign out');
  await expect(main).toContainText('Signed out.');
  await expect.poll(() => server.sessions()).toBe(0);
  expect(server.asked).toEqual([
    'POST /v1/auth/otp',
    'POST /v1/auth/login',
    'POST /v1/auth/login',
    'GET /v1/api-key',
    'GET /v1/api-key',
    'GET /v1/auth/logout',
  ]);
});

test('there a key is made, checked, given other contacts and retired, as at the sandbox', async ({
  openApp,
}) => {
  await using server = await openOtherPostman({ body: 'gzip' });
  const { page } = await openApp();
  await addAccount(page, server.address, { ...postman, path: '' });
  await press(dialogOf(page), 'Send code');
  await expect.poll(() => server.asked).toContain('POST /v1/auth/otp');
  await page.getByLabel('One-time code').fill(server.lastOtp(email));
  await press(dialogOf(page), 'Sign in');
  await expect(page.getByRole('main')).toContainText('Signed in until');

  const ask = async (name: string, request: unknown): Promise<unknown> => {
    const result = (await page.evaluate(
      ([call, fields]) =>
        (window.bridge.call as (name: unknown, request: unknown) => Promise<unknown>)(call, fields),
      [name, request] as const,
    )) as Result<unknown>;
    return result.ok ? result.value : result.failure;
  };
  const state = async () => (await ask('readState', {})) as State;
  const [account] = (await state()).accounts;
  const made = (await ask('generateKey', {
    accountId: account?.id,
    label: 'ops-mailer',
    contacts: ['ops@agency.gov.sg'],
    expiration: null,
  })) as { keyId: string };
  const row = async () => (await state()).keys.find(({ id }) => id === made.keyId);
  expect(await ask('checkKey', { keyId: made.keyId })).toBeNull();
  expect(await row()).toMatchObject({
    standing: 'held',
    label: 'ops-mailer',
    check: { answer: { outcome: 'works' } },
  });
  const contacts = ['night@agency.gov.sg'];
  expect(await ask('changeContacts', { keyId: made.keyId, contacts })).toBeNull();
  expect(await row()).toMatchObject({ contacts });
  const lastFive = (await row())?.lastFive ?? '';
  expect(await ask('retireKey', { keyId: made.keyId, lastFive })).toBeNull();
  expect(await row()).toMatchObject({ standing: 'retired', isHeld: false });
  expect(server.asked).toContain('DELETE /v1/api-key/1');
});
