// The sentence around it is English, so these words are too, whatever the locale of dates.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * How long until an end, by one rule: minutes under an hour, hours under 48, then days to 60, then
 * months, then years. Days and months are those of the calendar of whoever looks, so that they agree
 * with the date beside them; a month that is not whole does not count.
 */
export function countdownWords(expiresAt: string, now: Date): string {
  const end = new Date(expiresAt);
  const isPast = end.getTime() <= now.getTime();
  const words = isPast ? distanceOf(end, now) : distanceOf(now, end);
  if (words === null) return isPast ? 'expired just now' : 'in less than a minute';
  const text = relative.format(isPast ? -words.count : words.count, words.unit);
  return isPast ? `expired ${text}` : text;
}

function distanceOf(
  from: Date,
  to: Date,
): { count: number; unit: 'minute' | 'hour' | 'day' | 'month' | 'year' } | null {
  const ms = to.getTime() - from.getTime();
  if (ms < minuteMs) return null;
  if (ms < hourMs) return { count: Math.floor(ms / minuteMs), unit: 'minute' };
  if (ms < 2 * dayMs) return { count: Math.floor(ms / hourMs), unit: 'hour' };
  // 48 hours may lie within two days of which one has 25.
  const days = Math.max(2, daysBetween(from, to));
  if (days <= 60) return { count: days, unit: 'day' };
  // 61 days may lack a day of two months, and less than two would be less than the 60 days after it.
  const months = Math.max(2, monthsBetween(from, to));
  if (months < 24) return { count: months, unit: 'month' };
  return { count: Math.floor(months / 12), unit: 'year' };
}

/** Midnights between the two, where the clock of the user stands; days of 23 and 25 hours count as one. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((midnightOf(to) - midnightOf(from)) / dayMs);
}

function midnightOf(moment: Date): number {
  return Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate());
}

function monthsBetween(from: Date, to: Date): number {
  const months = (to.getFullYear() - from.getFullYear()) * 12 + to.getMonth() - from.getMonth();
  const lastDay = new Date(to.getFullYear(), to.getMonth() + 1, 0).getDate();
  // From the 31st, a month is whole on the last day of a shorter one.
  return to.getDate() >= Math.min(from.getDate(), lastDay) ? months : months - 1;
}
