import { expect, test } from 'vitest';
import type { Span } from '../../src/shared/service.ts';
import { stagesOf } from '../../src/shared/stages.ts';
import { cardOf } from './card-of.ts';

const days = (...counts: number[]): Span[] => counts.map((count) => ({ count, unit: 'days' }));
const card = cardOf('postman-v1');
const chosen = { stages: [{ serviceId: card.id, stages: days(2, 10) }] };
const none = { stages: [] };

test('the key’s own stages count before those on its service, and those before its card’s', () => {
  const own = { stages: days(5, 40, 5) };
  expect(stagesOf(own, card, chosen)).toEqual(days(40, 5));
  expect(stagesOf({ stages: null }, card, chosen)).toEqual(days(10, 2));
  expect(stagesOf({ stages: null }, card, none)).toEqual(days(28, 14, 3, 1));
});

test('a service without rules about it has the usual ones', () => {
  expect(stagesOf({ stages: null }, { ...card, reminders: [] }, none)).toEqual(days(30, 14, 7, 1));
  expect(stagesOf({ stages: null }, null, chosen)).toEqual(days(30, 14, 7, 1));
});

test('data.gov.sg is reminded of by the calendar', () => {
  expect(stagesOf({ stages: null }, cardOf('data-gov-admin'), none)).toEqual([
    { count: 3, unit: 'months' },
    { count: 1, unit: 'months' },
    { count: 3, unit: 'weeks' },
    { count: 1, unit: 'weeks' },
  ]);
});

test('the same choice is the same list, by which 100,000 rows are not reckoned anew', () => {
  const own = { stages: days(5, 40) };
  expect(stagesOf(own, card, none)).toBe(stagesOf(own, card, none));
  expect(stagesOf({ stages: null }, card, chosen)).toBe(stagesOf({ stages: null }, card, chosen));
});
