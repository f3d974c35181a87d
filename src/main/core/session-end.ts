import type { AccountId } from '../../shared/account.ts';
import type { Rotation } from '../../shared/rotation.ts';
import type { AccountBook } from './account-book.ts';
import type { SignIn } from './sign-in.ts';
import type { StateStore } from './state-store.ts';
import { workOf } from './work-of-rotation.ts';

/** The end of sessions that nothing needs just now, when the window is locked. */
export interface SessionEnd {
  /** Signs out where nothing is under way; what still is keeps its session until a later time. */
  endIdle(): Promise<void>;
}

interface World {
  store: StateStore;
  book: AccountBook;
  signIn: Pick<SignIn, 'endByLock'>;
}

export function createSessionEnd({ store, book, signIn }: World): SessionEnd {
  function isAtWork(id: AccountId): boolean {
    const { rotations, contactRun } = store.read();
    return (
      book.find(id).isSyncing ||
      contactRun?.status === 'running' ||
      rotations.some((one) => one.accountId === id && goesOnByItself(one))
    );
  }

  return {
    async endIdle() {
      for (const { account, signIn: known, keepsSession } of book.all()) {
        // One that waits in a shut keychain would come back when that opens.
        const hasSession = known.status === 'signed-in' || keepsSession;
        if (hasSession && !isAtWork(account.id)) await signIn.endByLock(account.id);
      }
    },
  };
}

/** Also where it only waits for a service: then it goes on without its user, and needs the session. */
function goesOnByItself(rotation: Rotation): boolean {
  // One that has its turn still to come waits for another one, and a moment more.
  const isAsked = rotation.step.at === 'planned' || rotation.step.at === 'creating';
  return isAsked || workOf({ ...rotation, wait: null }, 0) !== null;
}
