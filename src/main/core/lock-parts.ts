import type { AccountParts } from './account-parts.ts';
import type { KeyParts } from './key-parts.ts';
import { createLocking, type Locking } from './locking.ts';
import { createMemoKeeper, type MemoKeeper } from './memo.ts';
import type { AppWindow, Idle, Log, UserCheck } from './ports.ts';
import { createSessionEnd } from './session-end.ts';
import type { StateStore } from './state-store.ts';
import type { UseParts } from './use-parts.ts';

export interface LockParts {
  locking: Locking;
  memoKeeper: MemoKeeper;
}

interface World {
  store: StateStore;
  accountParts: Pick<AccountParts, 'book' | 'signIn'>;
  keyParts: Pick<KeyParts, 'intakes'>;
  useParts: Pick<UseParts, 'leave'>;
  appWindow: AppWindow;
  idle: Idle;
  userCheck: UserCheck;
  log: Log;
}

/** The lock of the window, joined to what it lets go and what it gives back. */
export function createLockParts(joined: World): LockParts {
  const { accountParts, keyParts, useParts, ...world } = joined;
  const sessionEnd = createSessionEnd({ ...accountParts, store: world.store });
  const locking = createLocking({ ...world, sessionEnd, leave: () => useParts.leave() });
  locking.subscribe(() => {
    if (locking.isLocked()) keyParts.intakes.dropAll();
  });
  return { locking, memoKeeper: createMemoKeeper() };
}
