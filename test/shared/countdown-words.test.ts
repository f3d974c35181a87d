import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countdownWords } from '../../src/shared/countdown-words.ts';

const zone = process.env['TZ'];
beforeEach(() => useZone('Asia/Singapore'));
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else useZone(zone);
});

function useZone(name: string): void {
  process.env['TZ'] = name;
}

function words(expiresAt: string, now: string): string {
  return countdownWords(new Date(expiresAt).toISOString(), new Date(now));
}

const now = '2026-11-21T10:46:00+08:00';

test.each([
  ['2026-11-21T10:46:30+08:00', 'in less than a minute'],
  ['2026-11-21T10:47:00+08:00', 'in 1 minute'],
  ['2026-11-21T11:45:59+08:00', 'in 59 minutes'],
  ['2026-11-21T11:46:00+08:00', 'in 1 hour'],
  ['2026-11-22T17:46:00+08:00', 'in 31 hours'],
  ['2026-11-23T10:45:59+08:00', 'in 47 hours'],
  ['2026-11-23T10:46:00+08:00', 'in 2 days'],
  ['2027-01-03T10:00:00+08:00', 'in 43 days'],
  ['2027-01-20T23:59:00+08:00', 'in 60 days'],
  ['2027-01-21T00:00:00+08:00', 'in 2 months'],
  ['2027-05-11T10:46:00+08:00', 'in 5 months'],
  ['2028-11-20T10:46:00+08:00', 'in 23 months'],
  ['2028-11-21T10:46:00+08:00', 'in 2 years'],
  ['9999-12-31T23:59:59+08:00', 'in 7,973 years'],
  ['2026-11-21T10:46:00+08:00', 'expired just now'],
  ['2026-11-21T10:40:00+08:00', 'expired 6 minutes ago'],
  ['2026-11-20T10:46:00+08:00', 'expired 24 hours ago'],
  ['2026-11-18T10:46:00+08:00', 'expired 3 days ago'],
  ['2024-04-21T08:00:00+08:00', 'expired 2 years ago'],
])('%s is said as: %s', (expiresAt, said) => {
  expect(words(expiresAt, now)).toBe(said);
});

test('49 hours are never fewer days than 47 hours, also over a day of 25', () => {
  useZone('Europe/Berlin');
  const end = '2026-10-25T23:59:00+01:00';
  expect(words(end, '2026-10-24T00:00:00+02:00')).toBe('in 2 days');
  expect(words(end, '2026-10-24T01:00:00+02:00')).toBe('in 47 hours');
});

test('days are those of the calendar, so that they change at midnight and agree with the date', () => {
  const expiresAt = '2026-11-25T09:00:00+08:00';
  expect(words(expiresAt, '2026-11-21T23:59:00+08:00')).toBe('in 4 days');
  expect(words(expiresAt, '2026-11-22T00:00:00+08:00')).toBe('in 3 days');
});

describe('months', () => {
  test('from the 31st are whole on the last day of a shorter one', () => {
    expect(words('2027-02-28T12:00:00+08:00', '2026-08-31T12:00:00+08:00')).toBe('in 6 months');
    expect(words('2027-02-27T12:00:00+08:00', '2026-08-31T12:00:00+08:00')).toBe('in 5 months');
  });

  test('of a leap year reach the 29th', () => {
    expect(words('2028-02-29T12:00:00+08:00', '2027-11-30T12:00:00+08:00')).toBe('in 3 months');
    expect(words('2028-02-28T12:00:00+08:00', '2027-11-30T12:00:00+08:00')).toBe('in 2 months');
  });
});

describe('where clocks are changed', () => {
  test('a day of 23 or of 25 hours is a day', () => {
    useZone('Europe/Berlin');
    expect(words('2027-03-30T12:00:00+02:00', '2027-03-27T12:00:00+01:00')).toBe('in 3 days');
    expect(words('2026-10-27T12:00:00+01:00', '2026-10-24T12:00:00+02:00')).toBe('in 3 days');
  });

  test('hours are counted as they pass', () => {
    useZone('Europe/Berlin');
    expect(words('2027-03-28T12:00:00+02:00', '2027-03-27T12:00:00+01:00')).toBe('in 23 hours');
  });

  test('another zone is another calendar, from the next look on', () => {
    const expiresAt = '2026-11-25T01:00:00+08:00';
    expect(words(expiresAt, now)).toBe('in 4 days');
    useZone('America/New_York');
    expect(words(expiresAt, now)).toBe('in 4 days');
    expect(words(expiresAt, '2026-11-22T01:30:00+08:00')).toBe('in 3 days');
    useZone('Asia/Singapore');
    expect(words('2026-11-25T13:00:00+08:00', '2026-11-22T12:30:00+08:00')).toBe('in 3 days');
  });
});
