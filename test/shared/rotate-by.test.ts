import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundledHolidays } from '../../src/shared/holidays.ts';
import { keyId } from '../../src/shared/key.ts';
import { proposeDates, type DatedKey } from '../../src/shared/rotate-by.ts';
import type { Span } from '../../src/shared/service.ts';
import { inOrder } from '../../src/shared/span.ts';

const today = '2026-11-25';
const holidays = bundledHolidays;
const dayMs = 24 * 60 * 60_000;
const stages: readonly Span[] = [{ count: 30, unit: 'days' }];

/** Noon where the test runs. */
function noonOf(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day, 12).toISOString();
}

function later(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

let made = 0;
function key(part: Partial<DatedKey> = {}): DatedKey {
  made += 1;
  const expiresAt = noonOf('2027-05-12');
  const id = keyId.parse(`key-${made}`);
  return { keyId: id, expiresAt, createdAt: null, addedAt: null, stages, card: null, ...part };
}

const datesOf = (keys: DatedKey[], from = today) =>
  proposeDates(keys, { today: from, holidays }).map(({ rotateBy }) => rotateBy);

test('a key is to be replaced on the first working day of its reminders', () => {
  // 30 days before is Monday, 12 April; three months before is Friday, 12 February.
  const early: Span[] = [{ count: 3, unit: 'months' }];
  expect(datesOf([key(), key({ stages: early })])).toEqual(['2027-04-12', '2027-02-12']);
});

test('no weekend and no holiday is proposed', () => {
  // 30 days before 7 March is Friday, 5 February; the weekend and two days of Chinese New Year follow.
  const keys = [1, 2].map(() => key({ expiresAt: noonOf('2027-03-07') }));
  expect(datesOf(keys)).toEqual(['2027-02-05', '2027-02-09']);
});

test('where a service reminds too late for both keys to live side by side, it is begun earlier', () => {
  const late: Span[] = [{ count: 2, unit: 'days' }];
  const [date = null] = datesOf([key({ stages: late })]);
  expect(date).toBe('2027-04-26');
});

test('a key that has little time left is to be replaced as soon as can be', () => {
  // A Wednesday; the key ends on the Sunday after it.
  expect(datesOf([key({ expiresAt: noonOf('2026-11-29') })])).toEqual(['2026-11-25']);
  // From a Saturday on, with an end on Monday, only a weekend is left.
  const days = datesOf([key({ expiresAt: noonOf('2026-11-30') })], '2026-11-28');
  expect(days).toEqual(['2026-11-28']);
});

test('no day is proposed for what has none left, what is over, and what never ends', () => {
  const ends = [noonOf(today), noonOf('2026-11-20'), null];
  expect(datesOf(ends.map((expiresAt) => key({ expiresAt })))).toEqual([null, null, null]);
});

test('a key without an end is replaced as often as its service advises', () => {
  const yearly = { rotateEvery: { count: 12, unit: 'months' } as Span };
  const madeOn = (date: string | null, addedAt: string | null = null) =>
    key({
      expiresAt: null,
      createdAt: date === null ? null : noonOf(date),
      addedAt,
      card: yearly,
    });
  expect(
    datesOf([
      madeOn('2026-06-16'),
      madeOn(null, noonOf('2026-06-16')),
      // It should have been replaced long since.
      madeOn('2020-01-01'),
      madeOn(null),
    ]),
  ).toEqual(['2027-06-10', '2027-06-11', '2026-11-25', null]);
});

test('keys that were made on one day are spread, one a working day while there are any', () => {
  expect(datesOf([1, 2, 3, 4, 5, 6].map(() => key()))).toEqual([
    '2027-04-12',
    '2027-04-13',
    '2027-04-14',
    '2027-04-15',
    '2027-04-16',
    '2027-04-19',
  ]);
});

test('of keys that have little time left, three share the next day', () => {
  const dates = datesOf([1, 2, 3, 4].map(() => key({ expiresAt: noonOf('2026-12-01') })));
  expect(dates).toEqual([today, today, today, '2026-11-26']);
});

const span = fc.record({
  count: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom('days' as const, 'weeks' as const, 'months' as const),
});
const anyKeys = fc
  .array(
    fc.record({
      inDays: fc.option(fc.integer({ min: -20, max: 500 })),
      agoDays: fc.option(fc.integer({ min: 0, max: 900 })),
      reminders: fc.array(span, { maxLength: 2 }).map(inOrder),
      rotateEvery: fc.option(span),
    }),
    { maxLength: 60 },
  )
  .map((found) =>
    found.map(({ inDays, agoDays, reminders, rotateEvery }, index): DatedKey => ({
      keyId: keyId.parse(`key-${index}`),
      expiresAt: inDays === null ? null : noonOf(later(today, inDays)),
      createdAt: agoDays === null ? null : noonOf(later(today, -agoDays)),
      addedAt: null,
      stages: reminders,
      card: { rotateEvery },
    })),
  );

const off = new Set(holidays.map(({ date }) => date));
function isWorkingDay(date: string): boolean {
  return ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) && !off.has(date);
}

/** The last day that is over before the key is. */
function lastDayOf({ expiresAt }: DatedKey): string | null {
  if (expiresAt === null) return null;
  const end = new Date(expiresAt);
  const local = new Date(Date.UTC(end.getFullYear(), end.getMonth(), end.getDate()));
  return later(local.toISOString().slice(0, 10), -1);
}

/** Whether a plan is as it should be, whatever the key: null if so. */
function faultOf(one: DatedKey, rotateBy: string | null): string | null {
  const last = lastDayOf(one);
  if (rotateBy === null)
    return last !== null && last >= today ? 'no day although one is left' : null;
  if (rotateBy < today) return 'past';
  if (last !== null && rotateBy > last) return 'too late';
  if (isWorkingDay(rotateBy)) return null;
  for (let day = today; day <= (last ?? later(today, 500)); day = later(day, 1)) {
    if (isWorkingDay(day)) return 'a day off although a working day is left';
  }
  return null;
}

test('whatever the keys are, no day is past, none is too late, and only where no other is left is it off', () => {
  fc.assert(
    fc.property(anyKeys, (keys) => {
      const plans = proposeDates(keys, { today, holidays });
      expect(plans.map((plan) => plan.keyId)).toEqual(keys.map((one) => one.keyId));
      const faults = keys.map((one, index) => faultOf(one, plans[index]?.rotateBy ?? null));
      expect(faults).toEqual(keys.map(() => null));
    }),
  );
});

test('the order in which keys are given changes nothing', () => {
  fc.assert(
    fc.property(anyKeys, (keys) => {
      const byKey = (given: DatedKey[]) =>
        new Map(proposeDates(given, { today, holidays }).map((plan) => [plan.keyId, plan]));
      expect(byKey(keys.toReversed())).toEqual(byKey(keys));
    }),
  );
});

test('however many keys end on one day, no working day has two more of them than another', () => {
  const count = fc.integer({ min: 1, max: 200 });
  fc.assert(
    fc.property(count, (length) => {
      const counts = new Map<string | null, number>();
      const dates = datesOf(Array.from({ length }, () => key()));
      for (const date of dates) counts.set(date, (counts.get(date) ?? 0) + 1);
      // From the reminder on 12 April to the last day with room for a soak, 2 May: 15 working days.
      expect(counts.size).toBe(Math.min(length, 15));
      expect(Math.max(...counts.values())).toBe(Math.ceil(length / 15));
    }),
    { numRuns: 40 },
  );
});

test('10,000 keys of a few days are planned within a second', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) =>
    key({
      expiresAt: noonOf(later('2027-05-12', index % 5)),
      stages: [{ count: 12, unit: 'months' }],
    }),
  );
  const before = performance.now();
  const dates = datesOf(keys);
  expect(performance.now() - before).toBeLessThan(1000);
  expect(new Set(dates).size).toBeGreaterThan(80);
});
