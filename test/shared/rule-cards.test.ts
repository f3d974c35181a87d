import { describe, expect, test } from 'vitest';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { ruleCard, type Span } from '../../src/shared/service.ts';
import { cardOf } from './card-of.ts';

/** What holds of every rule card, and what no rule card may hold. */

const days = (...counts: number[]): Span[] => counts.map((count) => ({ count, unit: 'days' }));
const dataGovStages: Span[] = [
  { count: 3, unit: 'months' },
  { count: 1, unit: 'months' },
  { count: 3, unit: 'weeks' },
  { count: 1, unit: 'weeks' },
];

/** All but the one for services of which nothing is known. */
const known = ruleCards.filter(({ id }) => id !== 'other');

describe('all cards', () => {
  test('are those that are known, each once, in the order in which they are offered', () => {
    expect(ruleCards.map(({ id }) => id)).toEqual([
      'postman-v1',
      'postman-v2',
      'data-gov-admin',
      'data-gov-developer',
      'data-gov-style',
      'api-data-gov',
      'other',
    ]);
  });

  test.each(ruleCards)('$name says nothing that the schema does not know', (card) => {
    expect(ruleCard.parse(card)).toEqual(card);
  });

  test.each(ruleCards)('$name hangs together', (card) => {
    const names = card.parameters.map(({ name }) => name);
    const asked = [...(card.probe?.path ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(names).toEqual(asked);
    // Whoever manages keys in pages must be told which, and what to do there.
    const isGuided = card.management.how === 'guided';
    expect(card.steps.create.length > 0).toBe(isGuided);
    expect(card.pages.length > 0 || !isGuided || card.id === 'other').toBe(true);
    expect(card.signIn === null).toBe(isGuided);
  });

  test.each(known)('$name can be reached and its keys can be used', (card) => {
    expect(card.environments.length > 0 || card.takesOwnAddress).toBe(true);
    expect(card.use?.template).toContain('{key}');
  });

  test('of another service nothing is known but that its keys can be kept', () => {
    const { use, probe, keyPattern, environments, takesOwnAddress } = cardOf('other');
    expect({ use, probe, keyPattern, environments, takesOwnAddress }).toEqual({
      use: null,
      probe: null,
      keyPattern: null,
      environments: [],
      takesOwnAddress: false,
    });
  });

  test.each(ruleCards)('$name counts its reminders down to the end', ({ reminders }) => {
    const daysOf = ({ count, unit }: Span) => count * { days: 1, weeks: 7, months: 30 }[unit];
    const lengths = reminders.map(daysOf);
    expect(lengths).toEqual(lengths.toSorted((one, other) => other - one));
    expect(new Set(lengths).size).toBe(lengths.length);
  });

  test.each([
    ['postman-v1', days(28, 14, 3, 1), days(28, 14, 3, 1)],
    ['postman-v2', days(28, 14, 3, 1), []],
    ['data-gov-admin', dataGovStages, []],
    ['data-gov-developer', dataGovStages, dataGovStages],
    ['data-gov-style', days(30, 14, 7, 1), []],
    ['api-data-gov', days(30, 14, 7, 1), []],
  ])('%s reminds at its stages, and says when the service does', (id, own, theirs) => {
    const { reminders, serviceReminders } = cardOf(id);
    expect({ reminders, serviceReminders }).toEqual({ reminders: own, serviceReminders: theirs });
  });

  test.each([
    ['postman-v1', null],
    ['postman-v2', { count: 10, perSeconds: 1 }],
    ['data-gov-admin', null],
    ['data-gov-developer', { count: 6, perSeconds: 10 }],
    ['data-gov-style', null],
    ['api-data-gov', { count: 1000, perSeconds: 3600 }],
  ])('%s may be probed as often as is known', (id, pace) => {
    expect(cardOf(id).probe?.pace).toEqual(pace);
  });
});

describe('a card that would do harm is not taken', () => {
  const card = cardOf('postman-v2');
  const { probe } = card;
  if (!probe) throw new Error('It has a probe.');

  test.each<[string, unknown]>([
    ['an address in the open', { environments: [{ id: 'a', name: 'A', address: 'http://a.sg' }] }],
    [
      'an address with a slash at its end',
      { environments: [{ ...card.environments[0], address: 'https://a.sg/' }] },
    ],
    ['a page in the open', { pages: [{ purpose: 'keys', label: 'A', url: 'http://a.sg/' }] }],
    ['a page that is a program', { pages: [{ purpose: 'keys', label: 'A', url: 'javascript:1' }] }],
    ['a probe of another server', { probe: { ...probe, path: '//elsewhere.sg/' } }],
    ['a probe with blanks', { probe: { ...probe, path: '/a b' } }],
    ['a probe without a pace', { probe: { ...probe, pace: undefined } }],
    ['a pace of nothing', { probe: { ...probe, pace: { count: 0, perSeconds: 1 } } }],
    ['a pace in no time', { probe: { ...probe, pace: { count: 1, perSeconds: 0 } } }],
    ['a header that is two', { use: { header: 'a\r\nb', template: '{key}' } }],
    ['a template with a line break', { use: { header: 'a', template: '{key}\n' } }],
    ['a template without the key', { use: { header: 'a', template: 'Bearer' } }],
    ['a key pattern without bounds', { keyPattern: '.*.*.*' }],
    ['an id with a slash', { id: '../a' }],
    ['a field that nobody knows', { color: 'blue' }],
  ])('%s', (_what, part) => {
    expect(ruleCard.safeParse({ ...card, ...(part as object) }).success).toBe(false);
  });
});
