import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { NotKept, Pick } from '../../shared/intake.ts';
import type { KeyId } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { useIsThere } from './use-is-there.ts';
import type { FoundKeys } from './use-intake.ts';

export type Keeping =
  | { status: 'not-yet' }
  | { status: 'running'; picks: readonly Pick[] }
  /** Some were kept, or none. What was kept stays, and a second try goes on there. */
  | {
      status: 'failed';
      picks: readonly Pick[];
      /** The first of them. */
      failure: Failure;
      /** Null where it ended at once, such as with a keychain that is locked. */
      notKept: readonly NotKept[] | null;
    }
  | { status: 'kept'; keyIds: readonly KeyId[]; isClipboardCleared: boolean };

/** Puts what was picked of an intake into the keychain. */
export function useKeeping(found: FoundKeys) {
  const [keeping, setKeeping] = useState<Keeping>({ status: 'not-yet' });
  const isThere = useIsThere();
  const keep = async (picks: readonly Pick[]): Promise<void> => {
    if (found.intake === null) return;
    setKeeping({ status: 'running', picks });
    const { intakeId } = found.intake;
    const result = await call('keepKeys', { intakeId, picks: [...picks] });
    const notKept = result.ok ? result.value.notKept : null;
    const failure = result.ok ? result.value.notKept[0]?.failure : result.failure;
    if (!isThere.current) {
      // Whoever has closed the dialog meanwhile should hear of it all the same.
      if (failure) say(`Not all keys were kept. ${keepingWords(failure)}`, { tone: 'trouble' });
      else if (result.ok) say(keptWords(result.value.keyIds.length), { tone: 'good' });
      return;
    }
    if (failure) setKeeping({ status: 'failed', picks, failure, notKept });
    if (failure || !result.ok) return;
    found.settle();
    setKeeping({ status: 'kept', ...result.value });
  };
  return { keeping, keep };
}

export function keptWords(count: number): string {
  return count === 1 ? '1 key is in your keychain.' : `${count} keys are in your keychain.`;
}

/** Some mean more here than elsewhere. */
export function keepingWords(failure: Failure): string {
  if (failure.code === 'call-refused') {
    return 'What was found is waiting no more: it is forgotten after ten minutes, for safety. Paste it once more, or choose the file again.';
  }
  if (failure.code === 'keychain-missing' && failure.reason === 'refused') {
    return 'Your keychain answered and would not take it. Look in your keychain program whether something else stands in its place, then try again.';
  }
  return failureWords(failure);
}
