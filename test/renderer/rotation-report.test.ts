import { expect, test } from 'vitest';
import { noteWords, wordsOfNote } from '../../src/renderer/rotation/note-words.ts';
import { entryWords, reportOf } from '../../src/renderer/rotation/report.ts';
import { rotationNote } from '../../src/shared/rotation.ts';
import { aRotation } from './a-rotation.ts';

const account = { serviceName: 'Postman v1', environmentName: null, name: 'ops@agency' };

test('a report of a leak has labels, last fives and times, as text', () => {
  const closedAt = '2027-05-01T09:30:00.000Z';
  const rotation = aRotation({
    reason: 'leaked',
    step: { at: 'retired', how: 'ended' },
    oldEndedAt: '2027-05-01T01:00:01.000Z',
    closedAt,
    timeline: [
      { at: '2027-05-01T01:00:00.000Z', note: 'asked-for', detail: 'leaked' },
      { at: '2027-05-01T01:00:01.000Z', note: 'old-retired', detail: '' },
      { at: '2027-05-01T01:00:02.000Z', note: 'waits', detail: 'signed-out' },
      { at: '2027-05-01T01:00:03.000Z', note: 'stored', detail: '9fQ2+' },
    ],
  });
  expect(reportOf(rotation, account)).toBe(`Rotation of a key that leaked

Account:  Postman v1, ops@agency
Old key:  ops-mailer, ends in AB12C
New key:  ops-mailer (2027-05), ends in 9fQ2+
Asked for:  2027-05-01 01:00:00 UTC
Old key ended:  2027-05-01 01:00:01 UTC
Ended:  2027-05-01 09:30:00 UTC

2027-05-01 01:00:00 UTC  Rotation asked for: the old key leaked
2027-05-01 01:00:01 UTC  Old key retired at the service
2027-05-01 01:00:02 UTC  Could not go on: signed out
2027-05-01 01:00:03 UTC  New key kept in the keychain: ends in 9fQ2+
`);
});

test('a code that has no words of its own is left out, and not shown as it is', () => {
  const at = '2027-05-01T01:00:00.000Z';
  expect(entryWords({ at, note: 'waits', detail: 'some-new-code' })).toBe('Could not go on');
});

test('a history tells each note in words, and one of a later version as a rotation', () => {
  expect(rotationNote.options.map(wordsOfNote)).toEqual(
    rotationNote.options.map((note) => noteWords[note]),
  );
  expect(wordsOfNote('something-new')).toBe('Rotation');
});

test('what the window says of a day is a day there, and a time for everywhere in a report', () => {
  const entry = {
    at: '2027-05-01T01:00:00.000Z',
    note: 'in-tools',
    detail: '2027-05-08T01:00:00.000Z',
  } as const;
  expect([entryWords(entry, () => 'May 8'), entryWords(entry)]).toEqual([
    'New key in all tools: the old key stays until May 8',
    'New key in all tools: the old key stays until 2027-05-08 01:00:00 UTC',
  ]);
});

test('where the old key stays no while after the tools have the new one, none is told of', () => {
  const at = '2027-05-01T01:00:00.000Z';
  expect(entryWords({ at, note: 'in-tools', detail: at })).toBe('New key in all tools');
});
