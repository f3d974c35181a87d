import type { Failure } from '../../shared/failure.ts';
import { longestWaitMs } from './work-of-rotation.ts';

/** A service that says "at once" is given a moment all the same: else we would ask without end. */
const shortestWaitMs = 15_000;
const usualWaitMs = 60_000;

/** Null where something has to happen first: a sign-in, an open keychain, a word of the user's. */
export function retryAfterMs(failure: Failure): number | null {
  if (failure.code === 'rate-limited' || failure.code === 'service-failed') {
    return waitMsOf(failure.retryAfterSeconds);
  }
  if (failure.code === 'forbidden') return 5 * 60_000;
  return passing.includes(failure.code) ? usualWaitMs : null;
}

/** How long to wait where a service has said so, or has not. */
export function waitMsOf(seconds: number | null): number {
  if (seconds === null) return usualWaitMs;
  return Math.min(Math.max(seconds * 1000, shortestWaitMs), longestWaitMs);
}

/** After these, a create has certainly made nothing. */
export function hasMadeNothing({ code }: Failure): boolean {
  return madeNothing.includes(code);
}

const madeNothing: readonly Failure['code'][] = [
  'signed-out',
  'unreachable',
  'rate-limited',
  'forbidden',
  'not-found',
  'keychain-locked',
  'keychain-missing',
  'records-unwritable',
  'call-refused',
];

/** What may well be over in a minute. */
const passing: readonly Failure['code'][] = [
  'unreachable',
  'outcome-unknown',
  'unreadable-answer',
  'records-unwritable',
  'old-key-missing',
];
