import { FailureError } from './failure-error.ts';
import type { KeychainCheck } from './keychain-check.ts';
import type { StateStore } from './state-store.ts';

/** A locked or broken keychain must cost nothing, so it is tried before there is anything to lose. */
export async function expectKeychain(
  keychainCheck: KeychainCheck,
  store: StateStore,
): Promise<void> {
  await keychainCheck.unlock();
  expectOpen(store);
}

/** The same in the background, where a question of the system's would come out of nowhere. */
export async function expectOpenKeychain(
  keychainCheck: KeychainCheck,
  store: StateStore,
): Promise<void> {
  await keychainCheck.refresh();
  expectOpen(store);
}

function expectOpen(store: StateStore): void {
  const { keychain } = store.read();
  if (keychain.status === 'ok') return;
  throw new FailureError(
    keychain.status === 'missing'
      ? { code: 'keychain-missing', reason: keychain.reason }
      : { code: 'keychain-locked' },
  );
}
