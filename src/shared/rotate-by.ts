import { addSpan, subtractSpan } from './expiry.ts';
import type { Holiday } from './holiday.ts';
import type { KeyPlan, KeyRow } from './key.ts';
import type { RuleCard, Span } from './service.ts';

/** What of a key says by when it is to be replaced. */
export interface DatedKey extends Pick<KeyRow, 'expiresAt' | 'createdAt' | 'addedAt'> {
  keyId: KeyRow['id'];
  /** When its owner is reminded, earliest first: those of stages.ts. */
  stages: readonly Span[];
  /** The rules of its service; null where they are not known. */
  card: Pick<RuleCard, 'rotateEvery'> | null;
}

interface Circumstances {
  /** Today in the calendar of the user, such as `2027-05-12`. */
  today: string;
  holidays: readonly Holiday[];
}

/** Days are counted from the first of January 1970, so that they can be added. */
interface Window {
  first: number;
  last: number;
  /** The last day that is over before the key is; null for one that has no end. */
  end: number | null;
  /** The first day is the best one: there is no time left for both keys to live side by side. */
  isLate: boolean;
}

/** The tools have so long to get the new key, and both live so long. */
const soakDays = 7;
const marginDays = 3;
/** For what should be replaced long since and does not end, or is hardly announced before its end. */
const overdueDays = 28;
const fewestDays = 7;
/** However early a service begins to remind, nobody plans further than this. */
const mostDays = 400;
/** So many can be replaced in one day without haste, where the days are few. */
const mostOfOneDay = 3;
const dayMs = 24 * 60 * 60_000;

/**
 * By which day each key should be replaced, in the order of the keys: within its reminders, early enough for
 * both keys to live side by side, on a working day, and as few on any one day as can be. Null for a key that neither
 * ends nor is to be replaced every so often, and for one that has no whole day left: that one is to be
 * replaced at once. The days are those of the user's calendar.
 */
export function proposeDates(
  keys: readonly DatedKey[],
  { today, holidays }: Circumstances,
): Pick<KeyPlan, 'keyId' | 'rotateBy'>[] {
  const todayNumber = numberOf(today);
  const off = new Set(holidays.map(({ date }) => numberOf(date)));
  const isWorkingDay = (day: number): boolean => !isWeekend(day) && !off.has(day);
  const taken = new Map<number, number>();
  const chosen = new Map<KeyRow['id'], string>();
  const windows = keys.flatMap((key) => {
    const window = windowOf(key, todayNumber);
    return window === null ? [] : [{ keyId: key.keyId, window }];
  });
  // Whoever has the least time chooses first; the order in which keys are given changes nothing.
  windows.sort(
    (one, other) =>
      one.window.last - other.window.last ||
      one.window.first - other.window.first ||
      (one.keyId < other.keyId ? -1 : 1),
  );
  // Keys that were made on one day have one window, and there may be ten thousand.
  const choices = new Map<string, Choice>();
  for (const { keyId, window } of windows) {
    const name = `${window.first} ${window.last} ${window.end} ${window.isLate}`;
    const choice = choices.get(name) ?? choiceOf(window, daysOf(window, todayNumber, isWorkingDay));
    choices.set(name, choice);
    const day = freestOf(choice, taken);
    taken.set(day, (taken.get(day) ?? 0) + 1);
    chosen.set(keyId, dateOf(day));
  }
  return keys.map(({ keyId }) => ({ keyId, rotateBy: chosen.get(keyId) ?? null }));
}

function windowOf(key: DatedKey, today: number): Window | null {
  const { expiresAt, createdAt, addedAt, stages, card } = key;
  if (expiresAt === null) {
    const open = { end: null, isLate: false };
    const from = createdAt ?? addedAt;
    const every = card?.rotateEvery ?? null;
    if (from === null || every === null) return null;
    const due = dayOf(addSpan(from, every));
    if (due < today) return { ...open, first: today, last: today + overdueDays - 1 };
    return { ...open, first: Math.max(today, due - fewestDays + 1), last: due };
  }
  const end = dayOf(expiresAt) - 1;
  if (end < today) return null;
  const last = end - soakDays - marginDays + 1;
  // Late: whatever day is left, the first one best.
  if (last < today) return { first: today, last: end, end, isLate: true };
  const [earliest] = stages;
  const reminded = earliest ? dayOf(subtractSpan(expiresAt, earliest)) : last;
  const first = Math.min(Math.max(reminded, last - mostDays), last - fewestDays + 1);
  return { first: Math.max(today, first), last, end, isLate: false };
}

/** The working days of a window; where it has none, the nearest one, and if there is none, its first day. */
function daysOf(
  { first, last, end }: Window,
  today: number,
  isWorkingDay: (day: number) => boolean,
): number[] {
  const within = range(first, last).filter(isWorkingDay);
  if (within.length > 0) return within;
  const before = range(today, first - 1).findLast(isWorkingDay);
  const after = range(last + 1, end ?? last + overdueDays).find(isWorkingDay);
  return [before ?? after ?? first];
}

/** The days of a window, and how far they were gone through for it: a day only fills up. */
interface Choice {
  days: readonly number[];
  next: number;
  /** A day with as many as this is full; it grows when all days are. */
  most: number;
}

/** One a day, so that keys which were made on one day are apart from then on. */
function choiceOf({ isLate }: Window, days: readonly number[]): Choice {
  return { days, next: 0, most: isLate ? mostOfOneDay : 1 };
}

/** The first with room; where none has any, the first of those that have the fewest. */
function freestOf(choice: Choice, taken: ReadonlyMap<number, number>): number {
  for (;;) {
    const day = choice.days[choice.next];
    if (day === undefined) {
      choice.next = 0;
      choice.most += 1;
    } else if ((taken.get(day) ?? 0) < choice.most) return day;
    else choice.next += 1;
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** The first of January 1970 was a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (day + 4) % 7;
  return weekday === 0 || weekday === 6;
}

/** On which day of the user's calendar a moment is. */
function dayOf(at: string): number {
  const moment = new Date(at);
  return Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / dayMs;
}

function numberOf(date: string): number {
  return Date.parse(`${date}T00:00:00.000Z`) / dayMs;
}

function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
