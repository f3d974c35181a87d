import type { Handlers } from './answer.ts';
import type { KeychainCheck } from './keychain-check.ts';
import type { StateStore } from './state-store.ts';

/** What each Call does. */
export function createHandlers(store: StateStore, keychainCheck: KeychainCheck): Handlers {
  return {
    readState: () => store.read(),
    async checkKeychain() {
      await keychainCheck.check();
      return null;
    },
    async unlockKeychain() {
      await keychainCheck.unlock();
      return null;
    },
  };
}
