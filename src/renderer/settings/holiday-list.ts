import type { Holiday } from '../../shared/holiday.ts';

/** As many as main takes. */
const most = 300;
const dayWords = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  // A day is a day wherever one is.
  timeZone: 'UTC',
});

export function wordsOfDay(date: string): string {
  return dayWords.format(new Date(`${date}T00:00:00Z`));
}

/** The day of a moment in the calendar of the user, such as `2027-05-12`. */
export function dayOf(now: Date): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Those that are not over, the next one first. */
export function comingOf(days: readonly Holiday[], today: string): Holiday[] {
  return days.filter(({ date }) => date >= today).toSorted(byDate);
}

export function withHoliday(days: readonly Holiday[], { date, name }: Holiday): Holiday[] {
  return [...days, { date, name: name.trim() }].toSorted(byDate);
}

export function withoutHoliday(days: readonly Holiday[], date: string): Holiday[] {
  return days.filter((day) => day.date !== date);
}

/** What is wrong with a day that is to be added; null if nothing is. */
export interface HolidayComplaint {
  date: string | null;
  name: string | null;
}

export function complaintAboutHoliday(
  { date, name }: Holiday,
  days: readonly Holiday[],
  today: string,
): HolidayComplaint | null {
  const complaint = {
    date: complaintAboutDate(date, days, today),
    name: name.trim() === '' ? 'Say what it is.' : null,
  };
  return complaint.date === null && complaint.name === null ? null : complaint;
}

function complaintAboutDate(date: string, days: readonly Holiday[], today: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return 'Choose the day.';
  if (date < today) return 'This day is over.';
  const there = days.find((day) => day.date === date);
  if (there) return `It is in the list already: ${there.name}.`;
  return days.length < most ? null : `${most} days are the most. Remove some first.`;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}

function byDate(one: Holiday, other: Holiday): number {
  return one.date < other.date ? -1 : Number(one.date > other.date);
}
