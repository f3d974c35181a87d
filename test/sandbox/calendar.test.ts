import { describe, expect, it } from 'vitest';
import { addMonths } from '../../src/sandbox/calendar.ts';

describe('calendar months', () => {
  it.each([
    ['2026-01-15T10:20:30.456Z', 6, '2026-07-15T10:20:30.456Z'],
    ['2026-08-31T00:00:00.000Z', 6, '2027-02-28T00:00:00.000Z'],
    ['2027-08-31T23:59:59.999Z', 6, '2028-02-29T23:59:59.999Z'],
    ['2027-08-30T12:00:00.000Z', 6, '2028-02-29T12:00:00.000Z'],
    ['2026-12-31T12:00:00.000Z', 6, '2027-06-30T12:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', 6, '2028-08-29T12:00:00.000Z'],
    ['2026-05-31T16:00:00.000Z', -6, '2025-11-30T16:00:00.000Z'],
  ])('%s and %i of them is %s', (from, months, to) => {
    expect(addMonths(new Date(from), months).toISOString()).toBe(to);
  });
});
