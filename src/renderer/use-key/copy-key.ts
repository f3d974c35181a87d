import type { KeyId } from '../../shared/key.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { wishFor } from '../wish.ts';
import { noteCopy } from './recent-copies.ts';

/** Lets main copy a key. A dead one wants a second word first. True once it is in the clipboard. */
export async function copyKey(keyId: KeyId, recipe: Recipe, isConfirmed = false): Promise<boolean> {
  const result = await call('copyKey', { keyId, recipe, isConfirmed });
  if (result.ok) {
    noteCopy(keyId);
    return true;
  }
  const { failure } = result;
  if (failure.code === 'confirmation-needed') {
    wishFor({ kind: 'confirm-copy', keyId, recipe, because: failure.because });
  } else {
    say(failureWords(failure), { tone: 'trouble' });
  }
  return false;
}
