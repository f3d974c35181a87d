import type { ForgottenKey } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { keyNameOf } from '../key-name.tsx';
import { say } from '../notice.ts';

type Named = Pick<ForgottenKey, 'keyId' | 'label' | 'lastFive'>;

/** Undoes forgetting, one after another: the keychain is asked for one item at a time. */
export async function takeBack(forgotten: readonly Named[]): Promise<void> {
  let backCount = 0;
  for (const { keyId } of forgotten) {
    // oxlint-disable-next-line no-await-in-loop -- see above.
    const result = await call('takeBackKey', { keyId });
    if (!result.ok) {
      say(`${failureWords(result.failure)} It is still among the forgotten, in Settings.`, {
        tone: 'trouble',
      });
      break;
    }
    backCount += 1;
  }
  const [first] = forgotten;
  if (backCount === 0 || first === undefined) return;
  say(backCount === 1 ? `${keyNameOf(first)} is back` : `${backCount} keys are back`, {
    tone: 'good',
  });
}
