import type { Standing } from '../../shared/key.ts';
import { urgencyAt, type Urgency } from '../../shared/urgency.ts';
import type { Shelf } from '../place.ts';
import type { Entry } from './entry.ts';

/** What is said of a key in one word: what most wants to be known of it. */
export type KeyState =
  | 'item-missing'
  | 'item-changed'
  | 'refused'
  /** It, or its successor, is being brought in. */
  | 'rotating'
  | 'urgent'
  | 'due'
  | 'fresh'
  | 'no-expiry'
  | 'not-held'
  | 'gone'
  | 'expired'
  | 'legacy'
  | 'retired';

/** In the order in which groups of them are shown. */
export const keyStates: readonly KeyState[] = [
  'item-missing',
  'item-changed',
  'refused',
  'rotating',
  'urgent',
  'due',
  'fresh',
  'no-expiry',
  'not-held',
  'gone',
  'expired',
  'legacy',
  'retired',
];

export const keyStateWords: Record<KeyState, string> = {
  'item-missing': 'Missing in keychain',
  'item-changed': 'Changed in keychain',
  refused: 'Refused',
  rotating: 'In rotation',
  urgent: 'Urgent',
  due: 'Due soon',
  fresh: 'Fresh',
  'no-expiry': 'No expiry',
  'not-held': 'Not held here',
  gone: 'Gone at the service',
  expired: 'Expired',
  legacy: 'From before labels',
  retired: 'Retired',
};

export function stateOf(entry: Entry, nowMs: number): KeyState {
  const { row } = entry;
  if (row.standing === 'retired') return 'retired';
  if (row.trouble !== null) return row.trouble;
  const isRefused = row.standing === 'held' && row.check?.answer.outcome === 'refused';
  if (entry.rotation !== null) return isRefused ? 'refused' : 'rotating';
  if (row.standing === 'known-not-held') return 'not-held';
  if (row.standing !== 'held') return row.standing;
  if (isRefused) return 'refused';
  return liveUrgencyOf(entry, nowMs) ?? 'expired';
}

/** How near its end is; null for a key that works no more, whatever its date. */
export function liveUrgencyOf(entry: Entry, nowMs: number): Exclude<Urgency, 'expired'> | null {
  if (!isLive(entry.row.standing)) return null;
  const urgency = urgencyAt(entry.times, nowMs + entry.skewMs);
  return urgency === 'expired' ? null : urgency;
}

export function isLive(standing: Standing): boolean {
  return standing === 'held' || standing === 'known-not-held';
}

/** Whether its owner is reminded of its end by stages. */
export function isReminded({ row, rotation }: Pick<Entry, 'row' | 'rotation'>): boolean {
  const isOpen = rotation === null && row.replacedBy === null;
  return row.expiresAt !== null && isOpen && isLive(row.standing);
}

/** Whether there is something to be done about its end: not while it is being replaced, or once it is. */
export function isDue(entry: Entry, nowMs: number): boolean {
  if (entry.rotation !== null || entry.row.replacedBy !== null) return false;
  const urgency = liveUrgencyOf(entry, nowMs);
  return urgency === 'due' || urgency === 'urgent';
}

/** What a user can ask for in the filter. A key may be several of these at once. */
export type StateFilter =
  | 'rotating'
  | 'held'
  | 'not-held'
  | 'due'
  | 'urgent'
  | 'fresh'
  | 'no-expiry'
  | 'trouble'
  | 'contacts'
  | 'expired'
  | 'gone'
  | 'legacy'
  | 'retired';

export const stateFilterWords: Record<StateFilter, string> = {
  held: 'Held here',
  'not-held': 'Not held here',
  due: 'Due soon',
  urgent: 'Urgent',
  rotating: 'In rotation',
  fresh: 'Fresh',
  'no-expiry': 'No expiry',
  trouble: 'Needs attention',
  contacts: 'Contacts need care',
  expired: 'Expired',
  gone: 'Gone at the service',
  legacy: 'From before labels',
  retired: 'Retired',
};

export function hasState(filter: StateFilter, entry: Entry, nowMs: number): boolean {
  const { row } = entry;
  switch (filter) {
    case 'held':
      return row.isHeld;
    case 'not-held':
      return row.standing === 'known-not-held';
    case 'due':
      return isDue(entry, nowMs);
    case 'rotating':
      return entry.rotation !== null;
    case 'urgent':
    case 'fresh':
    case 'no-expiry':
      return liveUrgencyOf(entry, nowMs) === filter;
    case 'contacts':
      return entry.contactCare !== null;
    case 'trouble':
      return row.trouble !== null || row.check?.answer.outcome === 'refused';
    case 'expired':
    case 'gone':
    case 'legacy':
    case 'retired':
      return row.standing === filter;
    default:
      return filter satisfies never;
  }
}

export function isOnShelf(shelf: Shelf, entry: Entry, nowMs: number): boolean {
  return shelf === 'all' || hasState(shelf, entry, nowMs);
}

/** How many keys stand on each shelf. */
export function countShelves(entries: readonly Entry[], nowMs: number): Record<Shelf, number> {
  const counts = { all: entries.length, due: 0, expired: 0, 'not-held': 0, retired: 0 };
  for (const entry of entries) {
    if (isDue(entry, nowMs)) counts.due += 1;
    const { standing } = entry.row;
    if (standing === 'known-not-held') counts['not-held'] += 1;
    else if (standing === 'expired' || standing === 'retired') counts[standing] += 1;
  }
  return counts;
}
