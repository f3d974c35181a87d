import { filterEntries, type Wanted } from './arrange.ts';
import type { Entry } from './entry.ts';

interface Asked {
  entries: readonly Entry[];
  wanted: Wanted;
  nowMs: number;
}

interface Found {
  query: string;
  entries: readonly Entry[];
}

/**
 * Filters as `filterEntries` does, and remembers what was found on the way to the present query: with one
 * letter more, only what was found before has to be looked at again, and with one less, nothing. Where
 * all of it is still meant, it is the same list as before, and nothing that shows it is drawn anew.
 */
export function createNarrowing(): (
  entries: readonly Entry[],
  wanted: Wanted,
  nowMs: number,
) => readonly Entry[] {
  let last: Asked | null = null;
  /** Each of a query that begins with the one before it. */
  let way: Found[] = [];
  return (entries, wanted, nowMs) => {
    const asked = { entries, wanted, nowMs };
    if (last === null || !isSameBesides(last, asked)) way = [];
    last = asked;
    const { query } = wanted;
    way = way.filter((one) => query.startsWith(one.query));
    const nearest = way.at(-1);
    if (nearest?.query === query) return nearest.entries;
    const before = nearest?.entries ?? entries;
    const some = filterEntries(before, wanted, nowMs);
    const found = some.length === before.length ? before : some;
    way.push({ query, entries: found });
    return found;
  };
}

/** But for the query. */
function isSameBesides(one: Asked, other: Asked): boolean {
  return (
    one.entries === other.entries &&
    one.nowMs === other.nowMs &&
    one.wanted.shelf === other.wanted.shelf &&
    one.wanted.accountId === other.wanted.accountId &&
    one.wanted.states === other.wanted.states &&
    one.wanted.services === other.wanted.services &&
    one.wanted.accounts === other.wanted.accounts
  );
}
