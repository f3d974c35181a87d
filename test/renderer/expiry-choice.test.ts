import { expect, test } from 'vitest';
import {
  complaintAboutExpiry,
  expiresAtOf,
  expiryPresetsOf,
  firstExpiryChoice,
  remarkOnExpiry,
} from '../../src/renderer/add-key/expiry-choice.ts';
import type { Validity } from '../../src/shared/service.ts';

const now = new Date('2026-08-31T01:00:00.000Z');
const sixMonths: Validity = { kind: 'calendar-months', months: 6 };
const chosen: Validity = {
  kind: 'date',
  presets: [
    { count: 30, unit: 'days' },
    { count: 1, unit: 'months' },
  ],
};

test('six calendar months after the end of August is the end of February, and the only answer', () => {
  expect(expiryPresetsOf(sixMonths, now)).toEqual([
    { id: '6-months', label: '6 months', expiresAt: '2027-02-28T01:00:00.000Z' },
  ]);
  expect(firstExpiryChoice(sixMonths, now)).toEqual({ kind: 'preset', id: '6-months' });
});

test('the presets of a service are offered, and none of them is taken unasked', () => {
  const presets = expiryPresetsOf(chosen, now);
  expect(presets).toEqual([
    { id: '30-days', label: '30 days', expiresAt: '2026-09-30T01:00:00.000Z' },
    { id: '1-months', label: '1 month', expiresAt: '2026-09-30T01:00:00.000Z' },
  ]);
  expect(firstExpiryChoice(chosen, now)).toEqual({ kind: 'date', date: '' });
  expect(expiresAtOf({ kind: 'preset', id: '30-days' }, presets)).toBe('2026-09-30T01:00:00.000Z');
});

test('a key that has no end is said to have none', () => {
  expect(firstExpiryChoice({ kind: 'none' }, now)).toEqual({ kind: 'none' });
  expect(expiresAtOf({ kind: 'none' }, [])).toBe(null);
  expect(remarkOnExpiry({ kind: 'none' }, [], now)).toContain('never ends');
});

test('a day counts from its beginning, one that has come is said, and one that is missing is asked for', () => {
  const day = { kind: 'date', date: '2027-05-12' } as const;
  expect(expiresAtOf(day, [])).toBe(new Date(2027, 4, 12).toISOString());
  expect(complaintAboutExpiry(day)).toBe(null);
  expect(remarkOnExpiry({ kind: 'date', date: '2026-08-01' }, [], now)).toContain(
    'will count as expired',
  );
  expect(complaintAboutExpiry({ kind: 'date', date: '' })).toContain('Say when the key ends');
});
