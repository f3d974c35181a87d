import type { Failure } from '../../shared/failure.ts';
import { BusError } from './session-bus.ts';

/** What ended or changed in the middle may go well from the start; what is absent or slow will not. */
export function isWorthAnotherAttempt(error: unknown): boolean {
  return error instanceof BusError && (error.trouble === 'lost' || error.trouble === 'refused');
}

export function failureOf({ trouble, said }: BusError): Failure {
  switch (trouble) {
    case 'no-bus':
    case 'lost':
      return { code: 'keychain-missing', reason: 'no-session-bus' };
    case 'no-answer':
      return { code: 'keychain-missing', reason: 'no-answer' };
    case 'refused':
      return refusalOf(said);
    default:
      return trouble satisfies never;
  }
}

function refusalOf(said: string): Failure {
  if (said.endsWith('.IsLocked')) return { code: 'keychain-locked' };
  // No program offers a keychain, and none could be started that would.
  if (/\.(ServiceUnknown|NameHasNoOwner)$|\.Spawn\./.test(said)) {
    return { code: 'keychain-missing', reason: 'no-service' };
  }
  const isTooLate = /\.(NoReply|TimedOut|Timeout)$/.test(said);
  return { code: 'keychain-missing', reason: isTooLate ? 'no-answer' : 'refused' };
}
