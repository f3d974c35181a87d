import { expect, test } from 'vitest';
import type { Failure } from '../../../src/shared/failure.ts';
import type { ProbeAnswer } from '../../../src/shared/probe.ts';
import { guidedDeploying, guidedRetiring, retireFailed } from './rotation-at.ts';

const refusedByService: ProbeAnswer = { outcome: 'refused', because: 'not-accepted' };
const notAsked: ProbeAnswer = { outcome: 'not-asked', because: { reason: 'no-probe' } };
const unreachable: Failure = { code: 'unreachable', reason: 'refused' };

test('an old key that still works was not ended, whatever is said', async () => {
  const { decide, now, row, old } = await guidedRetiring();
  const before = now();
  for (const isVouched of [false, true]) {
    expect(await decide({ kind: 'ended-by-hand', isVouched })).toBe('still-works');
  }
  expect([now(), row(old).standing]).toEqual([before, 'held']);
});

test('an old key that its service refuses was ended by hand, and its item goes', async () => {
  const { decide, now, row, old, connector, keychain } = await guidedRetiring();
  connector.probe = async (_place, secret) =>
    secret.reveal().endsWith('OLD11') ? refusedByService : { outcome: 'works' };
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'by-hand' });
  expect(row(old).standing).toBe('retired');
  expect([...keychain.items.values()].filter((value) => value.endsWith('OLD11'))).toEqual([]);
});

test.each<[ProbeAnswer, Failure['code']]>([
  [{ outcome: 'unknown', because: unreachable, retryAfterSeconds: null }, 'unreachable'],
  [notAsked, 'cannot-be-asked'],
])('where it cannot be told (%j), the user has to say so', async (answer, code) => {
  const { decide, now, row, old, connector } = await guidedRetiring();
  connector.probe = async () => answer;
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBe(code);
  expect(row(old).standing).toBe('held');
  expect(await decide({ kind: 'ended-by-hand', isVouched: true })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'by-hand' });
});

test('an old key whose item is gone cannot be asked about: then the word of the user counts', async () => {
  const { decide, now, keychain } = await guidedRetiring();
  for (const [name, value] of keychain.items) {
    if (value.endsWith('OLD11')) keychain.items.delete(name);
  }
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBe('item-missing');
  expect(await decide({ kind: 'ended-by-hand', isVouched: true })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'by-hand' });
});

test('at a service that lists its keys, the list says whether one was ended by hand', async () => {
  const { decide, now, connector, row, old } = await retireFailed();
  for (const isVouched of [false, true]) {
    expect(await decide({ kind: 'ended-by-hand', isVouched })).toBe('still-works');
  }
  connector.failNext(unreachable, 'list');
  expect(await decide({ kind: 'ended-by-hand', isVouched: true })).toBe('unreachable');
  expect(now().step).toEqual({ at: 'retire-failed' });
  connector.keys = connector.keys.filter(({ id }) => id !== now().old.remoteId);
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBeNull();
  expect([now().step, row(old).standing]).toEqual([{ at: 'retired', how: 'by-hand' }, 'retired']);
});

test('another key that has its id by now, as on a server set up anew, is not the one that was ended', async () => {
  const { decide, now, connector } = await retireFailed();
  const { remoteId } = now().old;
  connector.keys = connector.keys.map((key) =>
    key.id === remoteId ? { ...key, lastFive: 'OTHER' } : key,
  );
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'by-hand' });
  expect(connector.keys.map(({ lastFive }) => lastFive)).toContain('OTHER');
});

test('an abandoned key of a guided service is gone when it is refused', async () => {
  const { decide, now, row, fresh, connector, old } = await guidedDeploying();
  const id = fresh();
  expect(await decide({ kind: 'abandon' })).toBeNull();
  expect(now().step).toMatchObject({ at: 'abandoning' });
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBe('still-works');
  connector.probe = async () => refusedByService;
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBeNull();
  expect([now().step, row(id).standing, row(old).standing]).toEqual([
    { at: 'abandoned' },
    'retired',
    'held',
  ]);
});
