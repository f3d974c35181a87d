import { expect, test } from 'vitest';
import {
  complaintsAboutCandidate,
  draftOf,
  pickOf,
  placedAt,
  remarksOn,
  tidiedWords,
  type Known,
} from '../../src/renderer/add-key/candidate-draft.ts';
import { accountId } from '../../src/shared/account.ts';
import type { Candidate } from '../../src/shared/intake.ts';
import { keyId } from '../../src/shared/key.ts';
import { accountState } from '../fakes/account-state.ts';
import { keyRow } from '../fakes/key-row.ts';
import { apiCard, guidedCard } from '../fakes/rule-cards.ts';

const now = new Date('2026-11-12T01:46:00.000Z');
const ours = accountState();
const theirs = accountState({ id: accountId.parse('account-2'), serviceId: 'postman-v1' });
const listed = keyRow({
  id: keyId.parse('account-2/7'),
  accountId: theirs.id,
  standing: 'known-not-held',
  isHeld: false,
});
const known: Known = {
  accounts: [ours, theirs],
  services: [apiCard, guidedCard],
  keys: [listed],
};
const candidate: Candidate = {
  number: 3,
  name: 'OPS_KEY',
  lastFive: 'AB12C',
  fits: ['guided'],
  kind: null,
  tidied: [],
  isPlusLost: false,
  heldAs: null,
  mayBe: [],
};

test('a key is put where its form belongs, under the name that it stood beside', () => {
  expect(draftOf(candidate, known, now)).toEqual({
    number: 3,
    isPicked: true,
    accountId: ours.id,
    listedAs: null,
    label: 'OPS_KEY',
    expiry: { kind: 'preset', id: '6-months' },
  });
});

test('a listed key that ends so counts for more than any form, and the service says the rest', () => {
  const draft = draftOf({ ...candidate, mayBe: [listed.id] }, known, now);
  expect(draft).toMatchObject({ accountId: theirs.id, listedAs: listed.id, label: 'ops-mailer' });
  expect(pickOf(draft, known, now)).toEqual({
    number: 3,
    accountId: theirs.id,
    listedAs: listed.id,
    label: 'ops-mailer',
    expiresAt: '2027-05-12T01:46:00.000Z',
  });
  // In another account it is another key.
  expect(placedAt(ours.id, { ...candidate, mayBe: [listed.id] }, known, now)).toMatchObject({
    listedAs: null,
  });
});

test('what is held already is not picked, and what is not picked is not complained of', () => {
  const draft = draftOf({ ...candidate, fits: [], heldAs: keyId.parse('key-1') }, known, now);
  expect(draft).toMatchObject({ isPicked: false, accountId: null });
  expect(complaintsAboutCandidate(draft, known)).toEqual({
    account: null,
    label: null,
    expiry: null,
  });
  expect(pickOf(draft, known, now)).toBe(null);
});

test('a key without an account, a label or an end is not kept yet', () => {
  const draft = draftOf({ ...candidate, fits: [] }, known, now);
  expect(complaintsAboutCandidate(draft, known).account).toContain('Say which account');
  const placed = { ...draft, ...placedAt(ours.id, candidate, known, now) };
  expect(pickOf({ ...placed, label: ' ' }, known, now)).toBe(null);
  expect(pickOf({ ...placed, expiry: { kind: 'date', date: '' } }, known, now)).toBe(null);
  expect(pickOf({ ...placed, label: ' mine ', expiry: { kind: 'none' } }, known, now)).toEqual({
    number: 3,
    accountId: ours.id,
    listedAs: null,
    label: 'mine',
    expiresAt: null,
  });
});

test('another environment, another service’s form and a lost + are said', () => {
  const card = {
    ...guidedCard,
    keyPattern: 'key_(prod|test)_\\w{8}',
    environments: [
      { id: 'production', name: 'Production', address: 'https://api.example.org/v1' },
      { id: 'test', name: 'Test', address: 'https://test.example.org/v1' },
    ],
  };
  const strange = { ...candidate, kind: 'Test', fits: ['postman-v1'], isPlusLost: true };
  expect(remarksOn(strange, ours, card, known)).toEqual([
    'It is a Test key, and “Ours” is at Production. It will be refused there.',
    'It does not look like a key of Guided, but like one of Postman v1. Copy the whole key once more, or keep it if you are sure.',
    'A space stands in it where a + may have been: something on its way has changed it. Copy it once more at the service.',
  ]);
  expect(remarksOn({ ...candidate, kind: 'Production' }, ours, card, known)).toEqual([]);
});

test('what was left out is said in one line', () => {
  expect(tidiedWords(candidate)).toBe(null);
  expect(tidiedWords({ ...candidate, tidied: ['spaces', 'quotes', 'header-words'] })).toBe(
    'Left out: spaces and quotes around it; the words of a header, such as Bearer.',
  );
});
