import type { AccountBook } from './account-book.ts';
import type { OnServerTime } from './connector.ts';
import type { Clock } from './ports.ts';

/** Up to this much is the way of clocks, and of answers that take their time. */
const ignoredMs = 2 * 60_000;
/** The Date header has whole seconds, and no two answers come equally fast. */
const jitterMs = 5000;
/** No clock that anybody keeps goes wrong by more: a server that tells such a date knows no time. */
const absurdMs = 366 * 24 * 60 * 60_000;
/** Up to this much, one wrong date ends no session before its time by more than anyone would mind. */
const smallMs = 60 * 60_000;

/**
 * By how much a service's clock is ahead of ours, or behind where it is negative; null where they agree
 * well enough. `known` is what was found before, and stays unless it has clearly changed.
 */
export function clockSkewOf(known: number | null, serverTime: Date, now: Date): number | null {
  const skewMs = serverTime.getTime() - now.getTime();
  if (Math.abs(skewMs) > absurdMs) return known;
  if (known !== null && Math.abs(skewMs - known) <= jitterMs) return known;
  return Math.abs(skewMs) <= ignoredMs ? null : skewMs;
}

/** The same after our own clock was set, forward by so much or, where it is negative, back. */
export function skewAfterChange(known: number, changedByMs: number): number | null {
  const skewMs = known - changedByMs;
  return Math.abs(skewMs) <= ignoredMs ? null : skewMs;
}

/** Whether what is reckoned by the clocks may end something. Else only the service's own word may. */
export function isSmallSkew(clockSkewMs: number | null): boolean {
  return Math.abs(clockSkewMs ?? 0) <= smallMs;
}

/** Whether a time is over by whatever clock: even ours cannot be wrong by more. */
export function isLongOver(at: string | null, now: Date): boolean {
  return at !== null && now.getTime() - Date.parse(at) > absurdMs;
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
