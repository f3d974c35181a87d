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

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
