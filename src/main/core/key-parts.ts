import type { AccountParts } from './account-parts.ts';
import { createForgetting, type Forgetting } from './forgetting.ts';
import { createHeldSecrets, type HeldSecrets } from './held-secrets.ts';
import { createIntakes, type Intakes } from './intakes.ts';
import { createInventory, type Inventory } from './inventory.ts';
import { createKeepKeys, type KeepKeys } from './keep-keys.ts';
import { createKeyBook, type KeyBook } from './key-book.ts';
import { createKeyEdits, type KeyEdits } from './key-edits.ts';
import { createKeyPlaces, type KeyPlaces } from './key-places.ts';
import { createKeyPlans, type KeyPlans } from './key-plans.ts';
import { joinListed } from './join-listed.ts';
import type { Kept } from './kept.ts';
import type { KeychainCheck } from './keychain-check.ts';
import { createLooseItems, type LooseItems } from './loose-items.ts';
import { createNewKeys, type NewKeys } from './new-keys.ts';
import type { Clipboard, Clock, Files, Keychain, Log, Random, Records } from './ports.ts';
import { createRejoin, type Rejoin } from './rejoin.ts';
import { createRemoteList } from './remote-list.ts';
import { createRetiring, type Retiring } from './retiring.ts';
import { createRotationBook, type RotationBook } from './rotation-book.ts';
import type { StateStore } from './state-store.ts';

export interface KeyParts {
  keyBook: KeyBook;
  inventory: Inventory;
  heldSecrets: HeldSecrets;
  intakes: Intakes;
  keepKeys: KeepKeys;
  newKeys: NewKeys;
  keyEdits: KeyEdits;
  forgetting: Forgetting;
  retiring: Retiring;
  looseItems: LooseItems;
  keyPlaces: KeyPlaces;
  keyPlans: KeyPlans;
  rotationBook: RotationBook;
  rejoin: Rejoin;
  /** What has waited for the keychain to open. */
  goOn: () => Promise<void>;
  /** What is to be done once a minute, at the start and on waking up. */
  tick: () => void;
}

interface World {
  store: StateStore;
  accountParts: AccountParts;
  keychainCheck: KeychainCheck;
  kept: Kept;
  records: Records;
  keychain: Keychain;
  clipboard: Clipboard;
  files: Files;
  clock: Clock;
  random: Random;
  log: Log;
}

/** All that deals with keys, joined. */
export function createKeyParts(world: World): KeyParts {
  const { accountParts, kept, records, keychain, keychainCheck, clock } = world;
  const { book } = accountParts;
  const keyBook = createKeyBook({ kept: kept.keys, records });
  // Before the inventory, which is to find a plan where its key is.
  const keyPlans = createKeyPlans({ kept: kept.plans, keyBook, records });
  const inventory = createInventory({ ...world, book, keyBook, keyPlans });
  const rotationBook = createRotationBook({ ...world, kept: kept.rotations, keyBook });
  const heldSecrets = createHeldSecrets({ keyBook, keychain, clock, keychainCheck });
  const remoteList = createRemoteList({ book, records });
  const joined = { ...world, ...accountParts, keyBook, inventory, heldSecrets, remoteList };
  const intakes = createIntakes(joined);
  const rejoin = createRejoin(joined);
  joinListed(joined);
  const looseItems = createLooseItems({ ...joined, rejoin });
  const newKeys = createNewKeys({ ...joined, looseItems });
  return {
    keyBook,
    inventory,
    heldSecrets,
    intakes,
    keepKeys: createKeepKeys({ ...joined, intakes, looseItems }),
    newKeys,
    keyEdits: createKeyEdits(joined),
    forgetting: createForgetting({ ...joined, keyPlans, newKeys, looseItems }),
    retiring: createRetiring({ ...joined, looseItems }),
    looseItems,
    keyPlaces: createKeyPlaces(joined),
    keyPlans,
    rotationBook,
    rejoin,
    async goOn() {
      await newKeys.saveAll();
      await rejoin.run();
      await looseItems.goOn();
    },
    tick: () => inventory.refresh(),
  };
}
