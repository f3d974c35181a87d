import { expect, test } from 'vitest';
import { holidays } from '../../src/shared/holiday.ts';
import { bundledHolidays, isAsBundled } from '../../src/shared/holidays.ts';
import { contract } from '../../src/shared/contract.ts';
import { keptSettings, settingsToKeep } from '../../src/shared/settings.ts';
import { firstSettings } from '../../src/shared/first-settings.ts';

const weekdayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();

test('the bundled holidays are in order, each day once, and can be kept', () => {
  const dates = bundledHolidays.map(({ date }) => date);
  expect(dates).toEqual([...new Set(dates)].toSorted());
  expect(holidays.parse(bundledHolidays)).toEqual(bundledHolidays);
});

test('each year has the eleven holidays of Singapore, and a day in lieu of each that is a Sunday', () => {
  for (const year of ['2026', '2027']) {
    const days = bundledHolidays.filter(({ date }) => date.startsWith(year));
    const inLieu = days.filter(({ name }) => name.endsWith(', in lieu'));
    const named = days.filter((day) => !inLieu.includes(day));
    expect(named).toHaveLength(11);
    expect(inLieu.map(({ date }) => weekdayOf(date))).toEqual(inLieu.map(() => 1));
    const sundays = named.filter(({ date }) => weekdayOf(date) === 0);
    expect(inLieu).toHaveLength(sundays.length);
  }
});

test('a day cannot be in the list twice, and has a date and a name', () => {
  const day = { date: '2027-05-20', name: 'Vesak Day' };
  expect(holidays.safeParse([day, { ...day, name: 'Again' }]).success).toBe(false);
  for (const wrong of [{ date: '2027-02-30' }, { date: '20 May 2027' }, { name: ' ' }]) {
    expect(holidays.safeParse([{ ...day, ...wrong }]).success).toBe(false);
  }
});

test('settings from before there were holidays have the bundled ones', () => {
  const { holidays: _days, ...earlier } = firstSettings;
  expect(keptSettings.parse(earlier)).toEqual(firstSettings);
});

test('only a list of the user’s own is written down, so that later ones are not hidden by an old one', () => {
  expect('holidays' in settingsToKeep(firstSettings)).toBe(false);
  const own = { ...firstSettings, holidays: firstSettings.holidays.slice(1) };
  expect(keptSettings.parse(settingsToKeep(own))).toEqual(own);
  expect(isAsBundled(own.holidays)).toBe(false);
  const none = { ...firstSettings, holidays: [] };
  expect(keptSettings.parse(settingsToKeep(none))).toEqual(none);
});

test('a change of another setting says nothing of holidays', () => {
  const { request } = contract.changeSettings;
  expect(request.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
});
