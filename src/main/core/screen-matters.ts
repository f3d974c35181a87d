import type { StateStore } from './state-store.ts';

/**
 * Begins something when the lock of the screen matters, and ends it when it does no more: a key is in the
 * clipboard or shown, or the window is to be locked with the screen.
 */
export function whileScreenMatters(store: StateStore, begin: () => () => void): void {
  let end: (() => void) | null = null;
  const look = (): void => {
    const { clipboard, revealed, settings } = store.read();
    if (clipboard !== null || revealed !== null || settings.lock.isOnScreenLock) end ??= begin();
    else if (end) {
      end();
      end = null;
    }
  };
  store.subscribe(look);
  look();
}
