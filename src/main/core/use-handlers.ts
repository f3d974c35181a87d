import type { CallName } from '../../shared/contract.ts';
import type { Handlers } from './answer.ts';
import { FailureError } from './failure-error.ts';
import type { UseParts } from './use-parts.ts';

type UseCall = Extract<
  CallName,
  | 'copyKey'
  | 'clearClipboard'
  | 'revealKey'
  | 'hideKey'
  | 'checkKey'
  | 'checkKeys'
  | 'cancelChecks'
  | 'dismissChecks'
  | 'identifyClipboard'
  | 'identifyFile'
  | 'changeSettings'
>;

/** What each Call does that uses keys which are held. */
export function createUseHandlers(parts: UseParts): Pick<Handlers, UseCall> {
  const { copying, revealing, checkKey, chosenSettings } = parts;
  return {
    async copyKey(wish) {
      await copying.copy(wish);
      return null;
    },
    async clearClipboard() {
      await copying.clear();
      return null;
    },
    revealKey: ({ keyId }) => revealing.reveal(keyId),
    hideKey() {
      revealing.hide();
      return null;
    },
    async checkKey({ keyId }) {
      await checkKey.check(keyId);
      return null;
    },
    checkKeys: notYet,
    cancelChecks: notYet,
    dismissChecks: notYet,
    identifyClipboard: notYet,
    identifyFile: notYet,
    changeSettings(part) {
      chosenSettings.change(part);
      return null;
    },
  };
}

function notYet(): never {
  throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
