import type { AccountId } from '../../shared/account.ts';
import type { ServiceId } from '../../shared/service.ts';
import type { Shelf } from '../place.ts';
import { fold, type Entry } from './entry.ts';
import {
  hasState,
  isOnShelf,
  keyStates,
  keyStateWords,
  stateOf,
  type StateFilter,
} from './key-state.ts';

export type SortBy = 'due' | 'label' | 'account' | 'state' | 'added';
export interface Sort {
  by: SortBy;
  isReversed: boolean;
}
export type GroupBy = 'none' | 'service' | 'account' | 'state';

/** What is to be seen. Empty sets ask for nothing in particular. */
export interface Wanted {
  shelf: Shelf;
  accountId: AccountId | null;
  query: string;
  states: ReadonlySet<StateFilter>;
  services: ReadonlySet<ServiceId>;
  accounts: ReadonlySet<AccountId>;
}

/** One line of the list: the head of a group, or a key. */
export type Line = { kind: 'group'; name: string; count: number } | Entry;

export function filterEntries(
  entries: readonly Entry[],
  { shelf, accountId, query, states, services, accounts }: Wanted,
  nowMs: number,
): Entry[] {
  // What is copied from the list has its dots before the last five.
  const terms = fold(query.replaceAll('•', ' '))
    .split(/\s+/)
    .filter((term) => term !== '');
  return entries.filter((entry) => {
    const { row, search, card } = entry;
    if (accountId !== null && row.accountId !== accountId) return false;
    for (const term of terms) if (!search.includes(term)) return false;
    if (accounts.size > 0 && !accounts.has(row.accountId)) return false;
    if (services.size > 0 && (card === null || !services.has(card.id))) return false;
    if (!isOnShelf(shelf, entry, nowMs)) return false;
    if (states.size === 0) return true;
    for (const state of states) if (hasState(state, entry, nowMs)) return true;
    return false;
  });
}

export function sortEntries(
  entries: readonly Entry[],
  { by, isReversed }: Sort,
  nowMs: number,
): Entry[] {
  const compare = comparisonFor(by, nowMs);
  return entries.toSorted((one, other) => {
    const order = compare(one, other) || compareText(one.labelOrder, other.labelOrder);
    return isReversed ? -order : order;
  });
}

function comparisonFor(by: SortBy, nowMs: number): (one: Entry, other: Entry) => number {
  switch (by) {
    case 'due':
      return compareEnds;
    case 'label':
      return () => 0;
    case 'account':
      return (one, other) =>
        compareText(one.serviceName, other.serviceName) ||
        compareText(one.accountName, other.accountName);
    case 'state': {
      const places = new Map(keyStates.map((state, place) => [state, place]));
      const placeOf = (entry: Entry): number => places.get(stateOf(entry, nowMs)) ?? 0;
      return (one, other) => placeOf(one) - placeOf(other) || compareEnds(one, other);
    }
    case 'added':
      return (one, other) => compareText(addedOf(other), addedOf(one));
    default:
      return by satisfies never;
  }
}

function compareEnds(one: Entry, other: Entry): number {
  return one.endOrder - other.endOrder;
}

function addedOf({ row }: Entry): string {
  return row.addedAt ?? row.createdAt ?? '';
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Lines for entries that are in order already; within a group they keep it. */
export function linesOf(entries: readonly Entry[], group: GroupBy, nowMs: number): readonly Line[] {
  if (group === 'none') return entries;
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = groupNameOf(entry, group, nowMs);
    const some = groups.get(name);
    if (some) some.push(entry);
    else groups.set(name, [entry]);
  }
  return [...groups]
    .toSorted(([one], [other]) => compareGroups(one, other, group))
    .flatMap(([name, some]): Line[] => [{ kind: 'group', name, count: some.length }, ...some]);
}

function groupNameOf(entry: Entry, group: Exclude<GroupBy, 'none'>, nowMs: number): string {
  switch (group) {
    case 'service':
      return entry.serviceName;
    case 'account':
      return `${entry.serviceName} · ${entry.accountName}`;
    case 'state':
      return keyStateWords[stateOf(entry, nowMs)];
    default:
      return group satisfies never;
  }
}

const stateNames = keyStates.map((state) => keyStateWords[state]);

function compareGroups(one: string, other: string, group: GroupBy): number {
  return group === 'state'
    ? stateNames.indexOf(one) - stateNames.indexOf(other)
    : compareText(one, other);
}
