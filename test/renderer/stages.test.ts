import { expect, test } from 'vitest';
import { entriesOf } from '../../src/renderer/inventory/entry.ts';
import { isDue } from '../../src/renderer/inventory/key-state.ts';
import { servicesFirst } from '../../src/renderer/settings/services-first.ts';
import {
  complaintAboutStage,
  complaintAboutStages,
  offeredTo,
  stageOf,
  stagesIn,
  stagesOfChips,
} from '../../src/renderer/stages/stage-draft.ts';
import { nextStageOf, timesWords } from '../../src/renderer/stages/stages-of-keys.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import type { Span } from '../../src/shared/service.ts';
import { firstSettings } from '../../src/shared/first-settings.ts';
import { mostStages } from '../../src/shared/stages.ts';
import { accountState } from '../fakes/account-state.ts';
import { keyRow } from '../fakes/key-row.ts';
import { cardOf } from '../shared/card-of.ts';

const days = (...counts: number[]): Span[] => counts.map((count) => ({ count, unit: 'days' }));
const now = new Date('2027-05-01T12:00:00.000Z');
const expiresAt = '2027-05-21T12:00:00.000Z';

test.each<[string, Span | null]>([
  ['10', { count: 10, unit: 'days' }],
  [' 1 day ', { count: 1, unit: 'days' }],
  ['10D', { count: 10, unit: 'days' }],
  ['2w', { count: 2, unit: 'weeks' }],
  ['2 Weeks before', { count: 2, unit: 'weeks' }],
  ['3 months', { count: 3, unit: 'months' }],
  ['3 month', { count: 3, unit: 'months' }],
  ['0 days', null],
  ['a while', null],
  ['-3 days', null],
  ['3 years', null],
  ['1.5 days', null],
])('“%s” is read as it is meant, or not at all', (text, stage) => {
  expect(stageOf(text)).toEqual(stage);
});

test('a text of many stages is taken apart, and what is there already is found in other words', () => {
  expect(stagesIn('10, 2w;a while\n7 days,', [{ count: 1, unit: 'weeks' }])).toEqual([
    '10 days',
    '2 weeks',
    'a while',
    '1 week',
  ]);
  expect(stagesOfChips(['1 day', '3 months', '10 days'])).toEqual([
    { count: 3, unit: 'months' },
    ...days(10, 1),
  ]);
});

test('what cannot be kept is complained of', () => {
  expect(complaintAboutStage('24 months')).toBeNull();
  expect(complaintAboutStage('25 months')).toBe('Two years before the end is the earliest.');
  expect(complaintAboutStages([])).toMatch(/^Keep one at least/);
  const many = days(...Array.from({ length: mostStages + 1 }, (_, index) => index + 1));
  expect(complaintAboutStages(many)).toBe('8 are the most: remove some.');
  expect(complaintAboutStages(many.slice(1))).toBeNull();
});

test('offered is what is not there, in whatever words, and nothing when there is no room', () => {
  expect(offeredTo(days(14, 7, 1))).toEqual(['3 months', '1 month']);
  expect(offeredTo(days(9, 8, 7, 6, 5, 4, 3, 2))).toEqual([]);
});

test('the next stage is the nearest that has not begun; the end is the last of all', () => {
  expect(nextStageOf(expiresAt, days(28, 14, 3), now)?.toISOString()).toBe(
    '2027-05-07T12:00:00.000Z',
  );
  expect(nextStageOf(expiresAt, days(28, 20), now)).toBeNull();
  expect(timesWords(expiresAt, days(28, 20), now)).toMatch(/^All of them are past/);
  expect(timesWords(expiresAt, days(28, 3), now)).toMatch(/^On .*18.* ends on .*21.* One stage is/);
});

test('a key is due from the first stage on that holds for it', () => {
  const account = accountState({ serviceId: 'postman-v1' });
  const isDueBy = (own: Span[] | null, ofService: Span[] | null) => {
    const stages = ofService === null ? [] : [{ serviceId: 'postman-v1', stages: ofService }];
    const settings = { ...firstSettings, reminders: { ...firstSettings.reminders, stages } };
    const row = keyRow({ expiresAt, stages: own });
    const [entry] = entriesOf([row], [account], ruleCards, [], settings);
    return entry !== undefined && isDue(entry, now.getTime());
  };
  expect(isDueBy(null, null)).toBe(true);
  expect(isDueBy(null, days(10))).toBe(false);
  expect(isDueBy(days(21), days(10))).toBe(true);
  expect(isDueBy(days(10), null)).toBe(false);
});

test('a stage that lies before a key was made, or in the first tenth of its life, does not count', () => {
  const account = accountState({ serviceId: 'other' });
  const entryOf = (lifeDays: number, own: Span[] | null = null) => {
    const createdAt = new Date(Date.parse(expiresAt) - lifeDays * 24 * 60 * 60_000).toISOString();
    const row = keyRow({ expiresAt, createdAt, stages: own });
    const [entry] = entriesOf([row], [account], ruleCards, [], firstSettings);
    if (!entry) throw new Error('There is no entry.');
    return { entry, isDueWhenMade: isDue(entry, Date.parse(createdAt)) };
  };
  expect(entryOf(30).entry.stages).toEqual(days(14, 7, 1));
  expect(entryOf(30).isDueWhenMade).toBe(false);
  expect(entryOf(33).entry.stages).toEqual(days(14, 7, 1));
  expect(entryOf(34).entry.stages).toEqual(days(30, 14, 7, 1));
  // The last one always does: a key that lives a day is due from the beginning, and no surprise at its end.
  expect(entryOf(1).entry.stages).toEqual(days(1));
  expect(entryOf(1).isDueWhenMade).toBe(true);
  // What a service says of a key that is made after its end is no reason to be silent either.
  expect(entryOf(-5).entry.stages).toEqual(days(1));
  // What its owner has chosen for this key counts as it is.
  expect(entryOf(30, days(30)).isDueWhenMade).toBe(true);
});

test('a row that stays is reckoned anew when the stages of its service change', () => {
  const account = accountState({ serviceId: 'postman-v1' });
  const row = keyRow({ expiresAt });
  const of = (stages: Span[]) => {
    const chosen = [{ serviceId: 'postman-v1', stages }];
    const reminders = { ...firstSettings.reminders, stages: chosen };
    return entriesOf([row], [account], ruleCards, [], { ...firstSettings, reminders })[0];
  };
  expect(of(days(10))?.times?.dueMs).toBe(Date.parse('2027-05-11T12:00:00.000Z'));
  expect(of(days(5))?.times?.dueMs).toBe(Date.parse('2027-05-16T12:00:00.000Z'));
});

test('services in use come first, with those that were described or changed', () => {
  const described = { ...cardOf('other'), id: 'custom-1' };
  const services = [...ruleCards, described];
  const stages = [{ serviceId: 'api-data-gov', stages: days(3) }];
  const settings = { ...firstSettings, reminders: { ...firstSettings.reminders, stages } };
  const accounts = [accountState({ serviceId: 'postman-v1' })];
  const { first, others } = servicesFirst({ services, accounts, settings });
  expect(first.map(({ id }) => id)).toEqual(['postman-v1', 'api-data-gov', 'custom-1']);
  expect(others).toHaveLength(services.length - 3);
  expect(
    servicesFirst({ services: [...ruleCards], accounts: [], settings: firstSettings }),
  ).toEqual({
    first: [...ruleCards],
    others: [],
  });
});
