import { expect, test } from 'vitest';
import { keyId as keyIdOf } from '../../../src/shared/key.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

async function withThree() {
  const opened = await openKeeping();
  const keyIds = [await opened.made('one'), await opened.made('two'), await opened.made('three')];
  await opened.sync.sync(opened.accountId);
  opened.connector.uses.length = 0;
  async function pass(seconds: number): Promise<void> {
    for (let step = 0; step < seconds * 20; step += 1) {
      await settle();
      opened.clock.move(50);
    }
    await settle();
  }
  const changes = () => opened.connector.uses.filter((use) => use.startsWith('contacts'));
  const run = () => opened.store.read().contactRun;
  const contacts = () => keyIds.map((id) => opened.row(id).contacts);
  const wish = { keyIds, from: 'OPS@agency.gov.sg', to: 'team@agency.gov.sg' };
  return { ...opened, keyIds, pass, changes, run, contacts, wish };
}

test('a contact takes the place of another on many keys, one after the other, a few a second', async () => {
  const { call, changes, contacts, eventsOf, keyIds, pass, run, wish } = await withThree();
  expect(await call('replaceContact', wish)).toBeNull();
  const { from, to } = wish;
  const told = { from, to, total: 3, same: 0, failed: [] };
  expect(run()).toEqual({ ...told, changed: 0, status: 'running' });
  expect(await call('replaceContact', wish)).toBe('call-refused');
  await pass(0.2);
  expect(changes()).toHaveLength(1);
  await pass(2);
  expect(run()).toEqual({ ...told, changed: 3, status: 'done' });
  expect(contacts()).toEqual(keyIds.map(() => ['team@agency.gov.sg']));
  expect(keyIds.map((id) => eventsOf(id)[0])).toEqual(keyIds.map(() => 'contacts-changed'));
  await call('dismissContactRun', {});
  expect(run()).toBeNull();
});

test('keys that there are not begin no run', async () => {
  const { call, run, wish } = await withThree();
  expect(await call('replaceContact', { ...wish, keyIds: [keyIdOf.parse('nobody')] })).toBe(
    'call-refused',
  );
  expect(run()).toBeNull();
});

test('what a service refuses for one key is told, and the others are changed', async () => {
  const { call, connector, contacts, keyIds, pass, run, wish } = await withThree();
  const failure = { code: 'service-failed' as const, status: 500, retryAfterSeconds: null };
  connector.failNext(failure, 'contacts of 2');
  await call('replaceContact', wish);
  await pass(2);
  expect(run()).toMatchObject({ changed: 2, failed: [{ keyId: keyIds[1], failure }] });
  expect(contacts()[1]).toEqual(['ops@agency.gov.sg']);
});

test('a session that has ended stops its account, and all that were left are told', async () => {
  const { call, changes, connector, keyIds, pass, run, wish } = await withThree();
  connector.endSessions();
  await call('replaceContact', wish);
  await pass(2);
  const failure = { code: 'signed-out' };
  expect(run()?.failed).toEqual(keyIds.map((keyId) => ({ keyId, failure })));
  expect(changes()).toEqual([]);
});

test('contacts that somebody has added at the service meanwhile stay', async () => {
  const { call, connector, contacts, pass, run, wish } = await withThree();
  const both = ['ops@agency.gov.sg', 'mei@agency.gov.sg'];
  connector.keys = connector.keys.map((key) => ({ ...key, contacts: both }));
  await call('replaceContact', wish);
  await pass(2);
  expect(run()).toMatchObject({ changed: 3, status: 'done' });
  expect(connector.keys.map((key) => key.contacts)).toEqual(contacts());
  expect(contacts()).toEqual(contacts().map(() => ['team@agency.gov.sg', 'mei@agency.gov.sg']));
});

test('where the list cannot be read nothing is changed by an old one', async () => {
  const { call, connector, changes, keyIds, pass, run, wish } = await withThree();
  const failure = { code: 'service-failed' as const, status: 500, retryAfterSeconds: null };
  connector.failNext(failure, 'list');
  await call('replaceContact', wish);
  await pass(2);
  expect(run()?.failed).toEqual(keyIds.map((keyId) => ({ keyId, failure })));
  expect(changes()).toEqual([]);
});

test('of an account that is signed out, keys without the contact are not counted as failed', async () => {
  const { call, keyIds, connector, accountId, pass, run, signIn, wish } = await withThree();
  connector.keys = connector.keys.map((key) =>
    key.id === '2' ? { ...key, contacts: ['mei@agency.gov.sg'] } : key,
  );
  await call('syncAccount', { accountId });
  await signIn.signOut(accountId);
  await call('replaceContact', wish);
  await pass(1);
  expect(run()).toMatchObject({ changed: 0, same: 1, status: 'done' });
  expect(run()?.failed.map(({ keyId }) => keyId)).toEqual([keyIds[0], keyIds[2]]);
});

test('a service that wants to be asked later is waited for', async () => {
  const { call, connector, pass, run, wish } = await withThree();
  connector.failNext({ code: 'rate-limited', retryAfterSeconds: 3 }, 'contacts of 1');
  await call('replaceContact', wish);
  await pass(2);
  expect(run()).toMatchObject({ changed: 0, status: 'running' });
  await pass(4);
  expect(run()).toMatchObject({ changed: 3, failed: [], status: 'done' });
});

test('a service that wants it again and again, or only much later, is not waited for', async () => {
  const { call, connector, pass, run, wish } = await withThree();
  const again = { code: 'rate-limited' as const, retryAfterSeconds: 2 };
  connector.failNext(again, 'contacts of 1');
  await call('replaceContact', wish);
  for (let tries = 1; tries < 3; tries += 1) {
    await pass(1);
    connector.failNext(again, 'contacts of 1');
    await pass(1.5);
  }
  await pass(5);
  expect(run()).toMatchObject({ changed: 0, status: 'done' });
  expect(run()?.failed).toHaveLength(3);
  await call('dismissContactRun', {});
  connector.failNext({ code: 'rate-limited', retryAfterSeconds: 3600 }, 'contacts of 1');
  await call('replaceContact', wish);
  await pass(1);
  expect(run()).toMatchObject({ changed: 0, status: 'done' });
});

test('cancelled while it waits, it is over at once, and before that it cannot be put away', async () => {
  const { call, connector, changes, pass, run, wish } = await withThree();
  connector.failNext({ code: 'rate-limited', retryAfterSeconds: 200 }, 'contacts of 1');
  await call('replaceContact', wish);
  await pass(1);
  await call('dismissContactRun', {});
  expect(run()).toMatchObject({ status: 'running' });
  await call('cancelContactRun', {});
  await call('dismissContactRun', {});
  expect(run()).toBeNull();
  expect(await call('replaceContact', { ...wish, from: null, to: null })).toBe('call-refused');
  await call('replaceContact', wish);
  await pass(210);
  expect([run()?.changed, changes().length]).toEqual([3, 4]);
});

test('a service that cannot be reached is not knocked at for each key', async () => {
  const { call, connector, changes, pass, run, wish } = await withThree();
  connector.failNext({ code: 'unreachable', reason: 'timeout' }, 'contacts of 1');
  await call('replaceContact', wish);
  await pass(2);
  expect([run()?.failed.length, changes().length]).toEqual([3, 1]);
});

test('cancelled, nothing more is begun', async () => {
  const { call, changes, pass, run, wish } = await withThree();
  await call('replaceContact', wish);
  await pass(0.1);
  await call('cancelContactRun', {});
  await pass(2);
  expect(run()).toMatchObject({ changed: 1, failed: [], status: 'cancelled' });
  expect(changes()).toHaveLength(1);
});

test('keys that have no such contact are left as they are, and the last contact is not taken away', async () => {
  const { call, changes, keyIds, pass, run } = await withThree();
  await call('replaceContact', { keyIds, from: 'nobody@agency.gov.sg', to: 'x@agency.gov.sg' });
  await pass(1);
  expect(run()).toMatchObject({ same: 3, changed: 0, status: 'done' });
  await call('dismissContactRun', {});
  await call('replaceContact', { keyIds, from: 'ops@agency.gov.sg', to: null });
  await pass(2);
  expect(run()?.failed).toHaveLength(3);
  expect(changes()).toEqual([]);
});
