import type { AccountId } from '../../shared/account.ts';
import { addSpan } from '../../shared/expiry.ts';
import type { Rotation } from '../../shared/rotation.ts';
import { pressing } from '../../shared/sandbox.ts';
import type { State } from '../../shared/state.ts';
import type { Entry } from '../inventory/entry.ts';
import { isLive, liveUrgencyOf } from '../inventory/key-state.ts';
import { endOfDateMs } from './day-words.ts';
import { isWaiting, isWithoutKey, needsUser } from './waiting.ts';

/** A key that wants to be rotated now. */
export interface DueKey {
  entry: Entry;
  /** By when, on our clock. */
  byMs: number;
  because:
    /** Its end is past, and nothing has taken its place. */
    | 'expired'
    /** The day that its owner has chosen is near or past. */
    | 'planned'
    /** Its end is near, by the reminders of its service. */
    | 'ends'
    /** It has no end, and is as old as keys of its service should become. */
    | 'old';
  isUrgent: boolean;
}

/** What the card above the list is about; one thing at a time. */
export type Prompt =
  | { kind: 'rotation'; rotation: Rotation; count: number }
  | { kind: 'keys'; keys: readonly DueKey[]; waiting: number };

const dayMs = 24 * 60 * 60_000;
/** A plan is spoken of this long before its day. */
const nearMs = 3 * dayMs;
/** What ended longer ago and was not missed is left to the shelf of the expired. */
const missedMs = 30 * dayMs;

/** Of which accounts a card speaks: of the one whose keys are shown, or of all whose keys press. */
export function promptedIn(
  accounts: State['accounts'],
  accountId: AccountId | null,
): (id: AccountId) => boolean {
  if (accountId !== null) return (id) => id === accountId;
  const ids = new Set(pressing(accounts, ({ isSandbox }) => isSandbox).map(({ id }) => id));
  return (id) => ids.has(id);
}

/** The most urgent first. Looks at each key once, or twice where an expired one may have a successor. */
export function dueKeysOf(entries: readonly Entry[], now: Date): DueKey[] {
  const nowMs = now.getTime();
  const due = entries.map((entry) => dueOf(entry, nowMs)).filter((one) => one !== null);
  if (due.length === 0) return due;
  const hasExpired = due.some(({ because }) => because === 'expired');
  const followed = hasExpired ? liveNamesOf(entries) : new Set<string>();
  return due
    .filter(({ because, entry }) => because !== 'expired' || !followed.has(nameOf(entry)))
    .toSorted((one, other) => one.byMs - other.byMs || compare(one.entry, other.entry));
}

/**
 * A rotation that has left nobody a key comes before keys that are urgent, these before a rotation that
 * has a question, this before keys that are due, and work for the tools comes last: it takes its days.
 */
export function promptOf(
  entries: readonly Entry[],
  rotations: readonly Rotation[],
  now: Date,
): Prompt | null {
  const waiting = rotations.filter((rotation) => isWaiting(rotation, now));
  const keys = dueKeysOf(entries, now);
  const keyless = waiting.find(isWithoutKey);
  const asking = waiting.find((rotation) => needsUser(rotation, now));
  const isUrgent = keys.some((key) => key.isUrgent);
  const first = keyless ?? (isUrgent ? null : (asking ?? (keys.length > 0 ? null : waiting[0])));
  if (first) return { kind: 'rotation', rotation: first, count: waiting.length };
  return keys.length === 0 ? null : { kind: 'keys', keys, waiting: waiting.length };
}

function dueOf(entry: Entry, nowMs: number): DueKey | null {
  const { row, rotation, times, skewMs } = entry;
  if (rotation !== null || row.replacedBy !== null || isSnoozed(entry, nowMs)) return null;
  const endMs = times === null ? null : times.endMs - skewMs;
  const isEnded = endMs !== null && endMs <= nowMs;
  if (row.standing === 'expired' || (isEnded && isLive(row.standing))) {
    if (endMs === null || !isEnded || !row.isHeld || endMs < nowMs - missedMs) return null;
    return { entry, byMs: endMs, because: 'expired', isUrgent: true };
  }
  if (!isLive(row.standing)) return null;
  const urgency = liveUrgencyOf(entry, nowMs);
  const isUrgent = urgency === 'urgent';
  if (row.rotateBy !== null) {
    const plannedMs = endOfDateMs(row.rotateBy);
    const byMs = Math.min(plannedMs, endMs ?? Infinity);
    if (plannedMs - nowMs > nearMs && !isUrgent) return null;
    const because = byMs === plannedMs ? 'planned' : 'ends';
    return { entry, byMs, because, isUrgent: isUrgent || plannedMs < nowMs };
  }
  if (endMs !== null && (isUrgent || urgency === 'due')) {
    return { entry, byMs: endMs, because: 'ends', isUrgent };
  }
  const oldMs = endMs === null ? tooOldMsOf(entry) : null;
  if (oldMs === null || oldMs > nowMs) return null;
  return { entry, byMs: oldMs, because: 'old', isUrgent: false };
}

function isSnoozed({ row }: Entry, nowMs: number): boolean {
  return row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > nowMs;
}

function tooOldMsOf({ card, startMs }: Entry): number | null {
  if (startMs === null || card === null || card.rotateEvery === null) return null;
  return Date.parse(addSpan(new Date(startMs).toISOString(), card.rotateEvery));
}

/** When time alone may change whether a key is due, besides the times of its end and its reminders. */
export function changesByDueMs(entry: Entry): number[] {
  const { row, times, skewMs, rotation } = entry;
  const moments: number[] = [];
  if (rotation !== null || row.replacedBy !== null) return moments;
  if (row.snoozedUntil !== null) moments.push(Date.parse(row.snoozedUntil));
  if (times !== null) moments.push(times.endMs - skewMs + missedMs + 1);
  else if (isLive(row.standing)) moments.push(tooOldMsOf(entry) ?? Infinity);
  if (row.rotateBy !== null) {
    const plannedMs = endOfDateMs(row.rotateBy);
    moments.push(plannedMs - nearMs, plannedMs + 1);
  }
  return moments;
}

/** Of live keys: an expired one of such a name has its successor, wherever it was made. */
function liveNamesOf(entries: readonly Entry[]): ReadonlySet<string> {
  const live = entries.filter(({ row }) => isLive(row.standing));
  return new Set(live.map(nameOf));
}

/** Without the month or number that a successor gets: see `successorLabels`. */
function nameOf({ row }: Entry): string {
  const name = row.label.trim().replace(/\s*\(\d{4}-\d{2}(?: \d+)?\)$/, '');
  return `${row.accountId}\n${name}`;
}

function compare(one: Entry, other: Entry): number {
  if (one.labelOrder === other.labelOrder) return 0;
  return one.labelOrder < other.labelOrder ? -1 : 1;
}
