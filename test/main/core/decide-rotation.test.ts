import { expect, test } from 'vitest';
import type { Failure } from '../../../src/shared/failure.ts';
import type { ProbeAnswer } from '../../../src/shared/probe.ts';
import { settle, startAt } from './open-accounts.ts';
import {
  blocked,
  deploying,
  guided,
  guidedDeploying,
  guidedRetiring,
  soaking,
} from './rotation-at.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const endOfOld = '2027-05-21T02:46:00.000Z';
const refusedByService: ProbeAnswer = { outcome: 'refused', because: 'not-accepted' };
const notAsked: ProbeAnswer = { outcome: 'not-asked', because: { reason: 'no-probe' } };
const unreachable: Failure = { code: 'unreachable', reason: 'refused' };

test('the old key is retired once its last five are typed, and not before', async () => {
  const { retire, now, uses, connector, old, row } = await soaking();
  const before = now();
  expect(await retire({ lastFive: 'WRONG' })).toBe('wrong-last-five');
  expect(await retire({ lastFive: '' })).toBe('wrong-last-five');
  expect([now(), uses()]).toEqual([before, []]);
  expect(await retire({ lastFive: ` ${before.old.lastFive} ` })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'ended' });
  expect(uses()).toContain(`revoke ${before.old.remoteId}`);
  expect([connector.keys.length, row(old).standing]).toEqual([1, 'retired']);
});

test('while places are open, the tools do not have it and the old key stays, unless a second word is said', async () => {
  const found = await deploying();
  const { call, fresh, decide, retire, now, connector } = found;
  const places = ['/etc/mailer.env', 'Mei'].map((text) => ({
    id: null,
    text,
    recipe: 'env-line' as const,
  }));
  await call('changePlaces', { keyId: fresh(), places });
  const before = now();
  const inTools = { kind: 'in-tools' as const, soakDays: 7 };
  expect(await decide({ ...inTools, isWithOpenPlaces: false })).toBe('places-open');
  expect(await retire()).toBe('places-open');
  expect(now()).toEqual(before);
  expect(await decide({ ...inTools, isWithOpenPlaces: true })).toBeNull();
  expect(await retire()).toBe('places-open');
  for (const { id } of found.row(fresh()).places) {
    await call('tickPlace', { keyId: fresh(), placeId: id, isSet: true });
  }
  expect(await retire()).toBeNull();
  expect(connector.keys).toHaveLength(1);
});

test('a proof that is older than an hour is renewed before the old key goes', async () => {
  const { clock, retire, now } = await soaking();
  clock.move(3 * 60 * minuteMs);
  expect(await retire()).toBeNull();
  expect(now()).toMatchObject({
    step: { at: 'retired' },
    proof: { at: clock.now().toISOString(), by: 'service' },
  });
});

test('a new key that is refused, or of which nothing can be learnt, keeps the old one alive', async () => {
  const { clock, connector, retire, now, uses } = await soaking();
  clock.move(2 * 60 * minuteMs);
  connector.probe = async () => ({
    outcome: 'unknown',
    because: unreachable,
    retryAfterSeconds: null,
  });
  expect(await retire()).toBe('unreachable');
  connector.probe = async () => refusedByService;
  expect(await retire()).toBe('successor-unproven');
  expect(await retire({ isVouched: true })).toBe('successor-unproven');
  expect(now()).toMatchObject({ step: { at: 'soaking' }, proof: null });
  expect(uses().filter((use) => use.startsWith('revoke'))).toEqual([]);
  // It was a matter of minutes.
  connector.probe = async () => ({ outcome: 'works' });
  expect(await retire()).toBeNull();
  expect(now().step).toMatchObject({ at: 'retired' });
});

test('where the service cannot be reached, the word of the user is taken', async () => {
  const { clock, connector, retire, now } = await soaking();
  clock.move(2 * 60 * minuteMs);
  connector.probe = async () => ({
    outcome: 'unknown',
    because: unreachable,
    retryAfterSeconds: null,
  });
  expect(await retire({ isVouched: true })).toBeNull();
  expect(now()).toMatchObject({ step: { at: 'retired' }, proof: { by: 'user' } });
});

test('a word that was given in a wrong step proves nothing', async () => {
  const { retire, decide, now } = await guidedRetiring();
  const before = now();
  expect(await retire({ isVouched: true })).toBe('call-refused');
  expect(await decide({ kind: 'vouch' })).toBeNull();
  expect(now().step).toEqual(before.step);
  const first = await blocked();
  const held = first.now();
  expect(await first.retire({ isVouched: true })).toBe('call-refused');
  expect(first.now()).toEqual(held);
});

test('a service that cannot be asked wants the word of the user within the hour', async () => {
  const found = await guided();
  const { connector, decide, pasted, now, retire, clock } = found;
  connector.probe = async () => notAsked;
  await decide({ kind: 'use-key', keyId: pasted });
  expect(now()).toMatchObject({ step: { at: 'stored' }, proof: null });
  expect(await decide({ kind: 'vouch' })).toBeNull();
  expect(now()).toMatchObject({ step: { at: 'deploying' }, proof: { by: 'user' } });
  clock.move(2 * 60 * minuteMs);
  expect(await retire()).toBe('successor-unproven');
  expect(now().step).toEqual({ at: 'deploying' });
  expect(await retire({ isVouched: true })).toBeNull();
  expect(now().step).toEqual({ at: 'retiring' });
});

test('both keys live side by side for so many days, and never past the end of the old one', async () => {
  const { decide, now, clock } = await deploying();
  await decide({ kind: 'in-tools', soakDays: 7, isWithOpenPlaces: false });
  const inAWeek = new Date(clock.now().getTime() + 7 * dayMs).toISOString();
  expect(now().step).toEqual({ at: 'soaking', until: inAWeek });
  const later = '2027-01-01T00:00:00.000Z';
  expect(await decide({ kind: 'move-soak', until: later })).toBeNull();
  expect(now().step).toEqual({ at: 'soaking', until: later });
  expect(await decide({ kind: 'move-soak', until: '2029-01-01T00:00:00.000Z' })).toBeNull();
  expect(now().step).toEqual({ at: 'soaking', until: endOfOld });
});

test('an end of the old key that was corrected meanwhile counts', async () => {
  const { decide, now, call, old } = await guidedDeploying();
  const sooner = '2026-11-24T00:00:00.000Z';
  expect(await call('editKey', { keyId: old, expiresAt: sooner })).toBeNull();
  await decide({ kind: 'in-tools', soakDays: 7, isWithOpenPlaces: false });
  expect(now().step).toEqual({ at: 'soaking', until: sooner });
});

test('without a soak the old key can go at once, and does not go by itself', async () => {
  const { decide, now, connector, clock, rotations } = await deploying();
  await decide({ kind: 'in-tools', soakDays: 0, isWithOpenPlaces: false });
  expect(now().step).toEqual({ at: 'soaking', until: startAt });
  clock.move(dayMs);
  rotations.tick();
  await settle();
  expect([now().step.at, connector.keys.length]).toEqual(['soaking', 2]);
});
