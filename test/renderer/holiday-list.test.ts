import { expect, test } from 'vitest';
import {
  comingOf,
  complaintAboutHoliday,
  dayOf,
  withHoliday,
  withoutHoliday,
} from '../../src/renderer/settings/holiday-list.ts';

const today = '2027-05-12';
const past = { date: '2027-05-01', name: 'Labour Day' };
const vesak = { date: '2027-05-20', name: 'Vesak Day' };
const now = { date: today, name: 'Today' };

test('the days ahead are shown, with today, the next one first', () => {
  expect(comingOf([vesak, past, now], today)).toEqual([now, vesak]);
});

test('a day is added in its place, and removed with all that is past left alone', () => {
  const days = withHoliday([past, vesak], { ...now, name: ' Today ' });
  expect(days).toEqual([past, now, vesak]);
  expect(withoutHoliday(days, today)).toEqual([past, vesak]);
});

test.each([
  [
    { date: '', name: '' },
    { date: 'Choose the day.', name: 'Say what it is.' },
  ],
  [
    { date: vesak.date, name: 'Again' },
    { date: 'It is in the list already: Vesak Day.', name: null },
  ],
  [past, { date: 'This day is over.', name: null }],
  [now, null],
])('%j: %j', (day, complaint) => {
  expect(complaintAboutHoliday(day, [vesak], today)).toEqual(complaint);
});

test('there is an end to how many there can be', () => {
  const days = Array.from({ length: 300 }, (_, index) => ({
    date: `${2100 + index}-01-01`,
    name: 'New Year’s Day',
  }));
  expect(complaintAboutHoliday(now, days, today)?.date).toBe(
    '300 days are the most. Remove some first.',
  );
});

test('a moment is on the day that it is where the user is', () => {
  expect(dayOf(new Date(2027, 4, 3, 23, 59))).toBe('2027-05-03');
});
