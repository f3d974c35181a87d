import { filterEntries, type Wanted } from './arrange.ts';
import type { Entry } from './entry.ts';

interface Found {
  entries: readonly Entry[];
  wanted: Wanted;
  nowMs: number;
  found: readonly Entry[];
}

/**
 * Filters as `filterEntries` does, and remembers the last answer: with one letter more, only what was
 * found before has to be looked at again.
 */
export function createNarrowing(): (
  entries: readonly Entry[],
  wanted: Wanted,
  nowMs: number,
) => readonly Entry[] {
  let last: Found | null = null;
  return (entries, wanted, nowMs) => {
    const isNarrower =
      last !== null &&
      last.entries === entries &&
      last.nowMs === nowMs &&
      isSameBesides(last.wanted, wanted) &&
      wanted.query.startsWith(last.wanted.query);
    const found = filterEntries(isNarrower && last ? last.found : entries, wanted, nowMs);
    last = { entries, wanted, nowMs, found };
    return found;
  };
}

function isSameBesides(one: Wanted, other: Wanted): boolean {
  return (
    one.shelf === other.shelf &&
    one.accountId === other.accountId &&
    one.states === other.states &&
    one.services === other.services &&
    one.accounts === other.accounts
  );
}
