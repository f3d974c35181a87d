import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCalendarMonths, addSpan, expiryOf, subtractSpan } from '../../src/shared/expiry.ts';

describe('calendar months', () => {
  test.each([
    ['2026-01-15T09:08:07.006Z', 6, '2026-07-15T09:08:07.006Z'],
    ['2026-08-31T00:00:00.000Z', 6, '2027-02-28T00:00:00.000Z'],
    ['2027-08-31T00:00:00.000Z', 6, '2028-02-29T00:00:00.000Z'],
    ['2027-08-29T23:59:59.999Z', 6, '2028-02-29T23:59:59.999Z'],
    ['2026-08-29T00:00:00.000Z', 6, '2027-02-28T00:00:00.000Z'],
    ['2026-10-31T12:00:00.000Z', 6, '2027-04-30T12:00:00.000Z'],
    ['2028-02-29T00:00:00.000Z', 12, '2029-02-28T00:00:00.000Z'],
    ['2028-02-29T00:00:00.000Z', 48, '2032-02-29T00:00:00.000Z'],
    // No leap year, although it divides by four.
    ['2096-02-29T00:00:00.000Z', 48, '2100-02-28T00:00:00.000Z'],
    ['2026-12-31T00:00:00.000Z', 1, '2027-01-31T00:00:00.000Z'],
    ['2026-03-31T00:00:00.000Z', -1, '2026-02-28T00:00:00.000Z'],
    ['2026-01-31T00:00:00.000Z', -11, '2025-02-28T00:00:00.000Z'],
    ['2026-05-05T00:00:00.000Z', 0, '2026-05-05T00:00:00.000Z'],
  ])('%s and %d of them is %s', (at, months, end) => {
    expect(addCalendarMonths(at, months)).toBe(end);
  });

  const at = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const months = fc.integer({ min: -240, max: 240 });
  const monthOf = (moment: string) =>
    Number(moment.slice(0, 4)) * 12 + Number(moment.slice(5, 7)) - 1;
  const dayOf = (moment: string) => Number(moment.slice(8, 10));

  test('lead into the month that is meant, at the same time, on the same day or the last there is', () => {
    fc.assert(
      fc.property(at, months, (from, count) => {
        const to = addCalendarMonths(from, count);
        expect(monthOf(to)).toBe(monthOf(from) + count);
        expect(to.slice(10)).toBe(from.slice(10));
        const isLastDay = dayOf(addSpan(to, { count: 1, unit: 'days' })) === 1;
        expect(dayOf(to) === dayOf(from) || (dayOf(to) < dayOf(from) && isLastDay)).toBe(true);
      }),
    );
  });

  test('keep two moments in their order', () => {
    fc.assert(
      fc.property(at, at, months, (one, other, count) => {
        const [earlier = '', later = ''] = [one, other].toSorted();
        expect(addCalendarMonths(earlier, count) <= addCalendarMonths(later, count)).toBe(true);
      }),
    );
  });

  test('come back to the day they went from, unless a shorter month lies between', () => {
    fc.assert(
      fc.property(at, months, (from, count) => {
        fc.pre(dayOf(from) <= 28);
        expect(addCalendarMonths(addCalendarMonths(from, count), -count)).toBe(from);
      }),
    );
  });
});

describe('a span', () => {
  test.each([
    [{ count: 10, unit: 'days' }, '2026-04-01T05:06:07.008Z', '2026-03-12T05:06:07.008Z'],
    [{ count: 3, unit: 'weeks' }, '2026-04-12T05:06:07.008Z', '2026-03-01T05:06:07.008Z'],
    [{ count: 1, unit: 'months' }, '2026-04-22T05:06:07.008Z', '2026-02-22T05:06:07.008Z'],
  ] as const)('of %j after and before a moment', (span, after, before) => {
    const at = '2026-03-22T05:06:07.008Z';
    expect([addSpan(at, span), subtractSpan(at, span)]).toEqual([after, before]);
  });

  test('before the end of a month is on the calendar too', () => {
    expect(subtractSpan('2026-05-31T00:00:00.000Z', { count: 3, unit: 'months' })).toBe(
      '2026-02-28T00:00:00.000Z',
    );
    expect(subtractSpan('2028-03-31T00:00:00.000Z', { count: 1, unit: 'months' })).toBe(
      '2028-02-29T00:00:00.000Z',
    );
  });

  test('in days or weeks is always the same length, whatever summer time does', () => {
    const at = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 5000 }), (date, count) => {
        const from = date.toISOString();
        const lengthOf = (unit: 'days' | 'weeks') =>
          Date.parse(addSpan(from, { count, unit })) - Date.parse(from);
        expect([lengthOf('days'), lengthOf('weeks')]).toEqual([
          count * 86_400_000,
          count * 604_800_000,
        ]);
        expect(subtractSpan(addSpan(from, { count, unit: 'days' }), { count, unit: 'days' })).toBe(
          from,
        );
      }),
    );
  });
});

test.each([
  [{ kind: 'calendar-months', months: 6 }, '2027-02-28T01:00:00.000Z'],
  [{ kind: 'days', days: 180 }, '2027-02-27T01:00:00.000Z'],
  [{ kind: 'date', presets: [] }, '2030-01-01T00:00:00.000Z'],
  [{ kind: 'options' }, null],
  [{ kind: 'none' }, null],
] as const)('a key that is valid for %j ends at %s', (validity, end) => {
  const chosenAt = '2030-01-01T00:00:00.000Z';
  const rules = validity.kind === 'date' ? { ...validity, presets: [] } : validity;
  expect(expiryOf(rules, '2026-08-31T01:00:00.000Z', chosenAt)).toBe(end);
});

test('a date that the user has not chosen yet is none', () => {
  expect(expiryOf({ kind: 'date', presets: [] }, '2026-08-31T01:00:00.000Z')).toBeNull();
});
