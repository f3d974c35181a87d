import type { AccountBook } from './account-book.ts';
import type { OnServerTime } from './connector.ts';
import type { Clock } from './ports.ts';

/** Up to this much is the way of clocks, and of answers that take their time. */
const ignoredMs = 2 * 60_000;
/** The Date header has whole seconds, and no two answers come equally fast. */
const jitterMs = 5000;

/**
 * By how much a service's clock is ahead of ours, or behind where it is negative; null where they agree
 * well enough. `known` is what was found before, and stays unless it has clearly changed.
 */
export function clockSkewOf(known: number | null, serverTime: Date, now: Date): number | null {
  const skewMs = serverTime.getTime() - now.getTime();
  if (known !== null && Math.abs(skewMs - known) <= jitterMs) return known;
  return Math.abs(skewMs) <= ignoredMs ? null : skewMs;
}

/** The time by a clock that is so much ahead of ours. */
export function timeThere(now: Date, clockSkewMs: number | null): Date {
  return new Date(now.getTime() + (clockSkewMs ?? 0));
}

/** Compares each service's clock with ours, for all accounts that have it. */
export function createServerTimeListener(book: AccountBook, clock: Clock): OnServerTime {
  return function hearServerTime({ address, serverTime }) {
    for (const { account, clockSkewMs: known } of book.all()) {
      // A sandbox account has been given its address of this run before anything was asked there.
      if (account.address !== address) continue;
      const clockSkewMs = clockSkewOf(known, serverTime, clock.now());
      if (clockSkewMs !== known) book.change(account.id, { clockSkewMs });
    }
  };
}
