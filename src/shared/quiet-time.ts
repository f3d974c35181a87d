import type { ReminderSettings } from './settings.ts';

/** Whether its owner wants to hear nothing now, by the clock of the desktop. */
export function isQuietTime(
  { quietHours, isQuietAtWeekends }: Pick<ReminderSettings, 'quietHours' | 'isQuietAtWeekends'>,
  now: Date,
): boolean {
  if (isQuietAtWeekends && (now.getDay() === 0 || now.getDay() === 6)) return true;
  if (quietHours === null) return false;
  const minute = now.getHours() * 60 + now.getMinutes();
  const from = minuteOf(quietHours.from);
  const to = minuteOf(quietHours.to);
  // Over midnight where they end before they begin.
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

const stepMs = 5 * 60_000;
/** Within a working day one hears of what ends in the quiet after it. */
const beforehandMs = 12 * 60 * 60_000;
/** No quiet is longer: a weekend, with the hours before and after it. */
const mostMs = 4 * 24 * 60 * 60_000;

/**
 * How long it is from now to the end of the quiet that lasts or begins within twelve hours; 0 where none
 * does. What ends before that is told of beforehand, or nobody would hear of it in time.
 */
export function silenceAhead(settings: Parameters<typeof isQuietTime>[0], now: Date): number {
  if (settings.quietHours === null && !settings.isQuietAtWeekends) return 0;
  let hasBegun = false;
  for (let ms = 0; ms <= beforehandMs + mostMs; ms += stepMs) {
    const isQuiet = isQuietTime(settings, new Date(now.getTime() + ms));
    if (hasBegun && !isQuiet) return ms;
    hasBegun ||= isQuiet;
    if (!hasBegun && ms >= beforehandMs) return 0;
  }
  return beforehandMs + mostMs;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
