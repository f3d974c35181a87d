import { describe, expect, test } from 'vitest';
import type { KeyId } from '../../../src/shared/key.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

type Opened = Awaited<ReturnType<typeof openKeeping>>;

async function withOne() {
  const opened = await openKeeping();
  const keyId = await opened.made();
  await opened.sync.sync(opened.accountId);
  const lastFive = opened.connector.secrets.get('1')?.slice(-5) ?? '';
  return { ...opened, keyId, lastFive };
}

/** A key that the service lists and that is not held. */
async function withListed() {
  const opened = await withOne();
  await opened.call('forgetKeys', { keyIds: [opened.keyId] });
  const [row] = opened.rows();
  if (!row) throw new Error('Nothing is listed.');
  return { ...opened, keyId: row.id };
}

/** A key of a service whose keys are ended in its own pages. */
async function withGuided() {
  const opened = await openKeeping();
  opened.clipboard.text = 'canaryGuided0123456789AB12C';
  const found = await opened.call('readClipboard', {});
  if (typeof found === 'string') throw new Error(found);
  const accountId = opened.guidedId;
  const pick = { number: 0, accountId, listedAs: null, label: 'guided', expiresAt: null };
  const kept = await opened.call('keepKeys', { intakeId: found.intakeId, picks: [pick] });
  if (typeof kept === 'string') throw new Error(kept);
  return { ...opened, keyId: kept.keyIds[0] as KeyId, lastFive: 'AB12C' };
}

const revokesOf = ({ connector }: Opened): number =>
  connector.uses.filter((use) => use.startsWith('revoke')).length;

test('a key is ended at its service, its record says so, and its item is gone', async () => {
  const opened = await withOne();
  const { call, keyId, lastFive, connector, rows, keychain, eventsOf } = opened;
  expect(await call('retireKey', { keyId, lastFive: ` ${lastFive} ` })).toBe(null);
  expect(connector.keys).toEqual([]);
  expect(rows()).toMatchObject([
    { standing: 'retired', isHeld: false, isKept: true, retiredAt: '2026-11-21T02:46:00.000Z' },
  ]);
  expect(keychain.items.size).toBe(0);
  expect(eventsOf(keyId)).toEqual(['retired', 'generated']);
});

test('one that only the service lists is ended too, and is known as retired from then on', async () => {
  const { call, keyId, lastFive, connector, rows, eventsOf, sync, accountId } = await withListed();
  const [before] = rows();
  expect(await call('retireKey', { keyId, lastFive })).toBe(null);
  expect(connector.keys).toEqual([]);
  await sync.sync(accountId);
  expect(rows()).toEqual([
    {
      ...before,
      standing: 'retired',
      isKept: true,
      addedAt: '2026-11-21T02:46:00.000Z',
      retiredAt: '2026-11-21T02:46:00.000Z',
    },
  ]);
  expect(eventsOf(keyId)).toEqual(['retired']);
  expect(await call('forgetKeys', { keyIds: [keyId] })).toBe(null);
  expect(rows()).toEqual([]);
});

test('one that the service has ended already counts as retired', async () => {
  const { call, keyId, lastFive, connector, rows } = await withOne();
  connector.keys = [];
  expect(await call('retireKey', { keyId, lastFive })).toBe(null);
  expect(rows()).toMatchObject([{ standing: 'retired' }]);
});

test('other last five end nothing', async () => {
  const opened = await withOne();
  const { call, keyId, rows } = opened;
  for (const lastFive of ['', 'XXXXX', 'abcdefgh']) {
    expect(await call('retireKey', { keyId, lastFive })).toBe('wrong-last-five');
    expect(await call('markRetired', { keyId, lastFive })).toBe('wrong-last-five');
  }
  expect([revokesOf(opened), rows()[0]?.standing]).toEqual([0, 'held']);
});

test('it is ended once, however often that is asked for', async () => {
  const opened = await withOne();
  const { call, keyId, lastFive, eventsOf } = opened;
  const answers = await Promise.all([
    call('retireKey', { keyId, lastFive }),
    call('retireKey', { keyId, lastFive }),
  ]);
  expect(answers).toEqual([null, 'call-refused']);
  expect(await call('retireKey', { keyId, lastFive })).toBe('call-refused');
  expect([revokesOf(opened), eventsOf(keyId)]).toEqual([1, ['retired', 'generated']]);
});

describe('the key is as it was', () => {
  test('after a session that has ended', async () => {
    const { call, keyId, lastFive, connector, rows, keychain } = await withOne();
    connector.endSessions();
    expect(await call('retireKey', { keyId, lastFive })).toBe('signed-out');
    expect([rows()[0]?.standing, keychain.items.size]).toEqual(['held', 1]);
  });

  test('after a service out of reach', async () => {
    const { call, keyId, lastFive, connector, rows, keychain } = await withOne();
    connector.failNext({ code: 'unreachable', reason: 'offline' }, 'revoke');
    expect(await call('retireKey', { keyId, lastFive })).toBe('unreachable');
    expect([rows()[0]?.standing, keychain.items.size]).toEqual(['held', 1]);
  });
});

test('when nobody knows what became of it, the list tells', async () => {
  const { call, keyId, lastFive, connector, rows, keychain } = await withOne();
  connector.failNext({ code: 'outcome-unknown', status: null }, 'revoke');
  connector.keys = [];
  expect(await call('retireKey', { keyId, lastFive })).toBe('outcome-unknown');
  await settle();
  expect([rows()[0]?.standing, keychain.items.size]).toEqual(['gone', 1]);
  expect(await call('markRetired', { keyId, lastFive })).toBe(null);
  expect([rows()[0]?.standing, keychain.items.size]).toEqual(['retired', 0]);
});

test('a record that cannot be written after the end at the service: the row says that it is gone', async () => {
  const { call, keyId, lastFive, accountId, records, rows, keychain } = await withOne();
  records.refuse('disk-full');
  expect(await call('retireKey', { keyId, lastFive })).toBe('records-unwritable');
  records.refuse(null);
  await call('syncAccount', { accountId });
  expect([rows()[0]?.standing, keychain.items.size]).toEqual(['gone', 1]);
});

test('a locked keychain stops nobody from ending a key, and its item goes when it opens', async () => {
  const { call, keyId, lastFive, rows, keychain, goOn } = await withOne();
  keychain.lock();
  expect(await call('retireKey', { keyId, lastFive })).toBe(null);
  expect([rows()[0]?.standing, keychain.items.size]).toEqual(['retired', 1]);
  await goOn();
  expect(keychain.items.size).toBe(1);
  keychain.unlock();
  await goOn();
  expect(keychain.items.size).toBe(0);
});

describe('by its owner’s word', () => {
  test('a key of a guided service is retired', async () => {
    const { call, keyId, lastFive, store, keychain, eventsOf } = await withGuided();
    expect(await call('retireKey', { keyId, lastFive })).toBe('call-refused');
    expect(await call('markRetired', { keyId, lastFive })).toBe(null);
    expect(store.read().keys).toMatchObject([{ standing: 'retired', isHeld: false }]);
    expect(keychain.items.size).toBe(0);
    expect(eventsOf(keyId)).toEqual(['retired-by-hand', 'brought-in']);
  });

  test('no key is retired that its service lists', async () => {
    const { call, keyId, lastFive, rows } = await withOne();
    expect(await call('markRetired', { keyId, lastFive })).toBe('call-refused');
    expect(rows()[0]?.standing).toBe('held');
  });

  test('nor one that nobody keeps', async () => {
    const { call, keyId, lastFive } = await withListed();
    expect(await call('markRetired', { keyId, lastFive })).toBe('call-refused');
  });
});

test('a key that is gone is not ended in the place of another that has its id now', async () => {
  const opened = await withOne();
  const { call, keyId, lastFive, connector, sync, accountId, rows } = opened;
  // The server was set up anew, and counts its keys from the beginning.
  connector.keys = connector.keys.map((key) => ({ ...key, label: 'of others', lastFive: 'OTHER' }));
  await sync.sync(accountId);
  expect(rows().find(({ id }) => id === keyId)?.standing).toBe('gone');
  expect(await call('retireKey', { keyId, lastFive })).toBe('call-refused');
  expect([revokesOf(opened), connector.keys.length]).toEqual([0, 1]);
});

test('two that are ended quickly, one after the other, are both gone from the list', async () => {
  const opened = await withOne();
  const { call, keyId, lastFive, connector, made, rows } = opened;
  const second = await made('second');
  await settle();
  // The list that is read after the first is answered when the second is ended already.
  const list = connector.list.bind(connector);
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let count = 0;
  connector.list = async (...words) => {
    count += 1;
    const isSync = count === 2;
    const before = await list(...words);
    if (isSync) await answered;
    return before;
  };
  await call('retireKey', { keyId, lastFive });
  await settle();
  const secondFive = connector.secrets.get('2')?.slice(-5) ?? '';
  expect(await call('retireKey', { keyId: second, lastFive: secondFive })).toBe(null);
  answer();
  await settle();
  await settle();
  expect(rows().map(({ standing }) => standing)).toEqual(['retired', 'retired']);
});

test('an id that has come to mean another key since the last look ends nothing', async () => {
  const opened = await withOne();
  const { call, keyId, lastFive, connector } = opened;
  connector.keys = connector.keys.map((key) => ({ ...key, label: 'another', lastFive: 'OTHER' }));
  expect(await call('retireKey', { keyId, lastFive })).toBe('not-found');
  expect(revokesOf(opened)).toBe(0);
  expect(connector.keys).toHaveLength(1);
});

test('a list that cannot be read does not keep a key alive', async () => {
  const opened = await withOne();
  const { call, keyId, lastFive, connector } = opened;
  connector.failNext({ code: 'service-failed', status: 500, retryAfterSeconds: null }, 'list');
  expect(await call('retireKey', { keyId, lastFive })).toBe(null);
  expect(revokesOf(opened)).toBe(1);
});
