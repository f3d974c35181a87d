import type { Failure } from '../../shared/failure.ts';
import type { LockReason, LockView } from '../../shared/lock.ts';

export const becauseWords: Record<LockReason, string> = {
  asked: 'You locked it.',
  idle: 'Nobody had used this computer for a while.',
  screen: 'The screen was locked.',
  sleep: 'The computer went to sleep.',
};

export function buttonWords(means: LockView['means']): string {
  return means === 'touch-id' ? 'Unlock with Touch ID' : 'Unlock';
}

/** Nothing while there is none. */
export function unsavedWords(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? 'A new key is not in your keychain yet and waits in memory. Unlock to see to it.'
    : `${count} new keys are not in your keychain yet and wait in memory. Unlock to see to them.`;
}

export function troubleWords({ code }: Failure): string {
  return code === 'unlock-refused'
    ? 'Keyturn stays locked: your Mac did not find that it is you. Try again.'
    : 'Something unexpected went wrong, and Keyturn stays locked. Try again.';
}
