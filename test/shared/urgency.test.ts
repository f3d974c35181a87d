import { expect, test } from 'vitest';
import { dataGovDeveloper } from '../../src/shared/rule-cards/data-gov-developer.ts';
import { postmanV1 } from '../../src/shared/rule-cards/postman-v1.ts';
import { urgencyOf, type Urgency } from '../../src/shared/urgency.ts';

const expiresAt = '2027-05-12T01:46:00.000Z';

test.each<[string, Urgency]>([
  ['2027-04-14T01:45:59.999Z', 'fresh'],
  ['2027-04-14T01:46:00.000Z', 'due'],
  ['2027-05-05T01:45:59.999Z', 'due'],
  ['2027-05-05T01:46:00.000Z', 'urgent'],
  ['2027-05-12T01:45:59.999Z', 'urgent'],
  ['2027-05-12T01:46:00.000Z', 'expired'],
])('by the reminders of Postman v1, at %s it is %s', (at, urgency) => {
  expect(urgencyOf({ expiresAt }, postmanV1, new Date(at))).toBe(urgency);
});

test('three months are reckoned on the calendar', () => {
  expect(dataGovDeveloper.reminders[0]).toEqual({ count: 3, unit: 'months' });
  expect(urgencyOf({ expiresAt }, dataGovDeveloper, new Date('2027-02-12T01:45:00.000Z'))).toBe(
    'fresh',
  );
  expect(urgencyOf({ expiresAt }, dataGovDeveloper, new Date('2027-02-12T01:46:00.000Z'))).toBe(
    'due',
  );
});

test('without rules, a key is due a month before its end', () => {
  expect(urgencyOf({ expiresAt }, null, new Date('2027-04-12T01:45:00.000Z'))).toBe('fresh');
  expect(urgencyOf({ expiresAt }, null, new Date('2027-04-12T01:46:00.000Z'))).toBe('due');
  expect(urgencyOf({ expiresAt }, { reminders: [] }, new Date('2027-04-12T01:46:00.000Z'))).toBe(
    'due',
  );
});

test('where the first reminder is later than a week before, a key is urgent from it on', () => {
  const card = { reminders: [{ count: 2, unit: 'days' as const }] };
  expect(urgencyOf({ expiresAt }, card, new Date('2027-05-10T01:45:00.000Z'))).toBe('fresh');
  expect(urgencyOf({ expiresAt }, card, new Date('2027-05-10T01:46:00.000Z'))).toBe('urgent');
});

test('a key without an end is never due', () => {
  expect(urgencyOf({ expiresAt: null }, postmanV1, new Date())).toBe('no-expiry');
});
