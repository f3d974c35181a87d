import type { Handlers } from './answer.ts';
import type { LockParts } from './lock-parts.ts';

/** What each Call about the lock does. Which of them are answered while it is shut, answer.ts says. */
export function createLockHandlers({
  locking,
  memoKeeper,
}: LockParts): Pick<Handlers, 'lock' | 'readLock' | 'unlock' | 'keepMemo' | 'readMemo'> {
  return {
    lock() {
      locking.hear({ kind: 'asked' });
      return null;
    },
    readLock: () => ({ lock: locking.view() }),
    async unlock() {
      await locking.unlock();
      return null;
    },
    keepMemo({ memo }) {
      memoKeeper.keep(memo);
      return null;
    },
    readMemo: () => ({ memo: memoKeeper.read() }),
  };
}
