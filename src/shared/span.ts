import type { Span } from './service.ts';

/** Roughly, for laying lengths of time in order; dates are worked out in expiry.ts. */
const daysOf: Record<Span['unit'], number> = { months: 30.4, weeks: 7, days: 1 };

/** The longest first, and each once. */
export function inOrder(spans: readonly Span[]): Span[] {
  return spans
    .filter((one, index) => spans.findIndex((other) => isSameSpan(one, other)) === index)
    .toSorted((one, other) => lengthOf(other) - lengthOf(one));
}

export function isSameSpan(one: Span, other: Span): boolean {
  return one.count === other.count && one.unit === other.unit;
}

function lengthOf({ count, unit }: Span): number {
  return count * daysOf[unit];
}
