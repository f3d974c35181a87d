import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  contactCareOf,
  goneSet,
  isShared,
  replacedContacts,
} from '../../src/shared/contact-health.ts';
import { keyRow } from '../fakes/key-row.ts';
import { cardOf } from './card-of.ts';

const card = cardOf('postman-v1');
const careOf = (contacts: string[] | null, gone: string[] = []) =>
  contactCareOf(keyRow({ contacts }), card, goneSet(gone));

test.each([
  ['wei.ling@agency.gov.sg', false],
  ['tan_wei_ling2@agency.gov.sg', false],
  ['ops@agency.gov.sg', true],
  ['API-Team@agency.gov.sg', true],
  ['forms.support3@agency.gov.sg', true],
])('%s is read by several people: %s', (contact, expected) => {
  expect(isShared(contact)).toBe(expected);
});

test('one person alone, nobody, and addresses that nobody reads want care', () => {
  expect(careOf(['wei@a.gov.sg'])).toEqual({ kind: 'one-person', contact: 'wei@a.gov.sg' });
  expect(careOf(null)).toEqual({ kind: 'none' });
  expect(careOf([])).toEqual({ kind: 'none' });
  expect(careOf(['Wei@a.gov.sg', 'ops@a.gov.sg'], ['wei@A.gov.sg'])).toEqual({
    kind: 'gone',
    contacts: ['Wei@a.gov.sg'],
    isAll: false,
  });
  expect(careOf(['ops@a.gov.sg'], ['ops@a.gov.sg'])).toMatchObject({ kind: 'gone', isAll: true });
});

test('two people, a shared address, a dead key and a service without contacts want none', () => {
  expect(careOf(['wei@a.gov.sg', 'mei@a.gov.sg'])).toBeNull();
  expect(careOf(['ops@a.gov.sg'])).toBeNull();
  const retired = keyRow({ contacts: [], standing: 'retired' });
  expect(contactCareOf(retired, card, goneSet([]))).toBeNull();
  expect(contactCareOf(keyRow({ contacts: null }), cardOf('other'), goneSet([]))).toBeNull();
});

test('one contact takes the place of another, once, whatever its capitals', () => {
  expect(replacedContacts(['A@x.sg', 'b@x.sg'], { from: 'a@x.sg', to: 'c@x.sg' })).toEqual([
    'c@x.sg',
    'b@x.sg',
  ]);
  expect(replacedContacts(['a@x.sg', 'b@x.sg'], { from: 'a@x.sg', to: 'b@x.sg' })).toEqual([
    'b@x.sg',
  ]);
  expect(replacedContacts(['a@x.sg', 'b@x.sg'], { from: 'a@x.sg', to: null })).toEqual(['b@x.sg']);
  expect(replacedContacts(['a@x.sg'], { from: null, to: 'b@x.sg' })).toEqual(['a@x.sg', 'b@x.sg']);
  expect(replacedContacts(['a@x.sg'], { from: null, to: 'a@x.sg' })).toBeNull();
  expect(replacedContacts(['a@x.sg'], { from: 'b@x.sg', to: 'c@x.sg' })).toBeNull();
});

test('afterwards the old one is not there, the new one is, and all others are', () => {
  const address = fc.constantFrom('a@x.sg', 'b@x.sg', 'c@x.sg', 'd@x.sg');
  fc.assert(
    fc.property(fc.uniqueArray(address), address, address, (contacts, from, to) => {
      fc.pre(from !== to);
      const after = replacedContacts(contacts, { from, to });
      expect(after === null).toBe(!contacts.includes(from));
      if (after === null) return;
      expect(new Set(after)).toEqual(new Set([...contacts.filter((one) => one !== from), to]));
    }),
  );
});
