import type { Span } from './service.ts';

/** Roughly, for laying lengths of time in order; dates are worked out in expiry.ts. */
const daysOf: Record<Span['unit'], number> = { months: 30.4, weeks: 7, days: 1 };

const ordered = new WeakMap<readonly Span[], readonly Span[]>();

/** The longest first, and each once. The same list for the same one, so that whoever keeps what came of it sees no other. */
export function inOrder(spans: readonly Span[]): readonly Span[] {
  const known = ordered.get(spans);
  if (known !== undefined) return known;
  const once = spans
    .filter((one, index) => spans.findIndex((other) => isSameSpan(one, other)) === index)
    .toSorted((one, other) => lengthOf(other) - lengthOf(one));
  ordered.set(spans, once);
  return once;
}

export function isSameSpan(one: Span, other: Span): boolean {
  return one.count === other.count && one.unit === other.unit;
}

function lengthOf({ count, unit }: Span): number {
  return count * daysOf[unit];
}
