import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RemoteKey } from '../../../src/main/core/connector.ts';
import { clockSkewOf, timeThere } from '../../../src/main/core/clock-skew.ts';
import { rightCode } from '../../fakes/connector.ts';
import { openAccounts, settle, startAt } from './open-accounts.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const now = new Date(startAt);
const ahead = (ms: number): Date => new Date(now.getTime() + ms);

describe('the difference of two clocks', () => {
  test.each([
    [0, null],
    [1000, null],
    [2 * minuteMs, null],
    [-2 * minuteMs, null],
    [2 * minuteMs + 1000, 121_000],
    [-2 * minuteMs - 1000, -121_000],
    [364 * dayMs, 364 * dayMs],
    [-364 * dayMs, -364 * dayMs],
    [367 * dayMs, null],
    [-367 * dayMs, null],
    [Date.UTC(9999, 0) - now.getTime(), null],
  ])('of %d ms is told as %s', (skewMs, told) => {
    expect(clockSkewOf(null, ahead(skewMs), now)).toBe(told);
  });

  test.each([
    ['stays as it is while it moves by a few seconds only', 14 * minuteMs + 4000, 14 * minuteMs],
    ['is told anew when it has changed', 15 * minuteMs, 15 * minuteMs],
    ['is told anew when it has turned round', -14 * minuteMs, -14 * minuteMs],
    ['is gone once the clock was put right', 900, null],
    ['stays as it is where a service tells an absurd time', 8000 * 365 * dayMs, 14 * minuteMs],
  ])('%s', (_what, skewMs, told) => {
    expect(clockSkewOf(14 * minuteMs, ahead(skewMs), now)).toBe(told);
  });

  test('does not come and go at the limit', () => {
    const known = clockSkewOf(null, ahead(2 * minuteMs + 1000), now);
    expect(clockSkewOf(known, ahead(2 * minuteMs - 1000), now)).toBe(known);
  });

  test('is never told so that the time there is wrong by more than what is let pass', () => {
    const skew = fc.integer({ min: -3e10, max: 3e10 });
    fc.assert(
      fc.property(fc.option(skew), skew, (known, real) => {
        const told = clockSkewOf(known, ahead(real), now);
        const errorMs = Math.abs(timeThere(now, told).getTime() - ahead(real).getTime());
        expect(errorMs).toBeLessThanOrEqual(2 * minuteMs);
      }),
    );
  });
});

describe('an account', () => {
  const key: RemoteKey = {
    id: '1',
    label: 'mailer',
    lastFive: 'AB12C',
    createdAt: null,
    expiresAt: ahead(10 * minuteMs).toISOString(),
    contacts: [],
    lastUsedAt: null,
  };

  async function opened({ isToBeKept = false } = {}) {
    const all = openAccounts();
    all.connector.keys = [key];
    const id = await all.signedIn(isToBeKept);
    await all.sync.sync(id);
    const hear = (ms: number, address = 'https://api.example.org/v1') =>
      all.hearServerTime({ address, serverTime: ahead(ms) });
    return { ...all, id, hear, standing: () => all.account(id).keys[0]?.standing };
  }

  test('reckons with the clock of its service whether a key has expired', async () => {
    const { account, hear, id, standing } = await opened();
    expect([account(id).clockSkewMs, standing()]).toEqual([null, 'known-not-held']);
    hear(14 * minuteMs);
    expect([account(id).clockSkewMs, standing()]).toEqual([14 * minuteMs, 'expired']);
    hear(9 * minuteMs);
    expect([account(id).clockSkewMs, standing()]).toEqual([9 * minuteMs, 'known-not-held']);
    hear(0);
    expect([account(id).clockSkewMs, standing()]).toEqual([null, 'known-not-held']);
  });

  test('does not trouble State when hardly anything has changed', async () => {
    const { hear, store } = await opened();
    hear(14 * minuteMs);
    const { revision } = store.read();
    for (const ms of [-4000, 0, 3000]) hear(14 * minuteMs + ms);
    expect(store.read().revision).toBe(revision);
  });

  test('hears its own service only, together with whoever else is there', async () => {
    const { account, accounts, hear, id, wish } = await opened();
    const second = accounts.add({ ...wish, email: 'night@agency.gov.sg' });
    const elsewhere = accounts.add({ ...wish, place: { address: 'https://other.example.org/v1' } });
    hear(14 * minuteMs);
    expect([id, second, elsewhere].map((one) => account(one).clockSkewMs)).toEqual([
      14 * minuteMs,
      14 * minuteMs,
      null,
    ]);
  });

  test('of the sandbox is known at the address of this run', async () => {
    const { account, hearServerTime, sandboxAccounts, signIn, sandbox } = await opened();
    const id = await sandboxAccounts.start();
    const addressNow = () => account(id).address ?? '';
    const before = addressNow();
    sandbox.move();
    await signIn.requestCode(id);
    hearServerTime({ address: before, serverTime: ahead(20 * minuteMs) });
    expect(account(id).clockSkewMs).toBeNull();
    hearServerTime({ address: addressNow(), serverTime: ahead(20 * minuteMs) });
    expect(account(id).clockSkewMs).toBe(20 * minuteMs);
  });

  test('has a session for as long as its service’s clock says', async () => {
    const { account, clock, hear, id, tick } = await opened();
    hear(-14 * minuteMs);
    clock.move(24 * 60 * minuteMs + minuteMs);
    await tick();
    expect(account(id).signIn.status).toBe('signed-in');
    clock.move(14 * minuteMs);
    await tick();
    await settle();
    expect(account(id).signIn).toEqual({ status: 'signed-out', because: 'ended' });
  });

  test.each([
    ['year 9999', Date.UTC(9999, 0) - now.getTime()],
    ['thirty days ahead', 30 * dayMs],
  ])('keeps its session when an answer has a wrong date: %s', async (_what, skewMs) => {
    const { account, connector, hear, id, keychain, sync, tick } = await opened({
      isToBeKept: true,
    });
    hear(skewMs);
    await tick();
    await settle();
    expect(account(id).signIn).toMatchObject({ status: 'signed-in', isKept: true });
    expect(keychain.items.size).toBe(1);
    connector.endSessions();
    await expect(sync.sync(id)).rejects.toMatchObject({ failure: { code: 'signed-out' } });
  });

  test('keeps its session when the answer to its sign-in had a wrong date, and the next a right one', async () => {
    const { account, accounts, hearServerTime, signIn, tick, wish } = openAccounts();
    const id = accounts.add(wish);
    const address = account(id).address ?? '';
    await signIn.requestCode(id);
    hearServerTime({ address, serverTime: ahead(-20 * dayMs) });
    await signIn.signIn({ accountId: id, code: rightCode, isToBeKept: false });
    hearServerTime({ address, serverTime: now });
    await tick();
    expect(account(id).signIn).toEqual({ status: 'signed-in', until: null, isKept: false });
  });
});
