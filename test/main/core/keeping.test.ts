import { expect, test } from 'vitest';
import { openAccounts, settle } from './open-accounts.ts';

const wish = { label: 'ops-mailer', contacts: ['ops@agency.gov.sg'], expiration: null };

test('a key is made at the service, goes into the keychain, and is held at once', async () => {
  const { signedIn, newKeys, account, keychain, connector } = openAccounts();
  const id = await signedIn();
  const made = await newKeys.generate({ accountId: id, ...wish, replaces: null });
  await settle();
  const [row] = account(id).keys;
  expect(row).toMatchObject({ id: made, standing: 'held', label: 'ops-mailer' });
  expect([...keychain.items.values()]).toEqual([connector.secrets.get('1')]);
});

test('a key in the clipboard is found, kept, and taken out of the clipboard', async () => {
  const { signedIn, intakes, keepKeys, account, keychain, clipboard } = openAccounts();
  const id = await signedIn();
  clipboard.text = ' POSTMAN_API_KEY="canaryKey0123456789AB12C" \n';
  const found = await intakes.readClipboard();
  expect(found.candidates).toMatchObject([{ name: 'POSTMAN_API_KEY', lastFive: 'AB12C' }]);
  const pick = { number: 0, accountId: id, listedAs: null, label: 'mine', expiresAt: null };
  const { keyIds } = await keepKeys(found.intakeId, [pick]);
  const [kept] = keyIds;
  expect(account(id).keys).toMatchObject([{ id: kept, standing: 'held', label: 'mine' }]);
  expect([...keychain.items.values()]).toEqual(['canaryKey0123456789AB12C']);
  expect(clipboard.text).toBe(null);
});
