import { expect, test } from 'vitest';
import type { RemoteKey } from '../../../src/main/core/connector.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { openAccounts, settle, startAt } from './open-accounts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const key: RemoteKey = {
  id: '1',
  label: 'mailer',
  lastFive: 'AB12C',
  createdAt: null,
  expiresAt: '2026-11-21T06:00:00.000Z',
  contacts: [],
  lastUsedAt: null,
};

test('a sync tells the list and keeps it', async () => {
  const { account, sync, signedIn, connector, records } = openAccounts();
  connector.keys = [key];
  const id = await signedIn();
  await sync.sync(id);
  expect(account(id)).toMatchObject({
    sync: { at: startAt, isRunning: false, failure: null },
    keys: [{ label: 'mailer', standing: 'known-not-held' }],
  });
  expect(records.read().lists).toEqual([{ accountId: id, readAt: startAt, keys: [key] }]);
});

test('while it runs, State says so, and a second wish is the same sync', async () => {
  const { account, sync, signedIn, connector } = openAccounts();
  const id = await signedIn();
  const release = connector.hold();
  const both = Promise.all([sync.sync(id), sync.sync(id)]);
  expect(account(id).sync).toMatchObject({ isRunning: true });
  release();
  await both;
  expect(account(id).sync).toMatchObject({ isRunning: false });
  expect(connector.uses.filter((use) => use.startsWith('list'))).toHaveLength(1);
});

test('a sync that fails says why and leaves the list as it was', async () => {
  const { account, sync, signedIn, connector } = openAccounts();
  connector.keys = [key];
  const id = await signedIn();
  await sync.sync(id);
  const failure = { code: 'service-failed', status: 503, retryAfterSeconds: null } as const;
  connector.failNext(failure);
  await expect(sync.sync(id)).rejects.toBeInstanceOf(FailureError);
  expect(account(id)).toMatchObject({
    sync: { at: startAt, isRunning: false, failure },
    keys: [{ label: 'mailer' }],
  });
  await sync.sync(id);
  expect(account(id).sync).toMatchObject({ failure: null });
});

test('a list that cannot be written down is not taken for one that was, and the old one stays', async () => {
  const { account, sync, signedIn, connector, records } = openAccounts();
  connector.keys = [key];
  const id = await signedIn();
  await sync.sync(id);
  connector.keys = [];
  records.refuse('disk-full');
  await expect(sync.sync(id)).rejects.toBeInstanceOf(FailureError);
  expect(account(id)).toMatchObject({
    sync: { isRunning: false, failure: { code: 'records-unwritable', reason: 'disk-full' } },
    keys: [{ label: 'mailer' }],
  });
});

test('without a session a sync fails as signed out and asks nobody', async () => {
  const { accounts, sync, wish, connector } = openAccounts();
  const id = accounts.add(wish);
  await expect(sync.sync(id)).rejects.toMatchObject({ failure: { code: 'signed-out' } });
  expect(connector.uses).toEqual([]);
});

test('every six hours while signed in, and not before', async () => {
  const { account, sync, tick, signedIn, connector, clock } = openAccounts();
  const id = await signedIn();
  await sync.sync(id);
  const lists = () => connector.uses.filter((use) => use.startsWith('list')).length;
  clock.move(6 * hourMs - 1);
  await tick();
  expect(lists()).toBe(1);
  clock.move(1);
  await tick();
  expect(lists()).toBe(2);
  expect(account(id).sync).toMatchObject({ at: clock.now().toISOString() });
  clock.move(24 * hourMs);
  await tick();
  expect(account(id).signIn.status).toBe('signed-out');
  expect(lists()).toBe(2);
});

test('a sync that failed is tried again after a quarter of an hour', async () => {
  const { tick, signedIn, connector, clock } = openAccounts();
  await signedIn();
  connector.failNext({ code: 'unreachable', reason: 'offline' });
  await tick();
  clock.move(15 * minuteMs - 1);
  await tick();
  expect(connector.uses.filter((use) => use.startsWith('list'))).toHaveLength(1);
  clock.move(1);
  await tick();
  expect(connector.uses.filter((use) => use.startsWith('list'))).toHaveLength(2);
});

test('a list from the future is read anew, since the clock was wrong then', async () => {
  const { sync, tick, signedIn, connector, clock } = openAccounts();
  const id = await signedIn();
  await sync.sync(id);
  clock.move(-hourMs);
  await tick();
  expect(connector.uses.filter((use) => use.startsWith('list'))).toHaveLength(2);
});

test('a key expires in State by time alone, and State is not told again for nothing', async () => {
  const { account, sync, tick, signedIn, connector, clock, store } = openAccounts();
  connector.keys = [key];
  const id = await signedIn();
  await sync.sync(id);
  const { revision } = store.read();
  clock.move(2 * hourMs);
  await tick();
  expect(store.read().revision).toBe(revision);
  clock.move(hourMs + 14 * minuteMs);
  await tick();
  expect(account(id).keys).toMatchObject([{ standing: 'expired' }]);
});

test('nothing that is held is lost, whatever the service lists', async () => {
  const { account, sync, signedIn, connector, keyBook } = openAccounts();
  const id = await signedIn();
  const { id: remoteId, lastUsedAt: _lastUsedAt, ...facts } = key;
  keyBook.save([{ key: keptKey({ ...facts, accountId: id, remoteId }), events: [] }]);
  connector.keys = [];
  await sync.sync(id);
  expect(account(id).keys).toMatchObject([{ label: 'mailer', standing: 'gone', isHeld: true }]);
  connector.keys = [key];
  await sync.sync(id);
  expect(account(id).keys).toMatchObject([{ label: 'mailer', standing: 'held' }]);
});

test('an account that is removed while it syncs does not come back', async () => {
  const { accounts, sync, signedIn, connector, store, records } = openAccounts();
  const id = await signedIn();
  const release = connector.hold();
  const syncing = sync.sync(id);
  await accounts.remove(id);
  release();
  await syncing;
  await settle();
  expect(store.read().accounts).toEqual([]);
  expect(records.read().lists).toEqual([]);
});

test('a bug in the background is logged, and State says that it was unexpected', async () => {
  const { account, sync, signedIn, connector, log } = openAccounts();
  const id = await signedIn();
  connector.list = () => Promise.reject(new Error('bug'));
  sync.begin(id);
  await settle();
  expect(log.bugs).toHaveLength(1);
  expect(account(id).sync).toMatchObject({ isRunning: false, failure: { code: 'bug' } });
});
