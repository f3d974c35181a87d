import { describe, expect, test, vi } from 'vitest';
import type { FakeKeychain } from '../../fakes/keychain.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

type Opened = Awaited<ReturnType<typeof openKeeping>>;

/** The app is killed, and started again over the same disk, keychain and service. */
async function nextRun({ records, keychain, connector, clock }: Opened) {
  const opened = await openKeeping({ records, keychain, connector, clock });
  await opened.goOn();
  return opened;
}

/** The keychain takes what it is given, and the answer never comes. */
function cutOff(keychain: FakeKeychain, use: 'read' | 'remove'): () => void {
  const before = keychain[use].bind(keychain);
  keychain[use] = () => new Promise<never>(() => undefined);
  return () => void Object.assign(keychain, { [use]: before });
}

async function pasted({ clipboard, call, accountId }: Opened) {
  clipboard.text = 'canaryOne0123456789AB12C';
  const found = await call('readClipboard', {});
  if (typeof found === 'string') throw new Error(found);
  const pick = { number: 0, accountId, listedAs: null, label: 'mine', expiresAt: null };
  return { intakeId: found.intakeId, picks: [pick] };
}

/** Everything that rests in the keychain has its record, and the other way round. */
function expectWhole({ keychain, keyBook }: Opened): void {
  const held = keyBook.all().filter(({ retiredAt }) => retiredAt === null);
  expect([...keychain.items.keys()].toSorted()).toEqual(
    held.map(({ itemName }) => itemName).toSorted(),
  );
}

describe('killed between the item and its record', () => {
  test('a new key is found by the next run, and is the one that the service lists', async () => {
    const first = await openKeeping();
    const { connector, keychain, call, newKey } = first;
    const release = connector.hold();
    void call('generateKey', newKey());
    await vi.waitFor(() => expect(connector.uses.at(-1)).toContain('create'));
    const repair = cutOff(keychain, 'read');
    release();
    await vi.waitFor(() => expect(keychain.items.size).toBe(1));
    repair();
    const next = await nextRun(first);
    expect(next.rows()).toMatchObject([
      { label: 'ops-mailer', standing: 'held', isKept: true, remoteId: '1' },
    ]);
    const [row] = next.rows();
    expect(row && next.eventsOf(row.id)).toEqual(['found']);
    expectWhole(next);
  });

  test('so is one that was brought in', async () => {
    const first = await openKeeping();
    const wish = await pasted(first);
    const repair = cutOff(first.keychain, 'read');
    void first.call('keepKeys', wish);
    await vi.waitFor(() => expect(first.keychain.items.size).toBe(1));
    repair();
    const next = await nextRun(first);
    expect(next.rows()).toMatchObject([{ label: 'mine', standing: 'held' }]);
    expectWhole(next);
  });

  test('so is one that was being taken back', async () => {
    const first = await openKeeping();
    const keyId = await first.made();
    await first.call('forgetKeys', { keyIds: [keyId] });
    const repair = cutOff(first.keychain, 'read');
    void first.call('takeBackKey', { keyId });
    await vi.waitFor(() => expect(first.keychain.items.size).toBe(1));
    repair();
    const next = await nextRun(first);
    expect(next.rows()).toMatchObject([{ id: keyId, standing: 'held' }]);
    expectWhole(next);
  });
});

describe('killed between the record and its item', () => {
  test('what was forgotten is forgotten', async () => {
    const first = await openKeeping();
    const keyId = await first.made();
    cutOffForGood(first, () => first.call('forgetKeys', { keyIds: [keyId] }));
    await vi.waitFor(() => expect(first.keyBook.get(keyId)).toBe(null));
    const next = await nextRun(first);
    expect([next.keychain.items.size, next.rows()]).toMatchObject([
      0,
      [{ standing: 'known-not-held' }],
    ]);
    expectWhole(next);
  });

  test('the item of a key that was retired goes', async () => {
    const first = await openKeeping();
    const keyId = await first.made();
    const lastFive = first.connector.secrets.get('1')?.slice(-5) ?? '';
    cutOffForGood(first, () => first.call('retireKey', { keyId, lastFive }));
    await vi.waitFor(() => expect(first.keyBook.get(keyId)?.retiredAt).not.toBe(null));
    const next = await nextRun(first);
    expect([next.keychain.items.size, next.rows()]).toMatchObject([0, [{ standing: 'retired' }]]);
  });

  test('even if the kill came right after the record that says so', async () => {
    const first = await openKeeping();
    const keyId = await first.made();
    const lastFive = first.connector.secrets.get('1')?.slice(-5) ?? '';
    const itemName = first.keyBook.find(keyId).itemName;
    let noted: unknown[] = [];
    const saveKeys = first.records.saveKeys.bind(first.records);
    first.records.saveKeys = (changes) => {
      saveKeys(changes);
      noted = first.records.readLooseItems();
    };
    await first.call('retireKey', { keyId, lastFive });
    expect(noted).toEqual([{ itemName, wants: 'removal' }]);
  });

  /** Starts it and lets its removal never end; the next run has a keychain that works. */
  function cutOffForGood({ keychain }: Opened, work: () => Promise<unknown>): void {
    const remove = keychain.remove.bind(keychain);
    keychain.remove = () => {
      keychain.remove = remove;
      return new Promise<never>(() => undefined);
    };
    void work();
  }
});

describe('a keychain that is locked and a disk that fills up right after the record is forgotten', () => {
  async function forgottenHalf() {
    const opened = await openKeeping();
    const keyId = await opened.made();
    const { call, keyBook, keychain, records } = opened;
    let isOver = false;
    keyBook.subscribe(() => {
      if (isOver || keyBook.get(keyId)) return;
      isOver = true;
      keychain.lock();
      records.refuse('disk-full');
    });
    expect(await call('forgetKeys', { keyIds: [keyId] })).toBe(null);
    expect([keychain.items.size, keyBook.get(keyId)]).toEqual([1, null]);
    return { ...opened, keyId };
  }

  test('leave nothing behind in the next run', async () => {
    const first = await forgottenHalf();
    first.keychain.unlock();
    first.records.refuse(null);
    const next = await nextRun(first);
    expect(next.keychain.items.size).toBe(0);
    expectWhole(next);
  });

  test('nor in one after much else was kept in this one', async () => {
    const first = await forgottenHalf();
    first.keychain.unlock();
    first.records.refuse(null);
    await first.made('another');
    const next = await nextRun(first);
    expect(next.keychain.items.size).toBe(1);
    expectWhole(next);
  });

  test('and nothing in this one, once the keychain opens', async () => {
    const opened = await forgottenHalf();
    opened.keychain.unlock();
    await opened.goOn();
    expect(opened.keychain.items.size).toBe(0);
  });

  test('and the key can be taken back all the same', async () => {
    const opened = await forgottenHalf();
    const { call, eventsOf, keychain, keyId, records } = opened;
    expect(await call('takeBackKey', { keyId })).toBe('records-unwritable');
    keychain.unlock();
    records.refuse(null);
    expect(await call('takeBackKey', { keyId })).toBe(null);
    await opened.goOn();
    expect(eventsOf(keyId)).toEqual(['taken-back', 'generated']);
    expectWhole(opened);
  });
});

test('a keychain that is shut at the start ends nothing, and what is left is ended when it opens', async () => {
  const first = await openKeeping();
  const keyId = await first.made();
  const lastFive = first.connector.secrets.get('1')?.slice(-5) ?? '';
  first.keychain.lock();
  await first.call('retireKey', { keyId, lastFive });
  const next = await nextRun(first);
  expect(next.keychain.items.size).toBe(1);
  next.keychain.unlock();
  await next.goOn();
  expect(next.keychain.items.size).toBe(0);
  expect(next.records.readLooseItems()).toEqual([]);
});

test('the item of a key that lives is never deleted, whatever was noted', async () => {
  const first = await openKeeping();
  const keyId = await first.made();
  const itemName = first.keyBook.find(keyId).itemName;
  first.records.saveLooseItems([{ itemName, wants: 'removal' }]);
  const next = await nextRun(first);
  expect(next.keychain.items.size).toBe(1);
  expect(next.records.readLooseItems()).toEqual([]);
});

test('while records of yesterday are joined to the keychain, nothing is deleted', async () => {
  const first = await openKeeping();
  await first.made();
  const [itemName = ''] = first.keychain.items.keys();
  const { records, keychain, connector, clock } = first;
  for (const { id } of first.keyBook.all()) records.removeKey(id);
  records.saveLooseItems([{ itemName, wants: 'removal' }]);
  const next = await openKeeping({ records, keychain, connector, clock });
  const from = '2026-11-20T02:46:00.000Z';
  next.store.change({ records: { status: 'restored', file: null, from, rejoin: null } });
  await next.goOn();
  expect(next.rows()).toMatchObject([{ standing: 'held' }]);
  expectWhole(next);
});

test('nor what waits for its account then, which may be all that is left of a key', async () => {
  const first = await openKeeping();
  const itemName = 'lost •••••AB12C, Postman v1 (gone-account gone-key)';
  const { records, keychain, connector, clock } = first;
  first.accounts.add({ ...first.wish, name: 'second', email: 'other@agency.gov.sg' });
  keychain.items.set(itemName, 'canary-AB12C');
  records.saveLooseItems([{ itemName, wants: 'removal' }]);
  const next = await openKeeping({ records, keychain, connector, clock });
  const from = '2026-11-20T02:46:00.000Z';
  next.store.change({ records: { status: 'restored', file: null, from, rejoin: null } });
  await next.goOn();
  expect(next.store.read().records).toMatchObject({ rejoin: { waiting: 1 } });
  expect(keychain.items.get(itemName)).toBe('canary-AB12C');
});

test('what is being done at this moment is not taken for what a kill has left', async () => {
  const opened = await openKeeping();
  const wish = await pasted(opened);
  const open = opened.keychain.hold();
  const kept = opened.call('keepKeys', wish);
  await vi.waitFor(() => expect(opened.keychain.items.size).toBe(1));
  const gone = opened.goOn();
  await settle();
  open();
  await Promise.all([kept, gone]);
  const [key] = opened.keyBook.all();
  expect(key && opened.eventsOf(key.id)).toEqual(['brought-in']);
});

test('nothing stays noted when all went well', async () => {
  const opened = await openKeeping();
  const keyId = await opened.made();
  await opened.call('keepKeys', await pasted(opened));
  await opened.call('forgetKeys', { keyIds: [keyId] });
  await opened.call('takeBackKey', { keyId });
  expect(opened.records.readLooseItems()).toEqual([]);
  expectWhole(opened);
});
