import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { complaintsAbout } from '../../src/renderer/describe-service/description-complaints.ts';
import {
  blank,
  descriptionIn,
  draftOf,
  type DescriptionDraft,
} from '../../src/renderer/describe-service/description-draft.ts';
import { presets } from '../../src/renderer/describe-service/presets.ts';
import { cardOfDescription } from '../../src/shared/described-service.ts';
import { serviceDescription } from '../../src/shared/service-description.ts';
import { apiCard } from '../fakes/rule-cards.ts';

const filled: DescriptionDraft = {
  ...blank,
  name: 'ForSG',
  address: 'https://api.example.gov.sg',
  header: 'Authorization',
  canCheck: true,
  path: '/v1/me',
};

test('what was typed is sent, and comes back into the form as it was', () => {
  const draft: DescriptionDraft = {
    ...filled,
    about: 'Forms.',
    keyPattern: '(live|test)_v1_.+',
    validity: 'calendar-months',
    months: '3',
    mostLiveKeys: '2',
    rotateEvery: { count: '6', unit: 'weeks' },
    works: '2xx, 404',
    refused: '401, 403',
    page: 'https://example.gov.sg/keys',
  };
  const description = serviceDescription.parse(descriptionIn(draft));
  expect(description).toEqual({
    name: 'ForSG',
    about: 'Forms.',
    address: 'https://api.example.gov.sg',
    use: { header: 'Authorization', template: 'Bearer {key}' },
    keyPattern: '(live|test)_v1_.+',
    isShownOnce: false,
    validity: { kind: 'calendar-months', months: 3 },
    reminders: [30, 14, 7, 1].map((count) => ({ count, unit: 'days' })),
    mostLiveKeys: 2,
    rotateEvery: { count: 6, unit: 'weeks' },
    probe: { path: '/v1/me', works: ['2xx', 404], isJson: true, refused: [401, 403] },
    page: 'https://example.gov.sg/keys',
  });
  expect(draftOf(cardOfDescription(description, 'custom-1'))).toEqual(draft);
});

test('what is left empty is not known, and what is not ticked is not sent', () => {
  expect(descriptionIn({ ...filled, header: ' ', canCheck: false })).toMatchObject({
    about: null,
    use: null,
    keyPattern: null,
    mostLiveKeys: null,
    rotateEvery: null,
    probe: null,
    page: null,
  });
});

test.each<[string, Partial<DescriptionDraft>]>([
  ['name', { name: ' ' }],
  ['name', { name: 'POSTMAN v1 ' }],
  ['address', { address: 'http://example.org' }],
  ['page', { page: 'http://example.org' }],
  ['keyPattern', { keyPattern: '(a+)+' }],
  ['keyPattern', { keyPattern: 'live_v1_Canary' }],
  ['keyPattern', { keyPattern: 'live_v1_Canary0Canary.*' }],
  ['header', { header: 'Cookie' }],
  ['header', { header: '' }],
  ['template', { template: 'Bearer' }],
  ['months', { validity: 'calendar-months', months: '0' }],
  ['days', { validity: 'days', days: 'ten' }],
  ['mostLiveKeys', { mostLiveKeys: '-1' }],
  ['rotateEvery', { rotateEvery: { count: '1.5', unit: 'months' } }],
  ['reminder 1', { reminders: [...blank.reminders.slice(0, 1), { count: '', unit: 'days' }] }],
  ['path', { path: '//example.org' }],
  ['path', { path: 'v1' }],
  ['works', { works: '' }],
  ['works', { works: '2xx, 403' }],
  ['works', { works: '20' }],
  ['refused', { refused: '2xx' }],
  ['refused', { refused: '429' }],
  ['refused', { works: '404', refused: '404' }],
])('complained of: %s in %j', (field, part) => {
  expect(Object.keys(complaintsAbout({ ...filled, ...part }, [apiCard]))).toEqual([field]);
});

test('a field that is out of sight is not complained of', () => {
  const hidden = { ...filled, canCheck: false, path: '', works: '', months: '', header: '' };
  expect(complaintsAbout({ ...hidden, template: '' }, [])).toEqual({});
});

test('each beginning lacks an address at most, and so says nothing that is not known', () => {
  for (const { name, draft } of presets) {
    const lacks = name === 'Blank' ? ['name', 'address'] : ['address'];
    expect(Object.keys(complaintsAbout(draft, []))).toEqual(lacks);
  }
});

/** Mostly what somebody may mean, at times something else. */
const typed = (...usual: string[]) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  );
const unit = fc.constantFrom('days' as const, 'weeks' as const, 'months' as const);
const drafts: fc.Arbitrary<DescriptionDraft> = fc.record({
  name: typed('ForSG', ' x '),
  about: typed('', 'Forms.'),
  address: typed('https://example.org/v1/', 'http://localhost:80'),
  header: typed('', 'x-api-key', ' Authorization ', 'Host'),
  template: typed('{key}', 'Bearer {key}', '{key'),
  keyPattern: typed('', '[a-z]{3}', ' ^(a|b)$ ', 'abc'),
  isShownOnce: fc.boolean(),
  mostLiveKeys: typed('', '3', ' 3 '),
  validity: fc.constantFrom('date', 'calendar-months', 'days', 'none'),
  months: typed('6', '10000'),
  days: typed('90', '10001'),
  rotateEvery: fc.record({ count: typed('', '6'), unit }),
  reminders: fc.array(fc.record({ count: typed('1', '30', '007'), unit }), { maxLength: 12 }),
  canCheck: fc.boolean(),
  path: typed('/v1/me', '/', ' /a?b=1 ', '/{id}'),
  works: typed('2xx', '2XX;200', '400 404', '204,204'),
  isJson: fc.boolean(),
  refused: typed('', '401', '401, 403', '404'),
  page: typed('', 'https://example.org', ' https://example.org/a '),
});

test('whatever was typed: if the form does not complain, main takes it', () => {
  let takenCount = 0;
  fc.assert(
    fc.property(drafts, (draft) => {
      if (Object.keys(complaintsAbout(draft, [])).length > 0) return;
      expect(serviceDescription.safeParse(descriptionIn(draft))).toMatchObject({ success: true });
      takenCount += 1;
    }),
    { numRuns: 3000 },
  );
  expect(takenCount).toBeGreaterThan(100);
});
