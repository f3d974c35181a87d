import type { Span, Validity } from './service.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * Calendar months in UTC. A day that the target month has not becomes its last one: six months after
 * 31 August is 28 or 29 February.
 */
export function addCalendarMonths(at: string, months: number): string {
  const from = new Date(at);
  const monthOfYear = from.getUTCMonth() + months;
  // Day 0 of the month after is the last day of the wanted one.
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), monthOfYear + 1, 0)).getUTCDate();
  const moved = new Date(from);
  moved.setUTCFullYear(from.getUTCFullYear(), monthOfYear, Math.min(from.getUTCDate(), lastDay));
  return moved.toISOString();
}

export function addSpan(at: string, { count, unit }: Span): string {
  if (unit === 'months') return addCalendarMonths(at, count);
  return new Date(Date.parse(at) + count * (unit === 'weeks' ? 7 : 1) * dayMs).toISOString();
}

/** The moment this long before `at`, on the calendar as well. */
export function subtractSpan(at: string, { count, unit }: Span): string {
  return addSpan(at, { count: -count, unit });
}

/**
 * When a key of these rules ends; null for never, or where only the service can say. What the service
 * says always counts for more: this is for a key that nobody but us keeps a record of, and for showing
 * beforehand. `chosenAt` is the date the user has entered.
 */
export function expiryOf(
  validity: Validity,
  createdAt: string,
  chosenAt: string | null = null,
): string | null {
  switch (validity.kind) {
    case 'calendar-months':
      return addCalendarMonths(createdAt, validity.months);
    case 'days':
      return addSpan(createdAt, { count: validity.days, unit: 'days' });
    case 'date':
      return chosenAt;
    case 'options':
    case 'none':
      return null;
    default:
      return validity satisfies never;
  }
}
