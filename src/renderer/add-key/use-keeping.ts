import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Pick } from '../../shared/intake.ts';
import type { KeyId } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { useIsThere } from './use-is-there.ts';
import type { FoundKeys } from './use-intake.ts';

export type Keeping =
  | { status: 'not-yet' }
  | { status: 'running'; picks: readonly Pick[] }
  /** It ended at the first that failed. What was kept before stays, and a second try goes on there. */
  | { status: 'failed'; picks: readonly Pick[]; failure: Failure }
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
    if (!isThere.current) {
      // Whoever has closed the dialog meanwhile should hear of it all the same.
      if (result.ok) say(keptWords(result.value.keyIds.length), { tone: 'good' });
      else say(`Not all keys were kept. ${keepingWords(result.failure)}`, { tone: 'trouble' });
      return;
    }
    if (!result.ok) {
      setKeeping({ status: 'failed', picks, failure: result.failure });
      return;
    }
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
  return failure.code === 'call-refused'
    ? 'What was found is waiting no more: it is forgotten after ten minutes, for safety. Paste it once more, or choose the file again.'
    : failureWords(failure);
}
