import { expect, test } from 'vitest';
import { isQuietTime, silenceAhead } from '../../src/shared/quiet-time.ts';

process.env['TZ'] = 'Europe/Berlin';

const night = { quietHours: { from: '22:00', to: '07:30' }, isQuietAtWeekends: false };
const day = { quietHours: { from: '09:00', to: '17:00' }, isQuietAtWeekends: false };
const weekend = { quietHours: null, isQuietAtWeekends: true };
const at = (moment: string): Date => new Date(moment);

test.each([
  ['2026-11-18T21:59:59', false],
  ['2026-11-18T22:00:00', true],
  ['2026-11-19T00:00:00', true],
  ['2026-11-19T07:29:59', true],
  ['2026-11-19T07:30:00', false],
])('quiet hours go over midnight: %s', (moment, isQuiet) => {
  expect(isQuietTime(night, at(moment))).toBe(isQuiet);
});

test.each([
  ['2026-11-18T08:59:59', false],
  ['2026-11-18T09:00:00', true],
  ['2026-11-18T16:59:59', true],
  ['2026-11-18T17:00:00', false],
  ['2026-11-18T23:00:00', false],
])('and within a day: %s', (moment, isQuiet) => {
  expect(isQuietTime(day, at(moment))).toBe(isQuiet);
});

test.each([
  ['2026-11-20T23:59:59', false],
  ['2026-11-21T00:00:00', true],
  ['2026-11-22T23:59:59', true],
  ['2026-11-23T00:00:00', false],
])('a weekend is Saturday and Sunday where the user is: %s', (moment, isQuiet) => {
  expect(isQuietTime(weekend, at(moment))).toBe(isQuiet);
});

test('hours that end as they begin are none, and without any it is never quiet', () => {
  const none = { quietHours: { from: '09:00', to: '09:00' }, isQuietAtWeekends: false };
  expect(isQuietTime(none, at('2026-11-18T09:00:00'))).toBe(false);
  expect(isQuietTime({ ...none, quietHours: null }, at('2026-11-22T09:00:00'))).toBe(false);
});

test('in the night in which an hour comes twice or not at all, they are those of the clock on the wall', () => {
  // At one in UTC it becomes two o'clock for the second time, and at two in summer time three.
  const untilTwo = { quietHours: { from: '22:00', to: '02:30' }, isQuietAtWeekends: false };
  expect(isQuietTime(untilTwo, at('2026-10-25T00:15:00Z'))).toBe(true);
  expect(isQuietTime(untilTwo, at('2026-10-25T00:45:00Z'))).toBe(false);
  expect(isQuietTime(untilTwo, at('2026-10-25T01:15:00Z'))).toBe(true);
  expect(isQuietTime(untilTwo, at('2026-10-25T01:45:00Z'))).toBe(false);
  expect(isQuietTime(untilTwo, at('2026-03-29T00:59:00Z'))).toBe(true);
  expect(isQuietTime(untilTwo, at('2026-03-29T01:00:00Z'))).toBe(false);
});

const hours = (count: number): number => count * 60 * 60_000;

test.each([
  ['a night begins within twelve hours', night, '2026-11-18T12:00:00', hours(19.5)],
  ['it lasts already', night, '2026-11-19T01:30:00', hours(6)],
  ['it is further off', night, '2026-11-18T08:00:00', 0],
  ['a weekend, seen on its Friday', weekend, '2026-11-20T16:00:00', hours(8 + 48)],
  ['a weekend, seen on Thursday', weekend, '2026-11-19T16:00:00', 0],
  [
    'a weekend with its nights',
    { ...night, isQuietAtWeekends: true },
    '2026-11-20T22:30:00',
    hours(57),
  ],
  ['no quiet at all', { ...weekend, isQuietAtWeekends: false }, '2026-11-20T16:00:00', 0],
  ['the night in which clocks go forward', night, '2027-03-27T23:30:00', hours(7)],
])('how long nothing can be said: %s', (_name, settings, moment, silenceMs) => {
  expect(silenceAhead(settings, at(moment))).toBe(silenceMs);
});
