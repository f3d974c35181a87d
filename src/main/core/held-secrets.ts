import type { KeyId, KeyTrouble } from '../../shared/key.ts';
import { FailureError } from './failure-error.ts';
import { createInTurn } from './in-turn.ts';
import type { KeychainCheck } from './keychain-check.ts';
import type { KeptKey } from './kept.ts';
import type { KeyBook } from './key-book.ts';
import type { Clock, Keychain } from './ports.ts';
import type { Secret } from './secret.ts';

/** The secrets of keys, which rest in the keychain and nowhere else. One is asked for at a time. */
export interface HeldSecrets {
  /** Comes back only when the keychain has given back what was put into it. */
  put(itemName: string, secret: Secret): Promise<void>;
  /** Refuses a key that is not held, and an item that is gone or is not what was put there; notes both. */
  read(id: KeyId): Promise<Secret>;
  /** What is there, whatever it is; null for nothing. Only for what is to be put back. */
  peek(itemName: string): Promise<Secret | null>;
  remove(itemName: string): Promise<void>;
}

interface World {
  keyBook: KeyBook;
  keychain: Keychain;
  clock: Clock;
  keychainCheck: Pick<KeychainCheck, 'noteFailure'>;
}

export function createHeldSecrets({ keyBook, keychain, clock, keychainCheck }: World): HeldSecrets {
  // Many at once make a keychain slower for all of them, and may raise a prompt for each.
  const takeTurn = createInTurn();

  /** Whoever meets a shut keychain tells State, so that the window does not go on saying that it is open. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    return takeTurn(async () => {
      try {
        return await work();
      } catch (error) {
        if (error instanceof FailureError) keychainCheck.noteFailure(error.failure);
        throw error;
      }
    });
  }

  async function read(id: KeyId): Promise<Secret> {
    const { itemName, lastFive, retiredAt } = heldKey(id);
    if (retiredAt !== null) throw new FailureError({ code: 'key-not-held' });
    const secret = await keychain.read(itemName);
    if (secret === null) throw noted(id, 'item-missing');
    // Services may tell more of a short key than we would.
    if (!secret.reveal().endsWith(lastFive)) throw noted(id, 'item-changed');
    note(id, null);
    return secret;
  }

  function heldKey(id: KeyId): KeptKey {
    const key = keyBook.get(id);
    if (key) return key;
    throw new FailureError({ code: 'key-not-held' });
  }

  function noted(id: KeyId, trouble: KeyTrouble): FailureError {
    note(id, trouble);
    return new FailureError({ code: trouble });
  }

  function note(id: KeyId, trouble: KeyTrouble | null): void {
    const key = keyBook.get(id);
    if (!key || key.trouble === trouble) return;
    const at = clock.now().toISOString();
    const events = trouble === null ? [] : [{ at, kind: 'trouble' as const, detail: trouble }];
    try {
      keyBook.save([{ key: { ...key, trouble }, events }]);
    } catch (error) {
      // A disk that takes nothing keeps nobody from a key, nor from hearing what is wrong with it.
      if (!(error instanceof FailureError)) throw error;
    }
  }

  return {
    put: (itemName, secret) =>
      inTurn(async () => {
        await keychain.write(itemName, secret);
        const back = await keychain.read(itemName);
        if (!back?.equals(secret)) throw new FailureError({ code: 'read-back-failed' });
      }),
    read: (id) => inTurn(() => read(id)),
    peek: (itemName) => inTurn(() => keychain.read(itemName)),
    remove: (itemName) => inTurn(async () => void (await keychain.remove(itemName))),
  };
}
