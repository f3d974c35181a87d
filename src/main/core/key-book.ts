import type { AccountId } from '../../shared/account.ts';
import type { KeyId } from '../../shared/key.ts';
import type { Rotation } from '../../shared/rotation.ts';
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
  /** Adds keys, or puts them in the place of those with their ids: one transaction, with the rotations. */
  save(changes: readonly KeyChange[], rotations?: readonly Rotation[]): void;
  /** With its history. */
  remove(id: KeyId): void;
  subscribe(listener: (news: readonly KeyNews[]) => void): void;
}

/** A key that has come, changed or gone. */
export interface KeyNews {
  accountId: AccountId;
  before: KeptKey | null;
  after: KeptKey | null;
}

interface World {
  kept: readonly KeptKey[];
  records: Records;
}

export function createKeyBook({ kept, records }: World): KeyBook {
  const keys = new Map(kept.map((key) => [key.id, key]));
  const byAccount = new Map<AccountId, Map<KeyId, KeptKey>>();
  const listeners: ((news: readonly KeyNews[]) => void)[] = [];
  for (const key of kept) put(key);

  function put(key: KeptKey): void {
    keys.set(key.id, key);
    const siblings = byAccount.get(key.accountId) ?? new Map<KeyId, KeptKey>();
    byAccount.set(key.accountId, siblings.set(key.id, key));
  }

  function tell(news: readonly KeyNews[]): void {
    for (const listener of listeners) listener(news);
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
    save(changes, rotations = []) {
      records.saveKeys(changes, rotations);
      // Where only its history grew, there is nothing new to tell.
      const news = changes.flatMap(({ key }) => {
        const before = keys.get(key.id) ?? null;
        return before === key ? [] : [{ accountId: key.accountId, before, after: key }];
      });
      for (const { after } of news) put(after);
      if (news.length > 0) tell(news);
    },
    remove(id) {
      const key = keys.get(id);
      if (!key) return;
      records.removeKey(id);
      keys.delete(id);
      byAccount.get(key.accountId)?.delete(id);
      tell([{ accountId: key.accountId, before: key, after: null }]);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
