import { expect, test } from 'vitest';
import { keyId } from '../../../src/shared/key.ts';
import { openUse, canary } from './open-use.ts';
import { settle } from './open-accounts.ts';

const wish = { recipe: 'key', isConfirmed: false } as const;
const locked = { failure: { code: 'keychain-locked' } };
const past = '2026-11-20T00:00:00.000Z';

test('a copied key is in the clipboard, State counts down, and its history tells of it', async () => {
  const { copying, clipboard, held, history, store } = openUse();
  const id = held(canary);
  await copying.copy({ ...wish, keyId: id });
  expect(clipboard.text).toBe(canary);
  expect(store.read().clipboard).toEqual({
    keyId: id,
    label: 'ops-mailer',
    lastFive: 'AB12C',
    recipe: 'key',
    copiedAt: '2026-11-21T02:46:00.000Z',
    clearsAt: '2026-11-21T02:46:30.000Z',
    isConcealed: true,
  });
  expect(history(id)).toEqual(['copied key']);
  expect(JSON.stringify(store.read())).not.toContain(canary);
});

test('another form than the bare key is what the card and the account say', async () => {
  const { copying, clipboard, held } = openUse();
  await copying.copy({ ...wish, keyId: held(canary), recipe: 'header' });
  expect(clipboard.text).toBe(`Authorization: Bearer ${canary}`);
});

test('a form that this key cannot have is refused, and nothing is copied', async () => {
  const { copying, clipboard, held, store } = openUse();
  const id = held(`canary-with-a\n-AB12C`);
  await expect(copying.copy({ ...wish, keyId: id, recipe: 'header' })).rejects.toMatchObject({
    failure: { code: 'recipe-unfit' },
  });
  expect([clipboard.text, store.read().clipboard]).toEqual([null, null]);
});

test('it is cleared when its time is over, and no moment before', async () => {
  const { copying, clipboard, clock, held, store } = openUse();
  await copying.copy({ ...wish, keyId: held(canary) });
  clock.move(29_999);
  await settle();
  expect(clipboard.text).toBe(canary);
  clock.move(1);
  await settle();
  expect([clipboard.text, store.read().clipboard]).toEqual([null, null]);
});

test('what was copied elsewhere meanwhile is left alone', async () => {
  const { copying, clipboard, clock, held, store } = openUse();
  await copying.copy({ ...wish, keyId: held(canary) });
  clipboard.text = 'a shopping list';
  clock.move(30_000);
  await settle();
  expect([clipboard.text, store.read().clipboard]).toEqual(['a shopping list', null]);
});

test('a second copy takes the place of the first, with a time of its own', async () => {
  const { copying, clipboard, clock, held, store } = openUse();
  await copying.copy({ ...wish, keyId: held(canary) });
  clock.move(20_000);
  const second = held('canary-second-XY34Z');
  await copying.copy({ ...wish, keyId: second });
  clock.move(29_999);
  await settle();
  expect([clipboard.text, store.read().clipboard?.keyId]).toEqual(['canary-second-XY34Z', second]);
  clock.move(1);
  await settle();
  expect([clipboard.text, store.read().clipboard]).toEqual([null, null]);
});

test('the time is that of the settings', async () => {
  const { copying, chosenSettings, clipboard, clock, held } = openUse();
  chosenSettings.change({ clipboardSeconds: 5 });
  await copying.copy({ ...wish, keyId: held(canary) });
  clock.move(5000);
  await settle();
  expect(clipboard.text).toBe(null);
});

test('it can be cleared by hand, and is found to be gone when the window is looked at', async () => {
  const { copying, clipboard, held, store } = openUse();
  await copying.copy({ ...wish, keyId: held(canary) });
  await copying.clear();
  expect([clipboard.text, store.read().clipboard]).toEqual([null, null]);
  await copying.copy({ ...wish, keyId: held(canary) });
  await copying.look();
  expect(store.read().clipboard).not.toBe(null);
  clipboard.text = 'a shopping list';
  await copying.look();
  expect([clipboard.text, store.read().clipboard]).toEqual(['a shopping list', null]);
});

test.each([
  ['expired', { expiresAt: past }],
  [
    'refused',
    { check: { at: past, answer: { outcome: 'refused', because: 'not-accepted' }, clues: [] } },
  ],
] as const)('an %s key is copied only after a second word', async (because, part) => {
  const { copying, clipboard, held, history, keychain } = openUse();
  const id = held(canary, {
    ...part,
    check: 'check' in part ? { ...part.check, clues: [] } : null,
  });
  await expect(copying.copy({ ...wish, keyId: id })).rejects.toMatchObject({
    failure: { code: 'confirmation-needed', because },
  });
  expect([clipboard.text, history(id), keychain.uses]).toEqual([null, [], []]);
  await copying.copy({ keyId: id, recipe: 'key', isConfirmed: true });
  expect([clipboard.text, history(id)]).toEqual([canary, ['copied key']]);
});

test('a key that its service lists no more is copied only after a second word', async () => {
  const { book, copying, accountId, held } = openUse();
  const id = held(canary, { remoteId: '7' });
  book.change(accountId, { list: { accountId, readAt: past, keys: [] } });
  await expect(copying.copy({ ...wish, keyId: id })).rejects.toMatchObject({
    failure: { code: 'confirmation-needed', because: 'gone' },
  });
});

test('a retired key is not held, and a key that is not ours is refused', async () => {
  const { copying, held } = openUse();
  const retired = held(canary, { retiredAt: past });
  await expect(copying.copy({ ...wish, keyId: retired })).rejects.toMatchObject({
    failure: { code: 'key-not-held' },
  });
  await expect(copying.copy({ ...wish, keyId: keyId.parse('nobody') })).rejects.toMatchObject({
    failure: { code: 'call-refused' },
  });
});

test('a keychain that is locked, or whose item is gone or changed, copies nothing and says so', async () => {
  const { copying, clipboard, held, keychain, keychainCheck, row, store } = openUse();
  const id = held(canary);
  await keychainCheck.check();
  keychain.lock();
  await expect(copying.copy({ ...wish, keyId: id })).rejects.toMatchObject(locked);
  expect(store.read().keychain.status).toBe('locked');
  keychain.unlock();
  keychain.lieWith('canary-other-ZZZZZ');
  await expect(copying.copy({ ...wish, keyId: id })).rejects.toMatchObject({
    failure: { code: 'item-changed' },
  });
  keychain.lieWith(null);
  await expect(copying.copy({ ...wish, keyId: id })).rejects.toMatchObject({
    failure: { code: 'item-missing' },
  });
  expect([clipboard.text, store.read().clipboard, row(id).trouble]).toEqual([
    null,
    null,
    'item-missing',
  ]);
});

test('a clipboard that cannot be used fails the copy, and no copy is told of', async () => {
  const { copying, clipboard, held, history, store } = openUse();
  const id = held(canary);
  clipboard.isBroken = true;
  await expect(copying.copy({ ...wish, keyId: id })).rejects.toMatchObject({
    failure: { code: 'clipboard-failed' },
  });
  expect([history(id), store.read().clipboard]).toEqual([[], null]);
});

test('a clipboard that another program holds at the end of the time is tried again', async () => {
  const { copying, clipboard, clock, held, store } = openUse();
  await copying.copy({ ...wish, keyId: held(canary) });
  clipboard.isBroken = true;
  clock.move(30_000);
  await settle();
  clock.move(1000);
  await settle();
  expect([clipboard.text, store.read().tips]).toEqual([canary, []]);
  clipboard.isBroken = false;
  clock.move(1000);
  await settle();
  expect([clipboard.text, store.read().clipboard]).toEqual([null, null]);
});

test('one that stays broken is given up after a while, and that is said', async () => {
  const { copying, clipboard, clock, held, log, store } = openUse();
  await copying.copy({ ...wish, keyId: held(canary) });
  clipboard.isBroken = true;
  clock.move(30_000);
  for (let second = 0; second < 6; second += 1) {
    await settle();
    clock.move(1000);
  }
  await settle();
  expect(store.read()).toMatchObject({ clipboard: null, tips: ['clipboard-not-cleared'] });
  expect(log.lines).toEqual(['A copied key could not be cleared from the clipboard.']);
});

test('where it cannot be concealed or seen, that is said until it was told, and not again', async () => {
  const { copying, chosenSettings, clipboard, held, store } = openUse();
  clipboard.canConceal = false;
  clipboard.isUnseen = true;
  const id = held(canary);
  await copying.copy({ ...wish, keyId: id });
  expect(store.read().tips).toEqual(['clipboard-not-concealed', 'clipboard-not-cleared']);
  chosenSettings.change({ told: ['clipboard-not-concealed', 'clipboard-not-cleared'] });
  expect(store.read().tips).toEqual([]);
  await copying.copy({ ...wish, keyId: id });
  expect(store.read().tips).toEqual([]);
});

test('who leaves while the keychain is still opening has nothing copied behind their back', async () => {
  const { copying, clipboard, held, keychain } = openUse();
  const id = held(canary);
  const answer = keychain.hold();
  const copied = copying.copy({ ...wish, keyId: id });
  await copying.leave();
  answer();
  await expect(copied).rejects.toMatchObject({ failure: { code: 'clipboard-failed' } });
  expect(clipboard.text).toBe(null);
});

test('leaving clears what is there', async () => {
  const { copying, clipboard, held, store } = openUse();
  await copying.copy({ ...wish, keyId: held(canary) });
  await copying.leave();
  expect([clipboard.text, store.read().clipboard]).toEqual([null, null]);
});

test('a slow keychain, where a second copy is asked for meanwhile, leaves the later one there', async () => {
  const { copying, clipboard, clock, held, keychain, store } = openUse();
  keychain.takes(5000, clock);
  const copies = [
    copying.copy({ ...wish, keyId: held(canary) }),
    copying.copy({ ...wish, keyId: held('canary-second-XY34Z') }),
  ];
  for (let second = 0; second < 10; second += 1) {
    await settle();
    clock.move(1000);
  }
  await Promise.all(copies);
  expect(clipboard.text).toBe('canary-second-XY34Z');
  // The time begins when it is there, not when it was asked for.
  expect(store.read().clipboard?.clearsAt).toBe('2026-11-21T02:46:40.000Z');
});

test('a form that takes longer does not push out what was copied after it', async () => {
  const { copying, clipboard, held, sandboxAccounts, sandbox, store } = openUse();
  const accountId = await sandboxAccounts.start();
  const start = sandbox.start.bind(sandbox);
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  sandbox.start = async () => {
    await begun;
    return start();
  };
  const slow = copying.copy({ ...wish, keyId: held(canary, { accountId }), recipe: 'curl' });
  await settle();
  const last = held('canary-second-XY34Z');
  await copying.copy({ ...wish, keyId: last });
  begin();
  await expect(slow).rejects.toMatchObject({ failure: { code: 'clipboard-failed' } });
  expect([clipboard.text, store.read().clipboard?.keyId]).toEqual(['canary-second-XY34Z', last]);
});

test('a disk that takes nothing keeps nobody from a key whose item is well again', async () => {
  const { copying, clipboard, held, records } = openUse();
  const id = held(canary, { trouble: 'item-missing' });
  records.refuse('disk-full');
  await copying.copy({ ...wish, keyId: id });
  expect(clipboard.text).toBe(canary);
});

test('a full disk does not hide that the item of a key is gone', async () => {
  const { copying, held, keychain, records } = openUse();
  const id = held(canary);
  keychain.items.clear();
  records.refuse('disk-full');
  await expect(copying.copy({ ...wish, keyId: id })).rejects.toMatchObject({
    failure: { code: 'item-missing' },
  });
});
