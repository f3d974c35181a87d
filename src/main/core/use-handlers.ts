import type { CallName } from '../../shared/contract.ts';
import type { Handlers } from './answer.ts';
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
  const { copying, revealing, checkKey, checkRuns, identifyKey, chosenSettings } = parts;
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
    checkKeys({ keyIds }) {
      checkRuns.begin(keyIds);
      return null;
    },
    cancelChecks() {
      checkRuns.cancel();
      return null;
    },
    dismissChecks() {
      checkRuns.dismiss();
      return null;
    },
    identifyClipboard: async () => ({ keyIds: await identifyKey.inClipboard() }),
    identifyFile: async ({ path }) => ({ keyIds: await identifyKey.inFile(path) }),
    changeSettings(part) {
      chosenSettings.change(part);
      return null;
    },
  };
}
