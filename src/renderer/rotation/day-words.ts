const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const dayOfWeek = new Intl.DateTimeFormat(undefined, { weekday: 'short' });

/** `12 May`, and with its year where that is another one. */
export function dayWords(moment: Date, now: Date): string {
  return (moment.getFullYear() === now.getFullYear() ? day : dayOfYear).format(moment);
}

/** `2027-04-12` as `12 Apr`. */
export function dateWords(date: string, now: Date): string {
  return dayWords(startOfDate(date), now);
}

export function weekdayWords(date: string): string {
  return dayOfWeek.format(startOfDate(date));
}

/** Where the user is: a date without a time is a day of their calendar. */
export function startOfDate(date: string): Date {
  return new Date(`${date}T00:00:00`);
}

/** A plan for a day is kept until that day is over. */
export function endOfDateMs(date: string): number {
  return new Date(`${date}T23:59:59.999`).getTime();
}

export function dateOfMoment(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, '0');
  const dayOfMonth = String(moment.getDate()).padStart(2, '0');
  return `${String(moment.getFullYear()).padStart(4, '0')}-${month}-${dayOfMonth}`;
}

/** On the calendar, so that a day of 23 hours is a day. */
export function dateAfter(date: string, days: number): string {
  const moment = startOfDate(date);
  moment.setDate(moment.getDate() + days);
  return dateOfMoment(moment);
}
