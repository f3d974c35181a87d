import type { Clock, Keychain } from './ports.ts';
import type { StateStore } from './state-store.ts';

/** A person begins to wonder. Most keychains answer in a hundredth of it. */
const slowAfterMs = 4000;

/** The keychain, with State saying when it is slow to answer: it is then there, and waited for. */
export function createWatchedKeychain(
  keychain: Keychain,
  clock: Clock,
  store: StateStore,
): Keychain {
  let slowCount = 0;

  async function watch<Value>(answer: Promise<Value>): Promise<Value> {
    let isSlow = false;
    const callOff = clock.after(slowAfterMs, () => {
      isSlow = true;
      count(1);
    });
    try {
      return await answer;
    } finally {
      callOff();
      if (isSlow) count(-1);
    }
  }

  function count(change: 1 | -1): void {
    const before = slowCount;
    slowCount += change;
    if (before > 0 !== slowCount > 0) store.change({ keychainIsSlow: slowCount > 0 });
  }

  return {
    look: () => watch(keychain.look()),
    write: (account, secret) => watch(keychain.write(account, secret)),
    read: (account) => watch(keychain.read(account)),
    remove: (account) => watch(keychain.remove(account)),
    all: () => watch(keychain.all()),
  };
}
