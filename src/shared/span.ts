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
  return lengthOf(one) === lengthOf(other) && isOfMonths(one) === isOfMonths(other);
}

function isOfMonths({ unit }: Span): boolean {
  return unit === 'months';
}

function lengthOf({ count, unit }: Span): number {
  return count * daysOf[unit];
}

/** `3 months`, `1 day`. */
export function spanWords({ count, unit }: Span): string {
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}

/** `28, 14, 3 and 1 days`, or `3 months and 1 week`. */
export function spansWords(spans: readonly Span[]): string {
  const [first] = spans;
  const isOneUnit = spans.length > 1 && spans.every(({ unit }) => unit === first?.unit);
  const parts = isOneUnit ? spans.map(({ count }) => String(count)) : spans.map(spanWords);
  const words = [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(' and ');
  return isOneUnit ? `${words} ${first?.unit}` : words;
}
