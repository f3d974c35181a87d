import { expect, test } from 'vitest';
import { canary, openUse } from './open-use.ts';

const older = 'canary-key-+/9999-AB12C';
const past = '2026-11-20T00:00:00.000Z';

test('a pasted key is named by its value, and not by its last five alone', async () => {
  const { clipboard, held, identifyKey } = openUse();
  const id = held(canary);
  held(older);
  clipboard.text = ` ${canary}\n`;
  expect(await identifyKey.inClipboard()).toEqual([id]);
});

test('keys are found in a file too, newest first', async () => {
  const { files, held, identifyKey } = openUse();
  const first = held(canary, { addedAt: '2026-01-01T00:00:00.000Z' });
  const second = held(older, { addedAt: '2026-02-01T00:00:00.000Z' });
  files.texts.set('/home/me/.env', `POSTMAN_API_KEY=${canary}\nOTHER_API_KEY="${older}"\n`);
  expect(await identifyKey.inFile('/home/me/.env')).toEqual([second, first]);
});

test('a retired key, whose secret is gone, is named by its last five', async () => {
  const { clipboard, held, identifyKey } = openUse();
  const retired = held(canary, { retiredAt: past });
  clipboard.text = canary;
  expect(await identifyKey.inClipboard()).toEqual([retired]);
});

test('a key that only its service lists is named by its last five', async () => {
  const { accountId, book, clipboard, identifyKey } = openUse();
  const listed = {
    id: '7',
    label: 'ops',
    lastFive: 'AB12C',
    createdAt: null,
    expiresAt: null,
    contacts: null,
    lastUsedAt: null,
  };
  book.change(accountId, { list: { accountId, readAt: past, keys: [listed] } });
  clipboard.text = canary;
  expect(await identifyKey.inClipboard()).toEqual([`${accountId}/7`]);
});

test('a key whose item is gone from the keychain is named by its last five, and its trouble is noted', async () => {
  const { clipboard, held, identifyKey, keychain, row } = openUse();
  const id = held(canary);
  keychain.items.clear();
  clipboard.text = canary;
  expect(await identifyKey.inClipboard()).toEqual([id]);
  expect(row(id).trouble).toBe('item-missing');
});

test('a key that is not ours has no name', async () => {
  const { clipboard, held, identifyKey } = openUse();
  held(canary);
  clipboard.text = 'somebody-elses-key-12345-XY34Z';
  expect(await identifyKey.inClipboard()).toEqual([]);
});

test.each([null, 'good morning to all of you'])(
  'where there is no key (%s), that is said',
  async (text) => {
    const { clipboard, held, identifyKey } = openUse();
    held(canary);
    clipboard.text = text;
    await expect(identifyKey.inClipboard()).rejects.toMatchObject({
      failure: { code: 'nothing-found' },
    });
  },
);

test('a locked keychain is said, since nothing could be compared', async () => {
  const { clipboard, held, identifyKey, keychain } = openUse();
  held(canary);
  clipboard.text = canary;
  keychain.lock();
  await expect(identifyKey.inClipboard()).rejects.toMatchObject({
    failure: { code: 'keychain-locked' },
  });
});

test('a short key, of which its service tells more than we would, is named too', async () => {
  const { clipboard, held, identifyKey } = openUse();
  const id = held('shortAB12C');
  clipboard.text = 'shortAB12C';
  expect(await identifyKey.inClipboard()).toEqual([id]);
});
