import { expect, test } from 'vitest';
import type { Span } from '../../src/shared/service.ts';
import { inOrder, spansWords } from '../../src/shared/span.ts';
import { mostStages, stagesOf, usualStages, withStages } from '../../src/shared/stages.ts';
import { chosenStages } from '../../src/shared/chosen-stages.ts';
import { cardOf } from './card-of.ts';

const days = (...counts: number[]): Span[] => counts.map((count) => ({ count, unit: 'days' }));
const weeks = (count: number): Span => ({ count, unit: 'weeks' });
const months = (count: number): Span => ({ count, unit: 'months' });
const postman = cardOf('postman-v1');
const keyOf = (stages: Span[] | null) => ({
  stages,
  createdAt: null,
  expiresAt: '2027-05-12T00:00:00.000Z',
});
const none = { stages: [] };
const own = { stages: [{ serviceId: postman.id, stages: days(20, 2) }] };

test('a key’s own stages count before those on its service, these before its card’s, and then the usual ones', () => {
  expect(stagesOf(keyOf(days(5)), postman, own)).toEqual(days(5));
  expect(stagesOf(keyOf(null), postman, own)).toEqual(days(20, 2));
  expect(stagesOf(keyOf(null), postman, none)).toBe(postman.reminders);
  expect(stagesOf(keyOf(null), { ...postman, reminders: [] }, none)).toBe(usualStages);
  expect(stagesOf(keyOf(null), null, own)).toBe(usualStages);
});

test('the same choice is the same list, by which 100,000 rows are not reckoned anew', () => {
  const row = keyOf(days(5));
  expect(stagesOf(row, postman, own)).toBe(row.stages);
  expect(stagesOf(keyOf(null), postman, own)).toBe(own.stages[0]?.stages);
  const short = { ...keyOf(null), createdAt: '2027-04-30T00:00:00.000Z' };
  const stages = stagesOf(short, null, none);
  expect(stages).toEqual(days(7, 1));
  expect(stagesOf(short, null, own)).toBe(stages);
});

test('what was chosen for one service leaves the others alone, and is taken back', () => {
  const two = withStages(own.stages, cardOf('postman-v2').id, days(3));
  expect(two.map(({ serviceId }) => serviceId)).toEqual(['postman-v1', 'postman-v2']);
  expect(withStages(two, postman.id, days(9))).toHaveLength(2);
  expect(withStages(two, postman.id, null).map(({ serviceId }) => serviceId)).toEqual([
    'postman-v2',
  ]);
});

test('chosen stages are laid in order, and each is kept once', () => {
  const chosen = [...days(7, 30), weeks(1), months(1), ...days(31)];
  expect(chosenStages.parse(chosen)).toEqual([...days(31), months(1), ...days(30, 7)]);
});

test.each<[string, Span[]]>([
  ['none', []],
  ['too many', days(...Array.from({ length: mostStages + 1 }, (_, index) => index + 1))],
  ['too far', [months(25)]],
  ['too far in weeks', [weeks(105)]],
  ['too far in days', days(731)],
])('%s are refused', (_words, stages) => {
  expect(chosenStages.safeParse(stages).success).toBe(false);
});

test('a week is seven days, and a month is not thirty', () => {
  expect(inOrder([weeks(1), ...days(7)])).toEqual([weeks(1)]);
  expect(inOrder([...days(30), months(1)])).toEqual([months(1), ...days(30)]);
});

test.each<[Span[], string]>([
  [days(28, 14, 3, 1), '28, 14, 3 and 1 days'],
  [days(1), '1 day'],
  [[months(3), weeks(1)], '3 months and 1 week'],
  [[months(3), months(1), weeks(3)], '3 months, 1 month and 3 weeks'],
])('stages are said in few words', (stages, words) => {
  expect(spansWords(stages)).toBe(words);
});
