import { FailureError } from './failure-error.ts';
import type { HeldSecrets } from './held-secrets.ts';
import { readItemName } from './item-name.ts';
import type { KeyBook } from './key-book.ts';
import type { LooseItem } from './kept.ts';
import type { LooseNotes } from './loose-notes.ts';
import type { Log } from './ports.ts';
import type { Rejoin } from './rejoin.ts';
import { isSessionName } from './sessions.ts';
import type { StateStore } from './state-store.ts';

/**
 * Items of the keychain that are, for a moment, without their record, or about to be. They are written
 * down before that begins, so that what a kill interrupts is brought to its end by the next run: an item
 * that was to have a record gets one, and one that was to go goes.
 */
export interface LooseItems {
  /** Written down before the first step. */
  note(itemNames: readonly string[], wants: LooseItem['wants']): void;
  /** The last step is done. */
  settle(itemNames: readonly string[]): void;
  /** Deletes it now, or when the keychain opens; its record must be gone or say that it is retired. */
  remove(itemName: string): Promise<void>;
  /** Takes up what an earlier run left, and what the keychain refused. */
  goOn(): Promise<void>;
}

interface World {
  store: StateStore;
  keyBook: KeyBook;
  heldSecrets: HeldSecrets;
  rejoin: Rejoin;
  looseNotes: LooseNotes;
  log: Log;
}

export function createLooseItems(world: World): LooseItems {
  const { store, keyBook, heldSecrets, rejoin, looseNotes, log } = world;
  /** What is being done at this moment is left alone by `goOn`. */
  const inHand = new Set<string>();

  function note(itemNames: readonly string[], wants: LooseItem['wants']): void {
    looseNotes.put(itemNames, wants);
    for (const itemName of itemNames) inHand.add(itemName);
  }

  function settle(itemNames: readonly string[]): void {
    for (const itemName of itemNames) inHand.delete(itemName);
    looseNotes.drop(itemNames);
  }

  async function remove(itemName: string): Promise<void> {
    looseNotes.putAnyway(itemName, 'removal');
    inHand.add(itemName);
    try {
      await heldSecrets.remove(itemName);
      settle([itemName]);
    } catch (error) {
      if (!(error instanceof FailureError)) log.bug(error);
      inHand.delete(itemName);
    }
  }

  async function goOn(): Promise<void> {
    // Records of yesterday know less than the keychain: there every item is looked at, and none is deleted.
    if (store.read().records.status !== 'ok') return;
    try {
      for (const { itemName, wants } of looseNotes.all()) {
        // A session is ended by whoever might begin one under the same name.
        if (isSessionName(itemName) || inHand.has(itemName)) continue;
        if (await isEnded(itemName, wants)) settle([itemName]);
      }
    } catch (error) {
      // The keychain is shut. When it opens, this is tried again.
      if (!(error instanceof FailureError)) throw error;
    }
  }

  async function isEnded(itemName: string, wants: LooseItem['wants']): Promise<boolean> {
    const id = readItemName(itemName)?.id;
    const key = id === undefined ? null : keyBook.get(id);
    // The item of a key that lives is never deleted, whatever was noted.
    if (key !== null && key.retiredAt === null) return true;
    if (wants === 'record' && key === null) {
      const secret = await heldSecrets.peek(itemName);
      return secret === null || rejoin.adopt(itemName, secret);
    }
    await heldSecrets.remove(itemName);
    return true;
  }

  return { note, settle, remove, goOn };
}
