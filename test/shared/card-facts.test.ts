import { describe, expect, test } from 'vitest';
import { expiryOf } from '../../src/shared/expiry.ts';
import { fitsKeyPattern } from '../../src/shared/key-pattern.ts';
import type { ProbeRule, RuleCard } from '../../src/shared/service.ts';
import { cardOf } from './card-of.ts';

/** Each line of what is known of the services that a card must carry, in the order of that document. */

const environmentsOf = ({ environments }: RuleCard) =>
  Object.fromEntries(environments.map(({ id, address }) => [id, address]));
const notesOf = ({ notes }: RuleCard) => notes.map(({ text }) => text).join('\n');
const warningsOf = ({ notes }: RuleCard) => notesOf({ notes: notes.filter(isWarning) } as RuleCard);
const isWarning = ({ tone }: RuleCard['notes'][number]) => tone === 'warning';
const stepsOf = ({ steps }: RuleCard) => [...steps.create, ...steps.retire].join('\n');
const fits = ({ keyPattern }: RuleCard, key: string) =>
  keyPattern !== null && fitsKeyPattern(keyPattern, key);
const rule = (status: ProbeRule['status'], body: ProbeRule['body'], means: ProbeRule['means']) => ({
  status,
  body,
  means,
});

describe('Postman v1', () => {
  const card = cardOf('postman-v1');

  test('is managed over its API, at these addresses or another that the user gives', () => {
    expect(card.management).toEqual({ how: 'api', connector: 'postman-v1' });
    expect(card.takesOwnAddress).toBe(true);
    expect(environmentsOf(card)).toEqual({
      production: 'https://api.postman.gov.sg/v1',
      staging: 'https://api-staging.postman.gov.sg/v1',
    });
    expect(card.pages).toMatchObject([{ purpose: 'keys', url: 'https://legacy.postman.gov.sg/' }]);
    expect(card.about).toContain('Not the API client');
  });

  test('signs in with six capitals and digits that live ten minutes and take four tries', () => {
    expect(card.signIn).toMatchObject({
      otpPattern: '[A-Z0-9]{6}',
      otpLength: 6,
      otpLifeSeconds: 600,
      otpTries: 4,
      resendAfterSeconds: 30,
      sessionHours: 24,
      who: expect.stringMatching(/\.gov\.sg.*white-listed/),
    });
  });

  test('has permanent labels of 1 to 255 characters that need not differ, and contacts', () => {
    expect(card.label).toEqual({ shortest: 1, longest: 255, isPermanent: true, isUnique: false });
    expect(card.contacts).toEqual({ fewest: 1, most: null, isChangeable: true });
    expect(card.mostLiveKeys).toBeNull();
  });

  test('has keys for six calendar months, clamped to the end of the month', () => {
    expect(card.validity).toEqual({ kind: 'calendar-months', months: 6 });
    expect(expiryOf(card.validity, '2026-08-31T01:02:03.004Z')).toBe('2027-02-28T01:02:03.004Z');
    expect(expiryOf(card.validity, '2027-08-31T01:02:03.004Z')).toBe('2028-02-29T01:02:03.004Z');
  });

  const base64 = 'aZ09+/'.repeat(8).slice(0, 44);

  test.each([
    `ops_v1_${base64}`,
    `Ops2Mailer_v1_${'+'.repeat(22)}${'/'.repeat(22)}`,
    `default_v1_${base64}=`,
    `ops_v1_${base64.slice(0, 43)}=`,
    `ops_v1_${base64.slice(0, 42)}==`,
  ])('knows its key %s', (key) => {
    expect(fits(card, key)).toBe(true);
  });

  test.each([
    `ops_v1_${base64.slice(1)}`,
    `ops_v1_${base64}A`,
    `ops_v1_${base64.slice(2)}`,
    `ops_v1_${base64.slice(1)}==`,
    `ops_v1_${base64} `,
    ` ops_v1_${base64}`,
    `ops_v1_${base64}\n`,
    `ops.mailer_v1_${base64}`,
    `_v1_${base64}`,
    `ops_v2_${base64}`,
    `ops_V1_${base64}`,
    `ops_v1_${base64.replaceAll('+', '-').replaceAll('/', '_')}`,
    `Bearer ops_v1_${base64}`,
    `key_prod_${base64}`,
  ])('does not take %j for its key', (key) => {
    expect(fits(card, key)).toBe(false);
  });

  test('is used with a Bearer that begins with a capital, and shows a key once', () => {
    expect(card.use).toEqual({ header: 'Authorization', template: 'Bearer {key}' });
    expect(card.isShownOnce).toBe(true);
  });

  test('is probed by asking for no mails at all, never by sending one', () => {
    expect(card.probe).toMatchObject({
      path: '/transactional/email?limit=0',
      rules: [
        rule(400, 'json', 'works'),
        rule('2xx', 'json', 'works'),
        rule(401, 'any', 'not-accepted'),
      ],
      spendsQuota: false,
    });
  });

  test('has rows from before labels', () => {
    expect(card.legacyRows).toMatchObject([
      { label: 'default', lastFive: '*****', expiredAt: '2024-04-21T00:00:00.000Z' },
    ]);
    expect(card.legacyRows[0]?.note).toContain('21 April 2024 at 08:00, Singapore time');
  });

  test('tells what a user must know', () => {
    expect(notesOf(card)).toMatch(
      /make the new key, put it into your system and restart it, then delete/,
    );
    expect(warningsOf(card)).toContain('at once and cannot be undone');
    expect(notesOf(card)).toContain('Labels need not differ, and can never be changed');
    expect(notesOf(card)).toContain('a key that is deleted already');
    expect(warningsOf(card)).toContain('+ and /');
    expect(notesOf(card)).toContain('10 calls a second');
  });
});

describe('Postman v2', () => {
  const card = cardOf('postman-v2');

  test('is guided, campaign by campaign, at these addresses only', () => {
    expect(card.management).toEqual({ how: 'guided' });
    expect(card.takesOwnAddress).toBe(false);
    expect(environmentsOf(card)).toEqual({
      production: 'https://postman.gov.sg/api/v2',
      test: 'https://test.postman.gov.sg/api/v2',
    });
    expect(card.parameters).toMatchObject([{ name: 'campaignId', kind: 'segment' }]);
    expect(card.mostLiveKeys).toEqual({ count: 3, per: 'campaign' });
  });

  test('has keys without end, label and contacts, which are shown once', () => {
    const { validity, label, contacts, isShownOnce, legacyRows } = card;
    expect({ validity, label, contacts, isShownOnce, legacyRows }).toEqual({
      validity: { kind: 'none' },
      label: null,
      contacts: null,
      isShownOnce: true,
      legacyRows: [],
    });
  });

  test('knows its two kinds of key, and that they are two', () => {
    const secret = 'aZ09'.repeat(10);
    expect([`key_prod_${secret}`, `key_test_${secret}`].map((key) => fits(card, key))).toEqual([
      true,
      true,
    ]);
    expect(
      [
        `key_${secret}`,
        `key_live_${secret}`,
        'key_prod_',
        `key_prod_${secret} `,
        `x_v1_${secret}`,
      ].map((key) => fits(card, key)),
    ).toEqual([false, false, false, false, false]);
    expect(card.keyKinds.map(({ name, note }) => `${name}: ${note}`)).toEqual([
      expect.stringMatching(/^Production: .*key_prod_/),
      expect.stringMatching(/^Test: .*key_test_.*test address/),
    ]);
  });

  test('is asked for one message at most, and a 403 says nothing of the key', () => {
    expect(card.use).toEqual({ header: 'Authorization', template: 'Bearer {key}' });
    expect(card.probe).toMatchObject({
      path: '/campaigns/{campaignId}/messages?limit=1',
      rules: [
        rule('2xx', 'json', 'works'),
        rule(401, 'any', 'not-accepted'),
        rule(403, 'any', 'nothing'),
      ],
    });
  });

  test('tells what a user must know', () => {
    expect(stepsOf(card)).toMatch(/Settings, then Integrations/);
    expect(stepsOf(card)).toMatch(/at least one static IP address.*20 at most/);
    expect(notesOf(card)).toMatch(/3 keys at most\. With fewer, create the new one first/);
    expect(notesOf(card)).toContain('white list');
    expect(notesOf(card)).toContain('10 a second for each campaign');
  });
});

describe('data.gov.sg admin', () => {
  const card = cardOf('data-gov-admin');

  test('is guided at these addresses, from the dashboard', () => {
    expect(card.management).toEqual({ how: 'guided' });
    expect(environmentsOf(card)).toEqual({
      production: 'https://api-production.data.gov.sg',
      staging: 'https://api-staging.data.gov.sg',
    });
    expect(card.pages).toMatchObject([
      { purpose: 'keys', url: 'https://beta.data.gov.sg/admin/api-keys' },
    ]);
  });

  test('lets the user enter when a key ends, with presets', () => {
    expect(card.validity).toMatchObject({ kind: 'date' });
    expect(expiryOf(card.validity, '2026-01-01T00:00:00.000Z', '2026-03-03T00:00:00.000Z')).toBe(
      '2026-03-03T00:00:00.000Z',
    );
    expect(card.validity.kind === 'date' && card.validity.presets.length > 0).toBe(true);
    expect([card.mostLiveKeys, card.contacts, card.keyPattern]).toEqual([null, null, null]);
  });

  test('tells what a user must know', () => {
    expect(card.about).toContain('Reading needs none');
    expect(warningsOf(card)).toMatch(
      /all that its account may do\. Never share it with colleagues or vendors/,
    );
    expect(notesOf(card)).toContain('shared admin account is advised');
    expect(notesOf(card)).toContain('Several keys may live at once');
  });
});

describe('data.gov.sg developer', () => {
  const card = cardOf('data-gov-developer');

  test('is guided, and probed by one small read with its own header', () => {
    expect(card.management).toEqual({ how: 'guided' });
    expect(card.use).toEqual({ header: 'x-api-key', template: '{key}' });
    const { address } = card.environments[0] ?? { address: '' };
    expect(`${address}${card.probe?.path}`).toBe(
      'https://api-open.data.gov.sg/v2/real-time/api/air-temperature',
    );
    // A code other than 0 is a failure even with 200; 429 and 5xx say nothing of any key.
    expect(card.probe).toMatchObject({
      rules: [
        rule('2xx', { field: 'code', is: 0 }, 'works'),
        rule(401, 'any', 'not-accepted'),
        rule(403, 'json', 'not-accepted'),
      ],
      spendsQuota: true,
    });
  });

  test('tells the limits of its two types in 10 seconds', () => {
    expect(card.keyKinds).toEqual([
      {
        name: 'Development',
        note: 'In 10 seconds 12 real-time calls (6 without a key), 8 to the datastore (4) and 4 downloads (2).',
      },
      {
        name: 'Production',
        note: 'In 10 seconds 30 real-time calls, 20 to the datastore and 10 downloads.',
      },
    ]);
    expect(notesOf(card)).toContain('Singapore time');
  });
});

describe('the Data.gov style', () => {
  const card = cardOf('data-gov-style');

  test('is managed over its API at an address of the user’s own', () => {
    expect(card.management).toEqual({ how: 'api', connector: 'data-gov-style' });
    expect([card.takesOwnAddress, card.environments]).toEqual([true, []]);
    expect(card.signIn).toMatchObject({ resendAfterSeconds: 30 });
    expect(card.validity).toEqual({ kind: 'options' });
  });

  test.each(['data-gov-style', 'data-gov-admin'])('%s: keys are used and probed alike', (id) => {
    const { use, probe, notes } = cardOf(id);
    expect(use).toEqual({ header: 'x-dgs-admin-api-key', template: '{key}' });
    expect(probe).toMatchObject({
      path: '/v2/admin/api/auth/whoami',
      rules: [
        rule('2xx', { field: 'user.userId', is: null }, 'works'),
        rule(401, 'any', 'not-accepted'),
        rule(403, 'json', 'not-accepted'),
      ],
      spendsQuota: false,
    });
    expect(notes.find(isWarning)?.text).toContain('Never share it');
  });
});

describe('api.data.gov', () => {
  const card = cardOf('api-data-gov');

  test('is guided, from its form, without end, label and list', () => {
    expect(card.management).toEqual({ how: 'guided' });
    expect(card.pages).toMatchObject([{ purpose: 'sign-up', url: 'https://api.data.gov/signup/' }]);
    const { validity, label, contacts } = card;
    expect({ validity, label, contacts }).toEqual({
      validity: { kind: 'none' },
      label: null,
      contacts: null,
    });
    expect(card.use).toEqual({ header: 'X-Api-Key', template: '{key}' });
  });

  test('knows a key by its 40 letters and digits', () => {
    const key = 'aZ09'.repeat(10);
    expect(
      [key, key.slice(1), `${key}a`, `${key.slice(1)}-`].map((one) => fits(card, one)),
    ).toEqual([true, false, false, false]);
  });

  test('tells an invalid key from one that is switched off or not confirmed', () => {
    const said = (code: string, means: ProbeRule['means']) =>
      rule(403, { field: 'error.code', is: `API_KEY_${code}` }, means);
    expect(card.probe?.rules).toEqual([
      rule('2xx', 'any', 'works'),
      said('INVALID', 'not-accepted'),
      said('DISABLED', 'disabled'),
      said('UNVERIFIED', 'unverified'),
      said('UNAUTHORIZED', 'nothing'),
      said('MISSING', 'nothing'),
    ]);
  });

  test('says that each probe counts', () => {
    expect(card.probe?.spendsQuota).toBe(true);
    expect(warningsOf(card)).toMatch(/Each check counts.*1,000 an hour/);
    expect(stepsOf(card)).toContain('no page to end a key');
  });
});
