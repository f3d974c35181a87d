import { array, assert, constant, integer, oneof, property } from 'fast-check';
import { expect, test } from 'vitest';
import { entriesOf, type Entry } from '../../src/renderer/inventory/entry.ts';
import { dateAfter } from '../../src/renderer/rotation/day-words.ts';
import {
  changesOf,
  complaintAboutDate,
  datesFor,
  dayOffOf,
  planableOf,
  weeksOf,
} from '../../src/renderer/rotation/plan-draft.ts';
import type { KeyRow } from '../../src/shared/key.ts';
import type { Rotation } from '../../src/shared/rotation.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { accountState } from '../fakes/account-state.ts';
import { keyRow } from '../fakes/key-row.ts';
import { rotationOf } from '../fakes/rotation-of.ts';

const now = new Date(2027, 4, 1, 12);
const postman = accountState({ serviceId: 'postman-v1' });

function entriesFor(
  rows: readonly Partial<KeyRow>[],
  rotations: readonly Rotation[] = [],
): Entry[] {
  return entriesOf(rows.map(keyRow), [postman], ruleCards, rotations);
}

test('planned for are keys that work and that nobody replaces yet, those that end first at the top', () => {
  const rotating = keyRow({ label: 'rotating' });
  const entries = entriesFor(
    [
      { label: 'later', expiresAt: '2027-09-01T00:00:00.000Z' },
      { label: 'sooner', expiresAt: '2027-07-01T00:00:00.000Z', standing: 'known-not-held' },
      { label: 'retired', standing: 'retired' },
      { label: 'replaced', replacedBy: rotating.id },
      rotating,
    ],
    [rotationOf({ old: rotating })],
  );
  const labelsOf = (some: Entry[]): string[] => some.map(({ row }) => row.label);
  expect(labelsOf(planableOf(entries, null))).toEqual(['sooner', 'later']);
  const [first] = entries;
  expect(labelsOf(planableOf(entries, first ? [first.row.id] : []))).toEqual(['later']);
});

test('what was chosen before stands until everything is proposed anew, and only what differs is told to main', () => {
  const entries = entriesFor([
    { expiresAt: '2027-09-01T00:00:00.000Z', rotateBy: '2027-06-02' },
    { expiresAt: '2027-09-01T00:00:00.000Z' },
  ]);
  const [chosen, open] = entries.map(({ row }) => row.id);
  const dates = datesFor(entries, { now, holidays: [] }, false);
  expect(chosen && dates.get(chosen)).toBe('2027-06-02');
  expect(changesOf(entries, dates).map(({ keyId }) => keyId)).toEqual([open]);
  const anew = datesFor(entries, { now, holidays: [] }, true);
  expect(chosen && anew.get(chosen)).not.toBe('2027-06-02');
  expect(changesOf(entries, new Map())).toEqual([{ keyId: chosen, rotateBy: null }]);
});

test('a day is refused when it is past or when the key has ended, and said to be off when it is', () => {
  const [entry] = entriesFor([{ expiresAt: new Date(2027, 5, 1, 12).toISOString() }]);
  if (!entry) throw new Error('no entry');
  const complaintsAt = (date: string): string | null => complaintAboutDate({ entry, date }, now);
  expect(['', '2027-04-30', '2027-05-01', '2027-05-31', '2027-06-02'].map(complaintsAt)).toEqual([
    null,
    'This day is past.',
    null,
    null,
    'The key has ended by then.',
  ]);
  const holidays = [{ date: '2027-05-20', name: 'Vesak Day' }];
  expect(
    ['', '2027-05-19', '2027-05-20', '2027-05-22', '2027-05-23'].map((date) =>
      dayOffOf(date, holidays),
    ),
  ).toEqual([null, null, 'Vesak Day', 'Saturday', 'Sunday']);
});

test('whatever the days: every one is in its week, weeks follow each other, and the first is this one', () => {
  const anyDate = integer({ min: 0, max: 300 }).map((days) => dateAfter('2027-05-01', days));
  assert(
    property(array(oneof(anyDate, constant('')), { maxLength: 40 }), (dates) => {
      const weeks = weeksOf(dates, now);
      const total = weeks.reduce((sum, { count }) => sum + count, 0);
      expect(total).toBe(dates.filter((date) => date !== '').length);
      expect(weeks[0]?.from).toBe('2027-04-26');
      for (const [index, { from }] of weeks.entries()) {
        expect(Date.parse(from)).toBe(Date.parse('2027-04-26') + index * 7 * 86_400_000);
      }
    }),
  );
});
