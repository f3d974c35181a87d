import type { Failure } from '../../shared/failure.ts';
import type { KeychainState } from '../../shared/keychain.ts';
import { FailureError } from './failure-error.ts';
import type { Clock, Keychain, Random } from './ports.ts';
import type { StateStore } from './state-store.ts';

/** Under this name a person sees the test item in their keychain program, if we die in the middle. */
export const testItemName = 'Keyturn test item';

export interface KeychainCheck {
  /** A keychain that is seen to be locked is left alone, so that the system asks nothing. */
  check(): Promise<void>;
  /** Uses the keychain even when locked, which makes the system ask the user to open it. */
  unlock(): Promise<void>;
  /** A check, unless the last good answer is younger than a minute. */
  refresh(): Promise<void>;
  /** Once no check is under way, which would leave its item behind if the app ended. */
  settle(): Promise<void>;
  /**
   * Tells what somebody has learnt who wanted to use it: that it is shut or gone. Otherwise nobody would
   * hear of it when it opens again.
   */
  noteFailure(failure: Failure): void;
}

const staleAfterMs = 60_000;

type World = { keychain: Keychain; clock: Clock; random: Random; store: StateStore };

export function createKeychainCheck({ keychain, clock, random, store }: World): KeychainCheck {
  // One at a time: two would delete each other's test item.
  let running: Promise<void> | null = null;

  function start(work: () => Promise<void>): Promise<void> {
    store.change({ checkingKeychain: true });
    running = work().finally(() => {
      running = null;
      store.change({ checkingKeychain: false });
    });
    return running;
  }

  /** `isAsked`: the user wants to know, and is not surprised by a question of the system. */
  async function check(isAsked: boolean): Promise<void> {
    const look = await keychain.look();
    if (look.status === 'open') return tell(await tryItem(look.backend));
    if (look.status === 'unseen') {
      // Where a keychain has been found, only the user's wish is worth another question.
      const { status } = store.read().keychain;
      const isFound = status === 'ok' || status === 'locked';
      return isFound && !isAsked ? undefined : tell(await tryItem(look.backend));
    }
    tell({ ...look, checkedAt: clock.now().toISOString() });
  }

  async function unlock(): Promise<void> {
    const look = await keychain.look();
    if (look.status === 'missing') {
      return tell({ ...look, checkedAt: clock.now().toISOString() });
    }
    const found = await tryItem(look.backend);
    tell(found);
    if (found.status === 'locked') throw new FailureError({ code: 'keychain-locked' });
  }

  /** The only proof that keys can be held: write an item, read it back, delete it. */
  async function tryItem(backend: string): Promise<KeychainState> {
    const secret = random.secret();
    try {
      await keychain.write(testItemName, secret);
      const back = await keychain.read(testItemName);
      const isSame = back?.equals(secret) ?? false;
      const isGone = await keychain.remove(testItemName);
      const checkedAt = clock.now().toISOString();
      if (!isSame || !isGone) return { status: 'missing', reason: 'refused', checkedAt };
      return { status: 'ok', backend, checkedAt };
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const checkedAt = clock.now().toISOString();
      if (error.failure.code === 'keychain-locked') return { status: 'locked', backend, checkedAt };
      if (error.failure.code !== 'keychain-missing') throw error;
      return { status: 'missing', reason: error.failure.reason, checkedAt };
    }
  }

  function tell(state: KeychainState): void {
    store.change({ keychain: state });
  }

  function noteFailure(failure: Failure): void {
    if (!isKeychainShut(failure)) return;
    const { keychain: known } = store.read();
    const checkedAt = clock.now().toISOString();
    if (failure.code === 'keychain-missing') {
      tell({ status: 'missing', reason: failure.reason, checkedAt });
    }
    if (failure.code === 'keychain-locked' && 'backend' in known) {
      tell({ status: 'locked', backend: known.backend, checkedAt });
    }
  }

  return {
    noteFailure,
    check: () => running ?? start(() => check(true)),
    async unlock() {
      // A look that is already under way may ask nothing of the user, so it cannot stand in for this.
      await running?.catch(() => undefined);
      await (running ?? start(unlock));
    },
    async refresh() {
      const { keychain: known } = store.read();
      const isFresh =
        known.status === 'ok' && clock.now().getTime() - Date.parse(known.checkedAt) < staleAfterMs;
      if (!isFresh) await (running ?? start(() => check(false)));
    },
    async settle() {
      await running?.catch(() => undefined);
    },
  };
}

/** Whether no other item can be used either. A keychain that answers may refuse one and take the next. */
export function isKeychainShut(failure: Failure): boolean {
  return (
    failure.code === 'keychain-locked' ||
    (failure.code === 'keychain-missing' && failure.reason !== 'refused')
  );
}
