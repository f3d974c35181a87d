import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { openKeeping } from './open-keeping.ts';

type Opened = Awaited<ReturnType<typeof openKeeping>>;

/** Two keys that are held. */
async function withTwo() {
  const opened = await openKeeping();
  const ids = [await opened.made('one'), await opened.made('two')] as const;
  await opened.sync.sync(opened.accountId);
  return { ...opened, ids };
}

const itemsOf = ({ keychain }: Opened): string[] => [...keychain.items.values()];
const standings = ({ rows }: Opened): string[] =>
  rows().map(({ label, standing }) => `${label} ${standing}`);

test('a forgotten key works on at its service, and is not here any more', async () => {
  const opened = await withTwo();
  const { call, ids, connector, records, store } = opened;
  expect(await call('forgetKeys', { keyIds: [ids[0]] })).toBe(null);
  expect(standings(opened)).toEqual(['two held', 'one known-not-held']);
  expect(itemsOf(opened)).toEqual([connector.secrets.get('2')]);
  expect(records.eventsOf(ids[0])).toEqual([]);
  expect(store.read().forgotten).toEqual([
    {
      keyId: ids[0],
      label: 'one',
      lastFive: connector.secrets.get('1')?.slice(-5),
      forgottenAt: '2026-11-21T02:46:00.000Z',
    },
  ]);
});

test('the record goes before its item, and comes back after it', async () => {
  const opened = await withTwo();
  const { call, ids, keychain, keyBook } = opened;
  const order: string[] = [];
  keyBook.subscribe(
    () => void order.push(keyBook.get(ids[0]) ? 'record is there' : 'record is gone'),
  );
  const remove = keychain.remove.bind(keychain);
  keychain.remove = (name) => {
    order.push('item goes');
    return remove(name);
  };
  const write = keychain.write.bind(keychain);
  keychain.write = (name, secret) => {
    order.push('item comes');
    return write(name, secret);
  };
  await call('forgetKeys', { keyIds: [ids[0]] });
  await call('takeBackKey', { keyId: ids[0] });
  expect(order).toEqual(['record is gone', 'item goes', 'item comes', 'record is there']);
});

test('it is taken back as it was, with its history and its note', async () => {
  const opened = await withTwo();
  const { call, ids, rows, store, eventsOf } = opened;
  await call('editKey', { keyId: ids[0], note: 'Used by the night job.', tags: ['night'] });
  const before = rows().find(({ id }) => id === ids[0]);
  const items = itemsOf(opened);
  await call('forgetKeys', { keyIds: [ids[0]] });
  expect(await call('takeBackKey', { keyId: ids[0] })).toBe(null);
  expect(rows().find(({ id }) => id === ids[0])).toEqual(before);
  expect(itemsOf(opened).toSorted()).toEqual(items.toSorted());
  expect(eventsOf(ids[0])).toEqual(['taken-back', 'edited', 'generated']);
  expect(store.read().forgotten).toEqual([]);
  expect(await call('takeBackKey', { keyId: ids[0] })).toBe('call-refused');
});

test('one that was brought in anew meanwhile is not doubled by taking it back', async () => {
  const opened = await withTwo();
  const { call, ids, rows, clipboard, connector, accountId } = opened;
  await call('forgetKeys', { keyIds: [ids[0]] });
  clipboard.text = connector.secrets.get('1') ?? null;
  const found = await call('readClipboard', {});
  const listedAs = rows().find(({ isHeld }) => !isHeld)?.id ?? null;
  if (typeof found === 'string') throw new Error(found);
  const pick = { number: 0, accountId, listedAs, label: 'one', expiresAt: null };
  await call('keepKeys', { intakeId: found.intakeId, picks: [pick] });
  expect(await call('takeBackKey', { keyId: ids[0] })).toBe(null);
  expect(standings(opened).toSorted()).toEqual(['one held', 'two held']);
  expect(opened.store.read().forgotten).toEqual([]);
});

test('many at once are forgotten, and each is taken back by itself', async () => {
  const opened = await withTwo();
  const { call, ids } = opened;
  await call('forgetKeys', { keyIds: [...ids, ids[0]] });
  expect(itemsOf(opened)).toEqual([]);
  await call('takeBackKey', { keyId: ids[1] });
  expect(standings(opened).toSorted()).toEqual(['one known-not-held', 'two held']);
});

test('what only the service lists cannot be forgotten, and then nothing is', async () => {
  const opened = await withTwo();
  const { call, ids, rows } = opened;
  await call('forgetKeys', { keyIds: [ids[0]] });
  const listed = rows().find(({ isKept }) => !isKept);
  expect(await call('forgetKeys', { keyIds: [ids[1], listed?.id ?? ids[1]] })).toBe('call-refused');
  expect(standings(opened)).toContain('two held');
});

describe('nothing is changed', () => {
  test('by a keychain that is locked when keys are to be forgotten', async () => {
    const opened = await withTwo();
    const kept = () => [opened.rows(), opened.records.read(), opened.ids.map(opened.eventsOf)];
    const before = kept();
    opened.keychain.lock();
    expect(await opened.call('forgetKeys', { keyIds: [...opened.ids] })).toBe('keychain-locked');
    opened.keychain.unlock();
    expect([kept(), itemsOf(opened)]).toEqual([before, [...opened.connector.secrets.values()]]);
  });

  test('by one that is locked when a key is to be taken back, and it can be taken back later', async () => {
    const opened = await withTwo();
    const { call, ids, keychain, store } = opened;
    await call('forgetKeys', { keyIds: [ids[0]] });
    keychain.lock();
    expect(await call('takeBackKey', { keyId: ids[0] })).toBe('keychain-locked');
    expect(store.read().forgotten).toHaveLength(1);
    keychain.unlock();
    expect(await call('takeBackKey', { keyId: ids[0] })).toBe(null);
  });

  test('by records that cannot be written', async () => {
    const opened = await withTwo();
    opened.records.refuse('disk-full');
    expect(await opened.call('forgetKeys', { keyIds: [opened.ids[0]] })).toBe('records-unwritable');
    expect([standings(opened), itemsOf(opened).length]).toEqual([['two held', 'one held'], 2]);
  });
});

test('a keychain that refuses in the middle: the key whose item stays keeps its record and history', async () => {
  const opened = await withTwo();
  const { call, ids, keychain, eventsOf } = opened;
  keychain.remove = async () => {
    throw new FailureError({ code: 'keychain-locked' });
  };
  expect(await call('forgetKeys', { keyIds: [...ids] })).toBe('keychain-locked');
  expect(standings(opened)).toEqual(['two held', 'one held']);
  expect(eventsOf(ids[0])).toEqual(['generated']);
  expect(opened.store.read().forgotten).toEqual([]);
});

test('an item that somebody has deleted or changed is forgotten too, and comes back as it was', async () => {
  const opened = await withTwo();
  const { call, ids, keychain } = opened;
  const [first, second] = [...keychain.items.keys()];
  keychain.items.delete(first ?? '');
  keychain.items.set(second ?? '', 'what somebody wrote into it');
  expect(await call('forgetKeys', { keyIds: [...ids] })).toBe(null);
  expect(itemsOf(opened)).toEqual([]);
  for (const keyId of ids) expect(await call('takeBackKey', { keyId })).toBe(null);
  expect(itemsOf(opened)).toEqual(['what somebody wrote into it']);
});

describe('an account', () => {
  test('with keys that are held is not removed unless they are to be forgotten', async () => {
    const opened = await withTwo();
    const { answer, accountId } = opened;
    expect(await answer('removeAccount', { accountId, isForgettingKeys: false })).toEqual({
      ok: false,
      failure: { code: 'keys-still-held', count: 2 },
    });
    expect([standings(opened), itemsOf(opened).length]).toEqual([['two held', 'one held'], 2]);
  });

  test('is removed with its keys, of which no item is left and none can be taken back', async () => {
    const opened = await withTwo();
    const { call, ids, accountId, keychain, records, store } = opened;
    await call('forgetKeys', { keyIds: [ids[0]] });
    expect(await call('removeAccount', { accountId, isForgettingKeys: true })).toBe(null);
    expect([...keychain.items]).toEqual([]);
    expect([records.read().keys, store.read().keys, store.read().forgotten]).toEqual([[], [], []]);
    expect(await call('takeBackKey', { keyId: ids[0] })).toBe('call-refused');
  });

  test('stays, with its keys, while the keychain is locked', async () => {
    const opened = await withTwo();
    const { call, accountId, keychain } = opened;
    keychain.lock();
    expect(await call('removeAccount', { accountId, isForgettingKeys: true })).toBe(
      'keychain-locked',
    );
    expect(standings(opened)).toEqual(['two held', 'one held']);
  });

  test('whose keys are retired all is removed without a word', async () => {
    const opened = await withTwo();
    const { call, ids, accountId, connector, store } = opened;
    for (const [at, keyId] of ids.entries()) {
      const lastFive = connector.secrets.get(String(at + 1))?.slice(-5) ?? '';
      expect(await call('retireKey', { keyId, lastFive })).toBe(null);
    }
    expect(await call('removeAccount', { accountId, isForgettingKeys: false })).toBe(null);
    expect(store.read().keys).toEqual([]);
  });
});

test('no secret is told, written down or logged', async () => {
  const opened = await withTwo();
  await opened.call('forgetKeys', { keyIds: [...opened.ids] });
  for (const secret of opened.connector.secrets.values()) {
    expect(opened.seen()).not.toContain(secret);
  }
});

test('taken back twice at once, it is there once, and a keychain that fails meanwhile takes nothing away', async () => {
  const opened = await withTwo();
  const { call, ids, keychain, eventsOf, connector } = opened;
  await call('forgetKeys', { keyIds: [ids[0]] });
  const open = keychain.hold();
  const both = [call('takeBackKey', { keyId: ids[0] }), call('takeBackKey', { keyId: ids[0] })];
  const write = keychain.write.bind(keychain);
  let count = 0;
  keychain.write = async (...words) => {
    count += 1;
    if (count > 1) throw new FailureError({ code: 'keychain-locked' });
    await write(...words);
  };
  open();
  expect(await Promise.all(both)).toEqual([null, 'call-refused']);
  expect(eventsOf(ids[0])).toEqual(['taken-back', 'generated']);
  expect(itemsOf(opened)).toContain(connector.secrets.get('1'));
});

test('an account to which a key has come while it was being removed stays, with that key', async () => {
  const opened = await withTwo();
  const { accounts, accountId, forgetting, rows } = opened;
  await forgetting.forgetAccount(accountId, true);
  await opened.made('late');
  const late = { failure: { code: 'keys-still-held', count: 1 } };
  const removal = accounts.remove(accountId, () => forgetting.expectNothingOf(accountId));
  await expect(removal).rejects.toMatchObject(late);
  expect(rows().find(({ label }) => label === 'late')).toMatchObject({ standing: 'held' });
});

test('one without a name of the service’s that was brought in anew meanwhile is not there twice', async () => {
  const { call, guidedId, clipboard, keyBook } = await openKeeping();
  const bring = async () => {
    clipboard.text = 'canaryGuided0123456789AB12C';
    const found = await call('readClipboard', {});
    if (typeof found === 'string') throw new Error(found);
    const pick = { number: 0, accountId: guidedId, listedAs: null, label: 'g', expiresAt: null };
    const kept = await call('keepKeys', { intakeId: found.intakeId, picks: [pick] });
    if (typeof kept === 'string') throw new Error(kept);
    return kept.keyIds;
  };
  const keyIds = await bring();
  await call('forgetKeys', { keyIds });
  const [again] = await bring();
  const [keyId] = keyIds;
  if (keyId === undefined) throw new Error('Nothing was kept.');
  expect(await call('takeBackKey', { keyId })).toBe(null);
  expect(keyBook.of(guidedId).map(({ id }) => id)).toEqual([again]);
});
