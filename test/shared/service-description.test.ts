import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cardOfDescription,
  descriptionOf,
  isDescribed,
  unsaid,
} from '../../src/shared/described-service.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { ruleCard } from '../../src/shared/service.ts';
import { serviceDescription } from '../../src/shared/service-description.ts';

const least = {
  name: 'ForSG',
  about: null,
  address: 'https://api.example.gov.sg',
  use: null,
  keyPattern: null,
  isShownOnce: false,
  validity: { kind: 'date' },
  reminders: [],
  mostLiveKeys: null,
  rotateEvery: null,
  probe: null,
  page: null,
} as const;
const use = { header: 'Authorization', template: 'Bearer {key}' };
const probe = { path: '/v1/me', works: ['2xx'], isJson: true, refused: [401] };

const words = (most: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: most / 4 }).filter((text) => {
    return text.trim() !== '' && text.length <= most;
  });
const count = fc.integer({ min: 1, max: 10_000 });
const span = fc.record({ count, unit: fc.constantFrom('months', 'weeks', 'days') });
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const status: fc.Arbitrary<unknown> = fc.constantFrom(400, 404, 410, 422, 451);
const described = fc
  .record({
    name: words(60),
    about: orNull(fc.oneof(words(300), fc.constant(unsaid))),
    address: fc.constantFrom(
      'https://a.example.org/v1/',
      'HTTPS://A.example.org:443',
      'http://[::1]:8',
    ),
    use: orNull(
      fc.record({
        header: fc.constantFrom('Authorization', 'x-api-key', 'X'),
        template: fc.constantFrom('{key}', 'Bearer {key}', 'a {key} b {key}', ' {key} '),
      }),
    ),
    keyPattern: orNull(fc.constantFrom('(live|test)_v1_.+', '^[a-z]{32}$', '\\w{3,9}')),
    isShownOnce: fc.boolean(),
    validity: fc.oneof(
      fc.record({ kind: fc.constant('calendar-months'), months: count }),
      fc.record({ kind: fc.constant('days'), days: count }),
      fc.constantFrom({ kind: 'date' }, { kind: 'none' }),
    ),
    reminders: fc.array(span, { maxLength: 12 }),
    mostLiveKeys: orNull(count),
    rotateEvery: orNull(span),
    probe: orNull(
      fc
        .record({
          path: fc.constantFrom('/', '/v1/me?limit=1', '/a%20b'),
          works: fc.uniqueArray(fc.oneof(fc.constant('2xx'), status, fc.constant(204)), {
            minLength: 1,
            maxLength: 4,
          }),
          isJson: fc.boolean(),
          refused: fc.uniqueArray(fc.oneof(status, fc.constantFrom(401, 403)), { maxLength: 4 }),
        })
        .map((one) => ({ ...one, refused: one.refused.filter((no) => !one.works.includes(no)) })),
    ),
    page: orNull(fc.constantFrom('https://example.org', 'https://a.example.org/keys?tab=1#new')),
  })
  .map((one) => ({ ...one, probe: one.use === null ? null : one.probe }));

test('a description becomes a rule card, and is read back from it as it was', () => {
  fc.assert(
    fc.property(described, (said) => {
      const description = serviceDescription.parse(said);
      const card = cardOfDescription(description, 'custom-1');
      expect(ruleCard.parse(card)).toEqual(card);
      expect(descriptionOf(card)).toEqual(description);
      expect(serviceDescription.parse(descriptionOf(card))).toEqual(description);
    }),
  );
});

test('reminders are kept longest first and once each, and an address in one way of writing', () => {
  const { reminders, address } = serviceDescription.parse({
    ...least,
    address: ' HTTPS://API.example.gov.sg/v1/ ',
    reminders: [
      { count: 1, unit: 'days' },
      { count: 1, unit: 'months' },
      { count: 2, unit: 'weeks' },
      { count: 1, unit: 'days' },
    ],
  });
  expect(address).toBe('https://api.example.gov.sg/v1');
  expect(reminders).toEqual([
    { count: 1, unit: 'months' },
    { count: 2, unit: 'weeks' },
    { count: 1, unit: 'days' },
  ]);
});

test.each([
  ['http to another computer', { address: 'http://example.org' }],
  ['a user name in the address', { address: 'https://me@example.org' }],
  ['a page in the open', { page: 'http://example.org/keys' }],
  ['a page that is a program', { page: 'javascript:alert(1)' }],
  ['a user name in a page', { page: 'https://example.org@evil.example.net/' }],
  ['a page on this computer', { page: 'https://localhost/keys' }],
  ['a header that says how a request travels', { use: { ...use, header: 'Host' } }],
  ['a key in a header that Keyturn writes itself', { use: { ...use, header: 'User-Agent' } }],
  ['a key sent as a cookie', { use: { ...use, header: 'Cookie' } }],
  ['a header without a place for the key', { use: { ...use, template: 'Bearer abc' } }],
  ['a line break in a header', { use: { ...use, template: '{key}\r\nX: y' } }],
  ['a pattern that nests', { keyPattern: '(a+)+' }],
  ['an empty pattern', { keyPattern: '' }],
  ['a key for a pattern', { keyPattern: 'live_v1_Canary0Canary\\/Canary' }],
  ['the beginning of a key for a pattern', { keyPattern: 'live_v1_Canary0Canary.*' }],
  ['a check without a header', { probe }],
  ['a check at another host', { use, probe: { ...probe, path: '//evil.example.net/' } }],
  ['a check with a parameter', { use, probe: { ...probe, path: '/{id}' } }],
  ['401 as a sign that a key works', { use, probe: { ...probe, works: [401] } }],
  ['503 as a sign that a key is refused', { use, probe: { ...probe, refused: [503] } }],
  ['429 as a sign that a key is refused', { use, probe: { ...probe, refused: [429] } }],
  ['one status that means both', { use, probe: { ...probe, works: [404], refused: [404] } }],
  ['a rule card instead of a description', { id: 'postman-v1' }],
])('not taken: %s', (_what, part) => {
  expect(serviceDescription.safeParse({ ...least, ...part }).success).toBe(false);
});

test('no service that Keyturn knows by itself can be taken for a described one', () => {
  expect(ruleCards.filter(isDescribed)).toEqual([]);
});
