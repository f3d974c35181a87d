import { expect, test } from 'vitest';
import {
  complaintAboutContact,
  complaintAboutContacts,
  splitContacts,
} from '../../src/renderer/add-key/contacts.ts';

test.each([
  ['Ops@Agency.gov.sg', ['ops@agency.gov.sg']],
  ['a@x.sg, b@x.sg;c@x.sg\nd@x.sg  e@x.sg', ['a@x.sg', 'b@x.sg', 'c@x.sg', 'd@x.sg', 'e@x.sg']],
  ['"Tan, Wei" <Wei@x.sg>; Lim Ai <ai@x.sg>', ['wei@x.sg', 'ai@x.sg']],
  ['Wei <wei@x.sg>, plain@x.sg', ['wei@x.sg', 'plain@x.sg']],
  ['mailto:ops@x.sg', ['ops@x.sg']],
  [' , ;\n', []],
])('%j is read as %j', (text, found) => {
  expect(splitContacts(text)).toEqual(found);
});

test.each(['ops@agency.gov.sg', 'a.b+c@x.sg'])('%s is a whole address', (contact) => {
  expect(complaintAboutContact(contact)).toBe(null);
});

test.each(['ops', 'ops@agency', '@x.sg', 'a@@x.sg', 'a@x..sg', 'a@x.s', `${'a'.repeat(320)}@x.sg`])(
  '%s is none',
  (contact) => {
    expect(complaintAboutContact(contact)).toBe(`“${contact}” is not a whole e-mail address.`);
  },
);

test('how many there must and may be is as the service says', () => {
  const rules = { fewest: 1, most: 2, isChangeable: true };
  expect([
    complaintAboutContacts([], null),
    complaintAboutContacts([], rules),
    complaintAboutContacts(['a@x.sg'], rules),
    complaintAboutContacts(['a@x.sg', 'b@x.sg', 'c@x.sg'], rules),
  ]).toEqual([
    null,
    'Name at least one address, so that somebody is told before the key ends.',
    null,
    '2 addresses are the most.',
  ]);
});
