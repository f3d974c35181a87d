export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const dayMs = 24 * 60 * minuteMs;

/**
 * Calendar months in UTC. A day that the target month has not becomes its last one: six months after
 * 31 August is 28 or 29 February.
 */
export function addMonths(from: Date, months: number): Date {
  const moved = new Date(from);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  // Day 0 of the month after is the last day of this one.
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(from.getUTCDate(), last));
  return moved;
}

export function addMs(from: Date, ms: number): Date {
  return new Date(from.getTime() + ms);
}

/** The number of the UTC day, so that days can be counted without a thought for hours. */
export function dayOf(time: Date): number {
  return Math.floor(time.getTime() / dayMs);
}

export function midnightOf(day: number): Date {
  return new Date(day * dayMs);
}
