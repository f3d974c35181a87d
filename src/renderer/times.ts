const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const dayMs = 24 * 60 * 60_000;

export function dateOf(at: string): string {
  return date.format(new Date(at));
}

/** The time alone if it is today, else with its date. */
export function momentOf(at: string, now: Date): string {
  const moment = new Date(at);
  const clock = time.format(moment);
  if (moment.toDateString() === now.toDateString()) return clock;
  const isThisYear = moment.getFullYear() === now.getFullYear();
  return `${(isThisYear ? day : date).format(moment)}, ${clock}`;
}

/** `14 minutes`, `3 hours`, `10 days`, `6 months`: never one of anything, but the next smaller instead. */
export function lengthOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} hours`;
  const days = Math.round(hours / 24);
  return days < 90 ? `${days} days` : `${Math.round(days / 30.44)} months`;
}

/** Whole days that are left, negative for those that are past. */
export function daysLeft(at: string, now: Date): number {
  return Math.floor((Date.parse(at) - now.getTime()) / dayMs);
}

/** `in 5 days`, `in 2 hours`, `12 days ago`; months and years only from far. */
export function distanceOf(at: string, now: Date): string {
  const ms = Date.parse(at) - now.getTime();
  const days = Math.trunc(ms / dayMs);
  if (Math.abs(days) >= 730) return relative.format(Math.trunc(days / 365.25), 'year');
  if (Math.abs(days) >= 90) return relative.format(Math.trunc(days / 30.44), 'month');
  if (Math.abs(days) >= 1) return relative.format(days, 'day');
  const hours = Math.trunc(ms / (60 * 60_000));
  if (Math.abs(hours) >= 1) return relative.format(hours, 'hour');
  return relative.format(Math.trunc(ms / 60_000), 'minute');
}

export function secondsUntil(at: string, now: Date): number {
  return Math.max(0, Math.ceil((Date.parse(at) - now.getTime()) / 1000));
}
