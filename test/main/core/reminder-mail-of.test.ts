import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blotted, reminderMailOf } from '../../../src/main/core/reminder-mail-of.ts';
import { keyId, type KeyRow } from '../../../src/shared/key.ts';
import { datesIn } from '../../../src/shared/mail-date.ts';
import { keyRow } from '../../fakes/key-row.ts';
import { cardOf } from '../../shared/card-of.ts';
import { openKeeping } from './open-keeping.ts';
import { probedCard, probedGuidedCard } from './open-use.ts';

const { keyPattern } = cardOf('postman-v1');

const now = new Date('2027-05-01T00:00:00.000Z');
const id = (name: string) => keyId.parse(name);
const grants = keyRow({ id: id('grants'), label: 'grants', lastFive: 'AB12C' });
const twin = keyRow({
  id: id('twin'),
  label: 'grants',
  lastFive: 'CD+4/',
  expiresAt: '2027-09-01T00:00:00.000Z',
});
const forms = keyRow({ id: id('forms'), label: 'forms sync (night)', lastFive: '9fQ2+' });
const rows: KeyRow[] = [twin, forms, grants];
const read = (text: string) => reminderMailOf(text, rows, now);

test('Postman’s mail names the key by label, last five and end', () => {
  const text = `Your Postman API key "grants" expires in 14 days

The API key "grants" ending in AB12C expires on 12 May 2027, 09:46:00 SGT.

Create a new key, put it into your system and restart it, then delete the old key.`;
  expect(read(text)).toEqual({
    label: 'grants',
    lastFive: 'AB12C',
    endsAt: '2027-05-12T01:46:00.000Z',
    keyIds: [id('grants')],
  });
});

test('data.gov.sg’s mail names it by its name and its end in Singapore', () => {
  const text = `From: data.gov.sg
Sent: Monday, 12 April 2027 9:00 AM

Your API key is expiring in 1 month.
Key Name: forms sync (night)
Expiry: 12 May 2027 09:46 SGT`;
  expect(read(text)).toEqual({
    label: 'forms sync (night)',
    lastFive: null,
    endsAt: '2027-05-12T01:46:00.000Z',
    keyIds: [id('forms')],
  });
});

test('of two keys of one label the one that ends then comes first', () => {
  expect(read('Your key "grants" expires on 1 Sep 2027')?.keyIds).toEqual([
    id('twin'),
    id('grants'),
  ]);
});

test('an unknown wording is understood by a last five or a label that is ours', () => {
  expect(read('Bitte erneuern: …CD+4/.')).toMatchObject({
    lastFive: 'CD+4/',
    keyIds: [id('twin')],
  });
  expect(read('Re: forms sync (night), please look')).toMatchObject({
    label: 'forms sync (night)',
    keyIds: [id('forms')],
  });
  expect(read('*****AB12C')).toMatchObject({ lastFive: 'AB12C', keyIds: [id('grants')] });
});

test('a key that is not ours is told by what the mail says of it', () => {
  expect(read('The API key "budget" ending in zzzzz expires on 2027-06-01')).toEqual({
    label: 'budget',
    lastFive: 'zzzzz',
    endsAt: '2027-05-31T16:00:00.000Z',
    keyIds: [],
  });
});

test('a text that says nothing of a key is none', () => {
  expect(read('Lunch at noon?')).toBeNull();
  expect(read('')).toBeNull();
});

test('a key in the text is not repeated, not even in the place of a label', async () => {
  const secret = 'ops_v1_canaryQ7w3R9t2Y5u8I1o4P6a0S/dF+gHjKlZxAB12C';
  const text = `The API key "${secret}" expires on 12 May 2027`;
  const answer = reminderMailOf(blotted(text, [secret]), rows, now);
  expect(answer).toMatchObject({ lastFive: 'AB12C', keyIds: [id('grants')] });
  expect(JSON.stringify(answer)).not.toContain('canary');
  // Even where nobody has seen that it is one.
  expect(JSON.stringify(read(text))).not.toContain('canary');

  const { call, clipboard, seen } = await openKeeping();
  clipboard.text = text;
  const told = await call('readReminder', {});
  expect(JSON.stringify(told) + seen()).not.toContain('canaryQ7w3');
  clipboard.text = 'Lunch at noon?';
  expect(await call('readReminder', {})).toBe('nothing-found');
  clipboard.text = null;
  expect(await call('readReminder', {})).toBe('nothing-found');
});

test('a key that was pasted whole is named by its last five alone', async () => {
  const secret = `ops_v1_${'aB3+/'.repeat(8)}x9QzAB12C`.slice(0, 7 + 44);
  const { call, clipboard } = await openKeeping({
    ruleCards: [{ ...probedCard, keyPattern }, probedGuidedCard],
  });
  clipboard.text = `Your key "grants" ${secret} ends soon.`;
  expect(await call('readReminder', {})).toMatchObject({ lastFive: secret.slice(-5) });
});

test('nothing long of an unknown text is repeated, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z0-9+/_]{16,60}$/),
      fc.constantFrom('"', '“', "'"),
      (word, quote) => {
        const answer = read(`API key ${quote}${word}${quote} ending in ${word} expires`);
        expect(JSON.stringify(answer)).not.toContain(word);
      },
    ),
  );
});

test.each([
  ['15 Jul 2026, 17:30:12 SGT', '2026-07-15T09:30:12.000Z'],
  ['15 July 2026 at 5.30pm (SGT)', '2026-07-15T09:30:00.000Z'],
  ['Wed, 15th Jul 2026', '2026-07-14T16:00:00.000Z'],
  ['July 15, 2026, 12:05 AM', '2026-07-14T16:05:00.000Z'],
  ['15/07/2026 17:30', '2026-07-15T09:30:00.000Z'],
  ['15-Jul-2026', '2026-07-14T16:00:00.000Z'],
  ['2026-07-15', '2026-07-14T16:00:00.000Z'],
  ['2026-07-15T09:30:12.000Z', '2026-07-15T09:30:12.000Z'],
  ['2026-07-15 09:30 UTC', '2026-07-15T09:30:00.000Z'],
  ['15 Jul 2026 17:30 GMT+8', '2026-07-15T09:30:00.000Z'],
  ['15 Jul 2026 09:30 GMT', '2026-07-15T09:30:00.000Z'],
])('%s is understood', (text, moment) => {
  expect(datesIn(`It expires on ${text}.`).map((date) => date.moment)).toEqual([moment]);
});

test.each(['31 Feb 2027', '45/45/2027', 'May 2027', '1.2.3', '2027-13-01', '12 May 2027 25:99'])(
  '%s is no date that is believed',
  (text) => {
    expect(datesIn(text)).toEqual([]);
  },
);

test('of several of one label the one whose end is nearest comes first', () => {
  const later = { ...twin, id: id('later'), expiresAt: '2029-01-01T00:00:00.000Z' };
  const found = reminderMailOf('Your key "grants" ends soon', [later, twin], now);
  expect(found?.keyIds).toEqual([twin.id, later.id]);
});

test('of a key that begins another nothing is left of the longer one', () => {
  expect(blotted('x AAAABBBBB1 y', ['AAAAB', 'AAAABBBBB1'])).toBe('x  •••••BBBB1  y');
});

test.each([
  ['blanks', `Label:${' '.repeat(8000)}x|y`],
  ['stars', '*'.repeat(90_000)],
])('a mail of %s keeps nobody busy', (_what, text) => {
  expect(read(text)).toBeNull();
});

test('10,000 keys and a long text take no time that anybody notices', () => {
  const many = Array.from({ length: 10_000 }, (_none, number) =>
    keyRow({ label: `label number ${number}` }),
  );
  const text = 'Key '.repeat(25_000);
  const begun = performance.now();
  reminderMailOf(text, many, now);
  reminderMailOf('"'.repeat(50_000) + ' ending in '.repeat(3000), many, now);
  expect(performance.now() - begun).toBeLessThan(5000);
});
