import type { AccountParts } from './account-parts.ts';
import { createHeldSecrets, type HeldSecrets } from './held-secrets.ts';
import { createKeyBook, type KeyBook } from './key-book.ts';
import { createInventory, type Inventory } from './inventory.ts';
import type { Clock, Keychain, Records } from './ports.ts';
import type { StateStore } from './state-store.ts';

export interface KeyParts {
  keyBook: KeyBook;
  inventory: Inventory;
  heldSecrets: HeldSecrets;
  /** What is to be done once a minute, at the start and on waking up. */
  tick: () => void;
}

interface World {
  store: StateStore;
  accountParts: AccountParts;
  records: Records;
  keychain: Keychain;
  clock: Clock;
}

/** All that deals with keys, joined. */
export function createKeyParts({ store, accountParts, records, keychain, clock }: World): KeyParts {
  const { book } = accountParts;
  const kept = records.read();
  const keyBook = createKeyBook({ kept: kept.keys, records });
  const inventory = createInventory({ book, keyBook, clock, store });
  const heldSecrets = createHeldSecrets({ keyBook, keychain, clock });
  return { keyBook, inventory, heldSecrets, tick: () => inventory.refresh() };
}
