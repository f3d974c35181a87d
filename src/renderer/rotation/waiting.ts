import type { AccountId } from '../../shared/account.ts';
import type { Rotation } from '../../shared/rotation.ts';
import { isOpen, isPromoted } from '../../shared/rotation-progress.ts';
import { isWaitingForUser } from './rotation-words.ts';

/** Whether the user has the next word now. */
export function isWaiting(rotation: Rotation, now: Date): boolean {
  return isOpen(rotation) && isWaitingForUser(rotation, now);
}

/** Its new key is in use here, and the tools are to get it. */
export function isToPutIntoTools({ step, wait }: Rotation): boolean {
  return step.at === 'deploying' && wait === null;
}

/** Work for the tools takes its days, and is no question to answer. */
export function needsUser(rotation: Rotation, now: Date): boolean {
  return isWaiting(rotation, now) && !isToPutIntoTools(rotation);
}

/** The old key works no more, and there is no new one in use: nothing presses more. */
export function isWithoutKey(rotation: Rotation): boolean {
  return isOpen(rotation) && rotation.oldEndedAt !== null && !isPromoted(rotation);
}

/** A sign-in would let it go on. */
export function isWaitingForSignIn({ wait, step }: Rotation): boolean {
  const isShort = step.at === 'blocked' && step.block.because === 'session-short';
  return isShort || wait?.because.code === 'signed-out';
}

/** Each account once, however many of its rotations wait. */
export function accountsToSignIn(rotations: readonly Rotation[]): Set<AccountId> {
  const waiting = rotations.filter((one) => isOpen(one) && isWaitingForSignIn(one));
  return new Set(waiting.map(({ accountId }) => accountId));
}
