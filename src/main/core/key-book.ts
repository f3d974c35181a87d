import type { AccountId } from '../../shared/account.ts';
import type { KeyId } from '../../shared/key.ts';
import { FailureError } from './failure-error.ts';
import type { KeptKey, KeyChange } from './kept.ts';
import type { Records } from './ports.ts';

/** The keys that we keep a record of. What is written here is on the disk before anybody hears of it. */
export interface KeyBook {
  all(): readonly KeptKey[];
  /** Refuses the Call where there is no such key (any more). */
  find(id: KeyId): KeptKey;
  get(id: KeyId): KeptKey | null;
  of(id: AccountId): readonly KeptKey[];
  /** Adds keys, or puts them in the place of those with their ids: one transaction. */
  save(changes: readonly KeyChange[]): void;
  /** With its history. */
  remove(id: KeyId): void;
  /** Hears which accounts have had a key changed. */
  subscribe(listener: (ids: ReadonlySet<AccountId>) => void): void;
}

interface World {
  kept: readonly KeptKey[];
  records: Records;
}

export function createKeyBook({ kept, records }: World): KeyBook {
  const keys = new Map(kept.map((key) => [key.id, key]));
  const byAccount = new Map<AccountId, Map<KeyId, KeptKey>>();
  const listeners: ((ids: ReadonlySet<AccountId>) => void)[] = [];
  for (const key of kept) put(key);

  function put(key: KeptKey): void {
    keys.set(key.id, key);
    const siblings = byAccount.get(key.accountId) ?? new Map<KeyId, KeptKey>();
    byAccount.set(key.accountId, siblings.set(key.id, key));
  }

  function tell(ids: Iterable<AccountId>): void {
    const changed = new Set(ids);
    for (const listener of listeners) listener(changed);
  }

  return {
    all: () => [...keys.values()],
    get: (id) => keys.get(id) ?? null,
    find(id) {
      const key = keys.get(id);
      if (key) return key;
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    },
    of: (id) => [...(byAccount.get(id)?.values() ?? [])],
    save(changes) {
      records.saveKeys(changes);
      // Where only its history grew, there is nothing new to tell.
      const changed = changes.filter(({ key }) => keys.get(key.id) !== key);
      if (changed.length === 0) return;
      for (const { key } of changed) put(key);
      tell(changed.map(({ key }) => key.accountId));
    },
    remove(id) {
      const key = keys.get(id);
      if (!key) return;
      records.removeKey(id);
      keys.delete(id);
      byAccount.get(key.accountId)?.delete(id);
      tell([key.accountId]);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
