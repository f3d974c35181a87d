import type { AccountId } from '../../shared/account.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import type { RemoteKey } from './connector.ts';
import { FailureError } from './failure-error.ts';
import type { Records } from './ports.ts';

/**
 * Notes in an account's list what we have just done at its service, so that nobody waits for the next
 * sync to see it. `readAt` stays: it tells when the service was last asked for all of them.
 */
export interface RemoteList {
  /** Adds it, or puts it in the place of the one with its id. */
  put(id: AccountId, key: RemoteKey): void;
  remove(id: AccountId, remoteId: string): void;
  /** Whether the service listed this key when it was last asked. */
  has(row: KeyRow): boolean;
  /** Whether its id has come to mean another key there, as on a server that was set up anew. */
  hasAnotherFor(row: KeyRow): boolean;
}

interface World {
  book: AccountBook;
  records: Records;
}

export function createRemoteList({ book, records }: World): RemoteList {
  function change(id: AccountId, edit: (keys: readonly RemoteKey[]) => RemoteKey[]): void {
    // Without a list nothing is known of the others, and one key must not look like all of them.
    const list = book.has(id) ? book.find(id).list : null;
    if (!list) return;
    const changed = { ...list, keys: edit(list.keys) };
    try {
      records.saveList(changed);
    } catch (error) {
      // What it tells of has happened all the same; the next sync writes it.
      if (!(error instanceof FailureError)) throw error;
    }
    book.change(id, { list: changed });
  }

  return {
    put: (id, key) =>
      change(id, (keys) =>
        keys.some((known) => known.id === key.id)
          ? keys.map((known) => (known.id === key.id ? key : known))
          : [key, ...keys],
      ),
    remove: (id, remoteId) => change(id, (keys) => keys.filter((known) => known.id !== remoteId)),
    has: ({ accountId, remoteId, lastFive }) =>
      (book.find(accountId).list?.keys ?? []).some(
        (key) => key.id === remoteId && key.lastFive === lastFive,
      ),
    hasAnotherFor: ({ accountId, remoteId, lastFive }) =>
      (book.find(accountId).list?.keys ?? []).some(
        (key) => key.id === remoteId && key.lastFive !== lastFive,
      ),
  };
}
