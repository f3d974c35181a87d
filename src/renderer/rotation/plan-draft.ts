import type { Holiday } from '../../shared/holiday.ts';
import type { KeyId } from '../../shared/key.ts';
import { proposeDates } from '../../shared/rotate-by.ts';
import type { Entry } from '../inventory/entry.ts';
import { isLive } from '../inventory/key-state.ts';
import { dateAfter, dateOfMoment, startOfDate } from './day-words.ts';

/** A key with the day that is proposed, or chosen, for it. */
export interface PlannedDate {
  entry: Entry;
  /** Empty for none. */
  date: string;
}

interface Circumstances {
  now: Date;
  holidays: readonly Holiday[];
}

/** Those that may be planned for: they work, are in no rotation and have no successor. */
export function planableOf(entries: readonly Entry[], keyIds: readonly KeyId[] | null): Entry[] {
  const wanted = keyIds === null ? null : new Set(keyIds);
  return entries
    .filter(({ row, rotation }) => {
      const isWanted = wanted === null || wanted.has(row.id);
      return isWanted && isLive(row.standing) && rotation === null && row.replacedBy === null;
    })
    .toSorted((one, other) => one.endOrder - other.endOrder);
}

/** What the user has chosen before stands, unless everything is to be proposed anew. */
export function datesFor(
  entries: readonly Entry[],
  { now, holidays }: Circumstances,
  isAnew: boolean,
): Map<KeyId, string> {
  const open = entries.filter(({ row }) => isAnew || row.rotateBy === null);
  const proposed = proposeDates(
    open.map(({ row, card, stages }) => ({
      keyId: row.id,
      expiresAt: row.expiresAt,
      createdAt: row.createdAt,
      addedAt: row.addedAt,
      stages,
      card,
    })),
    { today: dateOfMoment(now), holidays },
  );
  const dates = new Map(proposed.map(({ keyId, rotateBy }) => [keyId, rotateBy ?? '']));
  return new Map(entries.map(({ row }) => [row.id, dates.get(row.id) ?? row.rotateBy ?? '']));
}

export function complaintAboutDate({ entry, date }: PlannedDate, now: Date): string | null {
  if (date === '') return null;
  if (date < dateOfMoment(now)) return 'This day is past.';
  const { times, skewMs } = entry;
  if (times === null || startOfDate(date).getTime() < times.endMs - skewMs) return null;
  return 'The key has ended by then.';
}

/** Why a day is a bad one, in a word or two; null for a working day. */
export function dayOffOf(date: string, holidays: readonly Holiday[]): string | null {
  if (date === '') return null;
  const holiday = holidays.find((one) => one.date === date);
  if (holiday) return holiday.name;
  const weekday = startOfDate(date).getDay();
  if (weekday === 0) return 'Sunday';
  return weekday === 6 ? 'Saturday' : null;
}

export interface Week {
  /** Its Monday. */
  from: string;
  count: number;
}

const mostWeeks = 60;

/** How many fall into each week, from this one to the last that has any. */
export function weeksOf(dates: Iterable<string>, now: Date): Week[] {
  const counts = new Map<string, number>();
  const start = mondayOf(dateOfMoment(now));
  let last = start;
  for (const date of dates) {
    if (date === '') continue;
    const monday = mondayOf(date);
    counts.set(monday, (counts.get(monday) ?? 0) + 1);
    if (monday > last) last = monday;
  }
  const weeks: Week[] = [];
  for (let from = start; from <= last && weeks.length < mostWeeks; from = dateAfter(from, 7)) {
    weeks.push({ from, count: counts.get(from) ?? 0 });
  }
  return weeks;
}

function mondayOf(date: string): string {
  const weekday = startOfDate(date).getDay();
  return dateAfter(date, -((weekday + 6) % 7));
}

/** What is to be told to main: only what differs from what is there. */
export function changesOf(
  entries: readonly Entry[],
  dates: ReadonlyMap<KeyId, string>,
): { keyId: KeyId; rotateBy: string | null }[] {
  return entries.flatMap(({ row }) => {
    const date = dates.get(row.id) ?? '';
    const rotateBy = date === '' ? null : date;
    return rotateBy === row.rotateBy ? [] : [{ keyId: row.id, rotateBy }];
  });
}
