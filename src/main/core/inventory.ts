import type { AccountId } from '../../shared/account.ts';
import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import { timeThere } from './clock-skew.ts';
import { FailureError } from './failure-error.ts';
import type { KeyBook } from './key-book.ts';
import type { Clock } from './ports.ts';
import { reconcile } from './reconcile.ts';
import type { StateStore } from './state-store.ts';

/** All keys as State tells them: those that we keep and those that only a service lists. */
export interface Inventory {
  all(): readonly KeyRow[];
  /** Refuses the Call where there is no such key (any more). */
  find(id: KeyId): KeyRow;
  of(id: AccountId): readonly KeyRow[];
  /** Tells State again if time alone has changed something, as when a key has expired. */
  refresh(): void;
}

interface World {
  book: AccountBook;
  keyBook: KeyBook;
  clock: Clock;
  store: StateStore;
}

export function createInventory({ book, keyBook, clock, store }: World): Inventory {
  const rows = new Map<AccountId, ReadonlyMap<KeyId, KeyRow>>();
  book.subscribe((id) => reckon([id]));
  keyBook.subscribe(reckon);
  refresh();

  function refresh(): void {
    reckon(book.all().map(({ account }) => account.id));
  }

  function reckon(ids: Iterable<AccountId>): void {
    let isChanged = false;
    for (const id of ids) {
      const known = rows.get(id);
      const found = book.has(id) ? rowsOf(id, known) : new Map<KeyId, KeyRow>();
      if (known !== undefined && isSame(known, found)) continue;
      if (book.has(id)) rows.set(id, found);
      else rows.delete(id);
      isChanged = true;
    }
    if (isChanged) store.change({ keys: [...rows.values()].flatMap((some) => [...some.values()]) });
  }

  function rowsOf(id: AccountId, known: ReadonlyMap<KeyId, KeyRow> | undefined) {
    const { account, list, clockSkewMs } = book.find(id);
    const found = reconcile({
      accountId: id,
      remote: list?.keys ?? null,
      kept: keyBook.of(id),
      legacyRows: book.cardOf(account).legacyRows,
      // What the service says of its keys, it says by its own clock.
      now: timeThere(clock.now(), clockSkewMs),
    });
    return new Map(found.map((row) => [row.id, asKnown(row, known?.get(row.id))]));
  }

  return {
    all: () => [...rows.values()].flatMap((some) => [...some.values()]),
    find(id) {
      for (const some of rows.values()) {
        const row = some.get(id);
        if (row) return row;
      }
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    },
    of: (id) => [...(rows.get(id)?.values() ?? [])],
    refresh,
  };
}

/** The same object for the same facts, so that nothing is told or drawn again that did not change. */
function asKnown(row: KeyRow, known: KeyRow | undefined): KeyRow {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(row) ? known : row;
}

function isSame(one: ReadonlyMap<KeyId, KeyRow>, other: ReadonlyMap<KeyId, KeyRow>): boolean {
  return one.size === other.size && [...other].every(([id, row]) => one.get(id) === row);
}
