import { expect, test } from 'vitest';
import { dueKeys } from '../../../src/main/core/due.ts';
import type { KeyPlan, KeyRow } from '../../../src/shared/key.ts';
import type { Span } from '../../../src/shared/service.ts';
import { keyRow } from '../../fakes/key-row.ts';

const stages: Span[] = [28, 14, 3, 1].map((count) => ({ count, unit: 'days' }));
const endsAt = '2027-05-12T01:46:00.000Z';
const dayMs = 24 * 60 * 60_000;
const before = (days: number): number => Date.parse(endsAt) - days * dayMs;

function allDueAt(
  nowMs: number,
  row: KeyRow,
  plan: Partial<KeyPlan> | null = null,
  ofRow: readonly Span[] = stages,
  silenceDays = 0,
) {
  const none = { keyId: row.id, rotateBy: null, snoozedUntil: null, stages: null, told: null };
  const faults: unknown[] = [];
  const due = dueKeys(
    {
      rows: [row],
      stagesOf: () => ofRow,
      planOf: () => (plan === null ? null : { ...none, ...plan }),
      isBeingReplaced: () => false,
      soakedAtOf: () => null,
      nowMsOf: () => nowMs,
      silenceMs: silenceDays * dayMs,
    },
    (_row, error) => faults.push(error),
  );
  expect(faults).toEqual([]);
  return due;
}

/** How many days before the end those stages begin. */
function dueAt(...asked: Parameters<typeof allDueAt>) {
  return allDueAt(...asked).map(({ stageAt }) =>
    Math.round((Date.parse(endsAt) - Date.parse(stageAt)) / dayMs),
  );
}

const row = keyRow({ expiresAt: endsAt });
const stageAt = (days: number): string => new Date(before(days)).toISOString();

test.each([
  [29, []],
  [28, [28]],
  [15, [28]],
  [14, [14]],
  [2.5, [3]],
  [1, [1]],
  [0, [0]],
  [-29, [0]],
  [-400, [0]],
])('%s days before its end the last stage that has begun is due: %j', (days, expected) => {
  expect(dueAt(before(days), row)).toEqual(expected);
});

test.each([
  ['the last word comes before a silence that the end falls into', 2.4, 2.5, null, [1]],
  ['not where it ends after it', 2.6, 2.5, null, [3]],
  ['also where it is snoozed', 2.4, 2.5, { snoozedUntil: stageAt(-9) }, [1]],
  ['once', 2.4, 2.5, { told: { endsAt, stageAts: [stageAt(1)] } }, []],
  ['of an end that is past, its end is the last word', -1, 2.5, null, [0]],
])('%s', (_name, days, silenceDays, plan, expected) => {
  expect(dueAt(before(days), row, plan, stages, silenceDays)).toEqual(expected);
});

test('the last word comes before a silence also of a key whose only stage is not near', () => {
  const day: Span[] = [{ count: 1, unit: 'days' }];
  expect([0, 2.5].map((silence) => dueAt(before(2.4), row, null, day, silence))).toEqual([[], [1]]);
});

test('a day that was chosen for a key that was only ever listed is never too late to be told', () => {
  const rotateBy = '2026-06-01';
  const ofDay = (expiresAt: string | null) =>
    allDueAt(before(0) - 200 * dayMs, keyRow({ expiresAt, rotateBy, addedAt: null }));
  for (const expiresAt of [endsAt, null]) {
    expect(ofDay(expiresAt)).toMatchObject([{ because: 'planned', isOver: true }]);
  }
});

test('of a key that was only ever listed, an end that is long past is not news', () => {
  const listed = keyRow({ expiresAt: endsAt, addedAt: null });
  expect([-29, -31].map((days) => dueAt(before(days), listed))).toEqual([[0], []]);
});

test('what was told is not due once more, and a clock that was set back changes nothing of that', () => {
  const told = { endsAt, stageAts: [stageAt(28), stageAt(14)] };
  expect(dueAt(before(10), row, { told })).toEqual([]);
  expect(dueAt(before(20), row, { told })).toEqual([]);
  expect(dueAt(before(3), row, { told })).toEqual([3]);
});

test('a clock that ran ahead has skipped no stage for good', () => {
  const told = { endsAt, stageAts: [stageAt(1)] };
  expect(dueAt(before(20), row, { told })).toEqual([28]);
  expect(dueAt(before(3), row, { told })).toEqual([3]);
});

test('another end has stages of its own', () => {
  const told = { endsAt: '2027-01-01T00:00:00.000Z', stageAts: [stageAt(28)] };
  expect(dueAt(before(28), row, { told })).toEqual([28]);
});

test('a snooze keeps it silent, then tells it again, and never passes the last stage', () => {
  const told = { endsAt, stageAts: [stageAt(14)] };
  const snoozedUntil = stageAt(9);
  expect(dueAt(before(10), row, { told, snoozedUntil })).toEqual([]);
  expect(dueAt(before(9), row, { told, snoozedUntil })).toEqual([9]);
  expect(dueAt(before(1), row, { told, snoozedUntil: stageAt(-5) })).toEqual([1]);
  expect(dueAt(before(3), row, { told, snoozedUntil: stageAt(-5) })).toEqual([]);
});

test.each([
  ['replaced', { replacedBy: keyRow().id }],
  ['retired', { standing: 'retired' as const }],
  ['gone', { standing: 'gone' as const }],
  ['brought in after its end', { addedAt: '2028-01-01T00:00:00.000Z' }],
  ['without an end', { expiresAt: null }],
])('a key that is %s is not due', (_what, part) => {
  expect(dueAt(before(1), { ...row, ...part })).toEqual([]);
});

test('a day that its owner has chosen is told when it comes, long before its end, and again after a snooze', () => {
  const far = keyRow({ expiresAt: '2028-05-12T01:46:00.000Z', rotateBy: '2027-03-01' });
  const day = new Date(2027, 2, 1).getTime();
  const dueOn = (nowMs: number, plan: Partial<KeyPlan>) =>
    dueKeys(
      {
        rows: [far],
        stagesOf: () => stages,
        planOf: () => ({
          keyId: far.id,
          rotateBy: far.rotateBy,
          snoozedUntil: null,
          stages: null,
          told: null,
          ...plan,
        }),
        isBeingReplaced: () => false,
        soakedAtOf: () => null,
        nowMsOf: () => nowMs,
        silenceMs: 0,
      },
      (_row, error) => {
        throw error;
      },
    ).map(({ because, isOver, stageAt: at }) => [because, isOver, at]);
  const told = { endsAt: '2028-05-12T01:46:00.000Z', stageAts: ['2027-03-01T00:00:00.000Z'] };
  const snoozedUntil = new Date(day + 2 * dayMs).toISOString();
  expect([
    dueOn(day - 1, {}),
    dueOn(day, {}),
    dueOn(day, { told }),
    dueOn(day + dayMs, { told, snoozedUntil }),
    dueOn(day + 2 * dayMs, { told, snoozedUntil }),
  ]).toEqual([
    [],
    [['planned', false, '2027-03-01T00:00:00.000Z']],
    [],
    [],
    [['planned', true, snoozedUntil]],
  ]);
});

test('three months before the end of a long quarter are 92 days', () => {
  const august = keyRow({ expiresAt: '2027-08-31T00:00:00.000Z' });
  const quarter: Span[] = [{ count: 3, unit: 'months' }];
  const at = (moment: string) => dueAt(Date.parse(moment), august, null, quarter);
  expect(at('2027-05-30T23:59:59.000Z')).toEqual([]);
  expect(at('2027-05-31T00:00:00.000Z')).toHaveLength(1);
});

test('stages that are chosen later count from then on', () => {
  expect(dueAt(before(20), row)).toEqual([28]);
  expect(dueAt(before(20), row, null, [{ count: 21, unit: 'days' }])).toEqual([21]);
});

test('a day that is planned is over when the next one begins, also one of 25 hours', () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Europe/Berlin';
  try {
    const planned = keyRow({ expiresAt: null, rotateBy: '2026-10-25' });
    const isOverAt = (moment: string) => allDueAt(Date.parse(moment), planned)[0]?.isOver;
    expect(isOverAt('2026-10-25T23:59:59+01:00')).toBe(false);
    expect(isOverAt('2026-10-26T00:00:00+01:00')).toBe(true);
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});
