import { expect, test } from 'vitest';
import { complaintAboutLabel, successorLabels, twinsOf } from '../../src/renderer/add-key/label.ts';
import { keyRow } from '../fakes/key-row.ts';
import { apiCard, guidedCard } from '../fakes/rule-cards.ts';

const now = new Date(2027, 4, 3);

test.each([
  ['ops-mailer', [], ['ops-mailer (2027-05)']],
  ['ops-mailer (2026-11)', [], ['ops-mailer (2027-05)']],
  ['ops-mailer', ['ops-mailer (2027-05)'], ['ops-mailer (2027-05 2)']],
  ['mailer v2', [], ['mailer v2 (2027-05)', 'mailer v3']],
  ['mailer v2', ['mailer v3'], ['mailer v2 (2027-05)', 'mailer v4']],
  ['2026', [], ['2026 (2027-05)']],
])('the successor of %s, beside %j, may be called %j', (label, taken, labels) => {
  expect(successorLabels(label, taken, now)).toEqual(labels);
});

test('a label is measured without the blanks around it, by the rules of its service', () => {
  const short = {
    ...apiCard,
    label: { shortest: 3, longest: 5, isPermanent: true, isUnique: false },
  };
  expect(
    ['', ' ', 'ab', ' abc ', 'abcdef'].map((label) => complaintAboutLabel(label, short)),
  ).toEqual([
    'A key needs a label.',
    'A key needs a label.',
    'At least 3 characters; these are 2.',
    null,
    'At most 5 characters; these are 6.',
  ]);
  expect(complaintAboutLabel('x'.repeat(256), { ...guidedCard, label: null })).toBe(
    'At most 255 characters; these are 256.',
  );
});

test('only live keys count as having a label already', () => {
  const rows = [
    keyRow({ lastFive: 'held1' }),
    keyRow({ lastFive: 'list1', standing: 'known-not-held', isHeld: false }),
    keyRow({ lastFive: 'dead1', standing: 'expired' }),
    keyRow({ lastFive: 'dead2', standing: 'retired' }),
    keyRow({ lastFive: 'other', label: 'Ops-mailer' }),
  ];
  expect(twinsOf(' ops-mailer ', rows).map(({ lastFive }) => lastFive)).toEqual(['held1', 'list1']);
});
