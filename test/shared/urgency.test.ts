import { expect, test } from 'vitest';
import { dataGovDeveloper } from '../../src/shared/rule-cards/data-gov-developer.ts';
import { postmanV1 } from '../../src/shared/rule-cards/postman-v1.ts';
import type { RuleCard, Span } from '../../src/shared/service.ts';
import { stagesOfCard } from '../../src/shared/stages.ts';
import { urgencyAt, urgencyTimesOf, type Urgency } from '../../src/shared/urgency.ts';

const expiresAt = '2027-05-12T01:46:00.000Z';

const urgencyBy = (stages: readonly Span[], at: string): Urgency =>
  urgencyAt(urgencyTimesOf(expiresAt, stages), Date.parse(at));
const urgencyOf = (card: RuleCard | null, at: string) => urgencyBy(stagesOfCard(card), at);

test.each<[string, Urgency]>([
  ['2027-04-14T01:45:59.999Z', 'fresh'],
  ['2027-04-14T01:46:00.000Z', 'due'],
  ['2027-05-05T01:45:59.999Z', 'due'],
  ['2027-05-05T01:46:00.000Z', 'urgent'],
  ['2027-05-12T01:45:59.999Z', 'urgent'],
  ['2027-05-12T01:46:00.000Z', 'expired'],
])('by the reminders of Postman v1, at %s it is %s', (at, urgency) => {
  expect(urgencyOf(postmanV1, at)).toBe(urgency);
});

test('three months are reckoned on the calendar', () => {
  expect(dataGovDeveloper.reminders[0]).toEqual({ count: 3, unit: 'months' });
  expect(urgencyOf(dataGovDeveloper, '2027-02-12T01:45:00.000Z')).toBe('fresh');
  expect(urgencyOf(dataGovDeveloper, '2027-02-12T01:46:00.000Z')).toBe('due');
});

test('without rules, a key is due a month before its end', () => {
  expect(urgencyOf(null, '2027-04-12T01:45:00.000Z')).toBe('fresh');
  expect(urgencyOf(null, '2027-04-12T01:46:00.000Z')).toBe('due');
});

test('where the first reminder is later than a week before, a key is urgent from it on', () => {
  const stages: Span[] = [{ count: 2, unit: 'days' }];
  expect(urgencyBy(stages, '2027-05-10T01:45:00.000Z')).toBe('fresh');
  expect(urgencyBy(stages, '2027-05-10T01:46:00.000Z')).toBe('urgent');
});

test('a key without an end is never due', () => {
  expect(urgencyAt(urgencyTimesOf(null, postmanV1.reminders), 0)).toBe('no-expiry');
});

test('the earliest stage counts, in whatever order they are laid', () => {
  // March has 31 days, so that a month before is earlier than thirty days, and February has not.
  const stages: Span[] = [
    { count: 30, unit: 'days' },
    { count: 1, unit: 'months' },
  ];
  const dueAt = (at: string) => new Date(urgencyTimesOf(at, stages)?.dueMs ?? 0).toISOString();
  expect(dueAt('2027-04-15T00:00:00.000Z')).toBe('2027-03-15T00:00:00.000Z');
  expect(dueAt('2027-03-15T00:00:00.000Z')).toBe('2027-02-13T00:00:00.000Z');
});
