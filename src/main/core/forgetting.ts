import type { AccountId } from '../../shared/account.ts';
import type { KeyEvent, KeyId } from '../../shared/key.ts';
import { FailureError } from './failure-error.ts';
import type { HeldSecrets } from './held-secrets.ts';
import { createInTurn } from './in-turn.ts';
import type { Inventory } from './inventory.ts';
import type { KeyBook } from './key-book.ts';
import type { KeyPlans } from './key-plans.ts';
import type { KeptKey } from './kept.ts';
import type { LooseItems } from './loose-items.ts';
import type { NewKeys } from './new-keys.ts';
import type { Clock, Records } from './ports.ts';
import type { Secret } from './secret.ts';
import type { StateStore } from './state-store.ts';

/** Deleting our copy. At the service nothing changes, and the key works on. */
export interface Forgetting {
  forget(ids: readonly KeyId[]): Promise<void>;
  takeBack(id: KeyId): Promise<void>;
  /** All that is kept of an account, for good: before it goes itself. */
  forgetAccount(id: AccountId, isForgettingKeys: boolean): Promise<void>;
  /** Refuses while a key of the account is kept or being made: it came in since then. */
  expectNothingOf(id: AccountId): void;
}

interface World {
  store: StateStore;
  keyBook: KeyBook;
  keyPlans: Pick<KeyPlans, 'keep'>;
  inventory: Inventory;
  heldSecrets: HeldSecrets;
  newKeys: NewKeys;
  looseItems: LooseItems;
  records: Records;
  clock: Clock;
}

/** All that is needed to put a key back as it was. It is in memory until the app ends. */
interface Forgotten {
  key: KeptKey;
  /** Newest first. */
  events: KeyEvent[];
  /** Null where there was none: it was retired, or somebody had deleted its item. */
  secret: Secret | null;
  forgottenAt: string;
}

/**
 * Forgetting: every secret is read first, so that a locked keychain changes nothing; then, key by key, the
 * record goes and after it the item. Taking back goes the other way round: item, read back, record.
 * Should we die between a record and its item, the next run ends it: what was forgotten is forgotten, and
 * what was being taken back is found in the keychain and gets a record, though without its history.
 */
export function createForgetting(world: World): Forgetting {
  const { store, keyBook, keyPlans, inventory, heldSecrets, looseItems, newKeys } = world;
  const { records, clock } = world;
  const forgotten = new Map<KeyId, Forgotten>();
  // What one would put back, another must not take away in the middle.
  const inTurn = createInTurn();

  async function forget(ids: readonly KeyId[]): Promise<void> {
    const keys = [...new Set(ids)].map((id) => {
      if (!inventory.find(id).isKept) throw refused();
      return keyBook.find(id);
    });
    const secrets = await readAll(keys);
    for (const { id } of keys) {
      const one = await forgetOne(id, secrets.get(id) ?? null);
      if (one) forgotten.set(id, one);
      tell();
    }
  }

  async function readAll(keys: readonly KeptKey[]): Promise<Map<KeyId, Secret | null>> {
    const secrets = new Map<KeyId, Secret | null>();
    for (const { id, itemName, retiredAt } of keys) {
      if (retiredAt === null) secrets.set(id, await heldSecrets.peek(itemName));
    }
    return secrets;
  }

  /** Null if somebody else was faster. */
  async function forgetOne(id: KeyId, secret: Secret | null): Promise<Forgotten | null> {
    const key = keyBook.get(id);
    if (!key) return null;
    const events = records.eventsOf(id);
    looseItems.note([key.itemName], 'removal');
    try {
      keyBook.remove(id);
      if (secret !== null) await heldSecrets.remove(key.itemName);
      looseItems.settle([key.itemName]);
    } catch (error) {
      if (isThereStill(key, events)) {
        looseItems.settle([key.itemName]);
        throw error;
      }
      // Not even its record comes back: then it is forgotten, and the item goes when the keychain opens.
      await looseItems.remove(key.itemName);
    }
    return { key, events, secret, forgottenAt: clock.now().toISOString() };
  }

  /** An item that could not be deleted wants its record, which a full disk may not take again. */
  function isThereStill(key: KeptKey, events: readonly KeyEvent[]): boolean {
    try {
      if (!keyBook.get(key.id)) {
        keyBook.save([{ key, events: events.toReversed() }]);
        keyPlans.keep(key.id);
      }
      return true;
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      return false;
    }
  }

  async function takeBack(id: KeyId): Promise<void> {
    const { key, events, secret } = find(id);
    if (!(await isThereAgain(key, secret))) {
      looseItems.note([key.itemName], 'record');
      try {
        if (secret !== null) await heldSecrets.put(key.itemName, secret);
        const back: KeyEvent = { at: clock.now().toISOString(), kind: 'taken-back', detail: '' };
        keyBook.save([{ key, events: [...events.toReversed(), back] }]);
      } catch (error) {
        // It is in memory still, and nothing is half taken back.
        await looseItems.remove(key.itemName);
        throw error;
      }
      looseItems.settle([key.itemName]);
      keyPlans.keep(id);
    }
    forgotten.delete(id);
    tell();
  }

  /** It was brought in anew meanwhile: once more would be one key under two names. */
  async function isThereAgain(
    { accountId, remoteId, lastFive }: KeptKey,
    secret: Secret | null,
  ): Promise<boolean> {
    const alike = keyBook
      .of(accountId)
      .filter((key) => key.remoteId === remoteId && key.lastFive === lastFive);
    if (remoteId !== null) return alike.length > 0;
    // Without a name of the service's, only its value tells.
    for (const { itemName, retiredAt } of alike) {
      const held = retiredAt === null && secret !== null ? await heldSecrets.peek(itemName) : null;
      if (held !== null && secret !== null && held.equals(secret)) return true;
    }
    return false;
  }

  async function forgetAccount(id: AccountId, isForgettingKeys: boolean): Promise<void> {
    if (isForgettingKeys) expectNothingNew(id);
    else expectNothingOf(id);
    const keys = keyBook.of(id);
    const secrets = await readAll(keys);
    for (const key of keys) await forgetOne(key.id, secrets.get(key.id) ?? null);
    for (const [known, { key }] of forgotten) if (key.accountId === id) forgotten.delete(known);
    tell();
  }

  function expectNothingNew(id: AccountId): void {
    if (newKeys.isBusy(id)) throw new FailureError({ code: 'key-unsaved' });
  }

  function expectNothingOf(id: AccountId): void {
    expectNothingNew(id);
    const count = keyBook.of(id).filter(({ retiredAt }) => retiredAt === null).length;
    if (count > 0) throw new FailureError({ code: 'keys-still-held', count });
  }

  function find(id: KeyId): Forgotten {
    const found = forgotten.get(id);
    if (found) return found;
    throw refused();
  }

  function tell(): void {
    store.change({
      forgotten: [...forgotten.values()].map(({ key, forgottenAt }) => ({
        keyId: key.id,
        label: key.label,
        lastFive: key.lastFive,
        forgottenAt,
      })),
    });
  }

  return {
    forget: (ids) => inTurn(() => forget(ids)),
    takeBack: (id) => inTurn(() => takeBack(id)),
    expectNothingOf,
    forgetAccount: (id, isForgettingKeys) => inTurn(() => forgetAccount(id, isForgettingKeys)),
  };
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
