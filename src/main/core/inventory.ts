import type { AccountId } from '../../shared/account.ts';
import { keyRow, type KeyId, type KeyRow } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import { timeThere } from './clock-skew.ts';
import { FailureError } from './failure-error.ts';
import type { KeptList } from './kept.ts';
import type { KeyBook, KeyNews } from './key-book.ts';
import type { KeyPlans } from './key-plans.ts';
import type { Clock } from './ports.ts';
import { amend, reconcile } from './reconcile.ts';
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
  keyPlans: Pick<KeyPlans, 'of' | 'subscribe'>;
  clock: Clock;
  store: StateStore;
}

/** The rows of an account, and what they were made of besides what is kept of its keys. */
interface Reckoned {
  rows: Map<KeyId, KeyRow>;
  list: KeptList | null;
  clockSkewMs: number | null;
  /** When that was, by the clock of the service, and when the next of them ends. */
  atMs: number;
  nextEndMs: number;
}

export function createInventory(world: World): Inventory {
  const { book, keyBook, keyPlans, clock, store } = world;
  const reckoned = new Map<AccountId, Reckoned>();
  book.subscribe((id) => {
    // Much is told of an account that says nothing of its keys, as with each answer of its service.
    const known = reckoned.get(id);
    const entry = book.has(id) ? book.find(id) : null;
    const isOfKeys =
      known?.list !== entry?.list || known?.clockSkewMs !== entry?.clockSkewMs || entry === null;
    if (isOfKeys) reckon([id]);
  });
  keyBook.subscribe((news) => {
    const others = news.filter((one) => !amended(one));
    const isTold = reckon(new Set(others.map(({ accountId }) => accountId)));
    if (!isTold && others.length < news.length) tell();
  });
  keyPlans.subscribe((ids) => {
    // All of them before anything is told: there may be ten thousand.
    if (ids.filter((id) => planned(id)).length > 0) tell();
  });
  refresh();

  function refresh(): void {
    const ids = book.all().map(({ account }) => account.id);
    reckon(ids.filter((id) => mayBeOutOfDate(id)));
  }

  /** An end has come since, or a clock was set back. All else is told by whoever changes it. */
  function mayBeOutOfDate(id: AccountId): boolean {
    const known = reckoned.get(id);
    if (!known) return true;
    const nowMs = timeAt(id).getTime();
    return nowMs < known.atMs || nowMs >= known.nextEndMs;
  }

  /** What a service says of its keys, it says by its own clock. */
  function timeAt(id: AccountId): Date {
    return timeThere(clock.now(), book.find(id).clockSkewMs);
  }

  function amended({ accountId, before, after }: KeyNews): boolean {
    const rows = reckoned.get(accountId)?.rows;
    const row = after === null ? undefined : rows?.get(after.id);
    if (!rows || !row || before === null || after === null) return false;
    const next = amend(row, before, after);
    if (next === null) return false;
    rows.set(row.id, asKnown(next, row));
    return true;
  }

  function planned(id: KeyId): boolean {
    for (const { rows } of reckoned.values()) {
      const row = rows.get(id);
      if (!row) continue;
      const plan = keyPlans.of(id);
      const { rotateBy = null, snoozedUntil = null, stages = null } = plan ?? {};
      rows.set(id, { ...row, rotateBy, snoozedUntil, stages });
      return true;
    }
    return false;
  }

  /** Whether anything was told. */
  function reckon(ids: Iterable<AccountId>): boolean {
    let isChanged = false;
    for (const id of ids) {
      const known = reckoned.get(id);
      const next = book.has(id) ? reckonedNow(id, known?.rows) : null;
      if (next === null) reckoned.delete(id);
      else reckoned.set(id, next);
      isChanged ||= known === undefined || next === null || !isSame(known.rows, next.rows);
    }
    if (isChanged) tell();
    return isChanged;
  }

  function tell(): void {
    store.change({ keys: all() });
  }

  function all(): KeyRow[] {
    return [...reckoned.values()].flatMap(({ rows }) => [...rows.values()]);
  }

  function reckonedNow(id: AccountId, known: ReadonlyMap<KeyId, KeyRow> | undefined): Reckoned {
    const { account, list, clockSkewMs } = book.find(id);
    const now = timeAt(id);
    const found = reconcile({
      accountId: id,
      remote: list?.keys ?? null,
      kept: keyBook.of(id),
      legacyRows: book.cardOf(account).legacyRows,
      planOf: keyPlans.of,
      now,
    });
    const rows = new Map(found.map((row) => [row.id, asKnown(row, known?.get(row.id))]));
    const atMs = now.getTime();
    return { rows, list, clockSkewMs, atMs, nextEndMs: nextEndOf(found, atMs) };
  }

  return {
    all,
    find(id) {
      for (const { rows } of reckoned.values()) {
        const row = rows.get(id);
        if (row) return row;
      }
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    },
    of: (id) => [...(reckoned.get(id)?.rows.values() ?? [])],
    refresh,
  };
}

function nextEndOf(rows: readonly KeyRow[], nowMs: number): number {
  let next = Infinity;
  for (const { expiresAt } of rows) {
    const endMs = expiresAt === null ? Infinity : Date.parse(expiresAt);
    if (endMs > nowMs && endMs < next) next = endMs;
  }
  return next;
}

/** The same object for the same facts, so that nothing is told or drawn again that did not change. */
function asKnown(row: KeyRow, known: KeyRow | undefined): KeyRow {
  return known !== undefined && isSameRow(row, known) ? known : row;
}

const fields = keyRow.keyof().options;

function isSameRow(one: KeyRow, other: KeyRow): boolean {
  return fields.every((field) => {
    const here = one[field];
    const there = other[field];
    if (here === there) return true;
    // Lists and checks; a key that has none has null in their place.
    const areBoth = typeof here === 'object' && typeof there === 'object';
    return areBoth && JSON.stringify(here) === JSON.stringify(there);
  });
}

function isSame(one: ReadonlyMap<KeyId, KeyRow>, other: ReadonlyMap<KeyId, KeyRow>): boolean {
  if (one.size !== other.size) return false;
  for (const [id, row] of other) if (one.get(id) !== row) return false;
  return true;
}
