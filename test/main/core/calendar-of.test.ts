import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import {
  calendarOf,
  joinNotes,
  type CalendarFacts,
  type CalendarNote,
} from '../../../src/main/core/calendar-of.ts';
import { calendarText } from '../../../src/main/core/calendar-text.ts';
import type { KeyRow } from '../../../src/shared/key.ts';
import { keyId } from '../../../src/shared/key.ts';
import { keyRow } from '../../fakes/key-row.ts';
import { cardOf } from '../../shared/card-of.ts';

const start = new Date('2026-11-21T02:46:00.000Z');
const later = new Date('2026-11-21T03:46:00.000Z');
const id = keyId.parse('key-a');
const stamp = '2026-11-21T02:46:00Z';

function notesOf(
  rows: readonly KeyRow[],
  before: readonly CalendarNote[] = [],
  now = start,
  scope: 'all' | 'some' = 'all',
): CalendarNote[] {
  const facts: CalendarFacts = {
    rows,
    placeOf: () => 'Postman v1, Production, ops',
    cardOf: () => cardOf('postman-v1'),
    settings: { stages: [] },
  };
  return calendarOf(facts, before, scope, now);
}

/** As a second library reads it. */
function read(notes: readonly CalendarNote[]) {
  const calendar = new ICAL.Component(ICAL.parse(calendarText(notes)));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: event.startDate.toString(),
      summary: event.summary,
      description: event.description,
      url: component.getFirstPropertyValue('url'),
      status: component.getFirstPropertyValue('status'),
      sequence: event.sequence,
      modified: String(component.getFirstPropertyValue('last-modified')),
      alarms: component
        .getAllSubcomponents('valarm')
        .map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
    };
  });
}

test('the end of a key and the day of its rotation are events, with alarms at its stages', () => {
  const notes = notesOf([keyRow({ id, rotateBy: '2027-05-01' })]);
  const [expiry, rotateBy] = read(notes);
  expect(expiry).toEqual({
    uid: 'key-a-expiry@keyturn',
    start: '2027-05-12T01:46:00Z',
    summary: 'API key expires: ops-mailer •••••AB12C',
    description:
      'Postman v1, Production, ops\nRotate it in Keyturn before this.\nSee it in Keyturn: keyturn://key/key-a',
    url: 'keyturn://key/key-a',
    status: 'CONFIRMED',
    sequence: 466_726,
    modified: stamp,
    alarms: ['-P28D', '-P14D', '-P3D', '-P1D'],
  });
  expect(rotateBy).toMatchObject({
    uid: 'key-a-rotate-by@keyturn',
    start: '2027-05-01',
    summary: 'Rotate API key: ops-mailer •••••AB12C',
    url: 'keyturn://key/key-a',
    alarms: ['-PT15H', 'PT9H'],
  });
});

test('a key whose name fits no link is an event without one', () => {
  const [event] = read(notesOf([keyRow({ id: keyId.parse('account-1/a b') })]));
  expect([event?.url, event?.description]).toEqual([
    null,
    'Postman v1, Production, ops\nRotate it in Keyturn before this.',
  ]);
});

test('an event that was written without its link is written anew', () => {
  const before = notesOf([keyRow({ id })]).map(({ event, ...note }) => ({
    ...note,
    event: { ...event, link: null },
  }));
  const [after] = notesOf([keyRow({ id })], before, later);
  expect([after?.event.link, (after?.sequence ?? 0) - (before[0]?.sequence ?? 0)]).toEqual([
    'keyturn://key/key-a',
    60,
  ]);
});

test('stages of the key’s own are its alarms, months by the calendar', () => {
  const stages = [
    { count: 3, unit: 'months' as const },
    { count: 1, unit: 'weeks' as const },
  ];
  const [event] = read(notesOf([keyRow({ id, stages, expiresAt: '2027-05-31T00:00:00.000Z' })]));
  // From the last day of February.
  expect(event?.alarms).toEqual(['-P92D', '-P7D']);
});

test('what says the same keeps its number and its time, and the file its text', () => {
  const row = keyRow({ id });
  const first = notesOf([row]);
  const second = notesOf([{ ...row, note: 'nothing of a calendar' }], first, later);
  expect(second).toEqual(first);
  expect(calendarText(second)).toBe(calendarText(first));
});

test('a changed end moves the event and raises its number, though the clock was set back', () => {
  const row = keyRow({ id });
  const first = notesOf([row]);
  const moved = { ...row, expiresAt: '2027-06-01T00:00:00.000Z' };
  const [before] = read(first);
  const [after] = read(notesOf([moved], first, later));
  expect(after).toMatchObject({ uid: before?.uid, start: '2027-06-01T00:00:00Z' });
  expect(after?.sequence).toBe((before?.sequence ?? 0) + 60);
  const [early] = read(notesOf([moved], first, new Date('2026-01-01T00:00:00Z')));
  expect(early?.sequence).toBe((before?.sequence ?? 0) + 1);
});

test.each([
  ['retired', { standing: 'retired' as const }],
  ['replaced', { replacedBy: keyId.parse('key-b') }],
  ['gone at its service', { standing: 'gone' as const }],
])('the events of a key that was %s are cancelled, and stay so', (_how, change) => {
  const row = keyRow({ id, rotateBy: '2027-05-01' });
  const first = notesOf([row]);
  const second = notesOf([{ ...row, ...change }], first, later);
  expect(read(second)).toMatchObject([
    { uid: 'key-a-expiry@keyturn', status: 'CANCELLED', alarms: [] },
    { uid: 'key-a-rotate-by@keyturn', status: 'CANCELLED', alarms: [] },
  ]);
  const third = notesOf([{ ...row, ...change }], second, new Date('2026-12-24T00:00:00Z'));
  expect(third).toEqual(second);
  // Whoever has not looked for more than a year does without.
  expect(notesOf([], third, new Date('2028-06-01T00:00:00Z'))).toEqual([]);
});

test('other stages are a change, and a day that was planned for a key that has ended is no event', () => {
  const row = keyRow({ id, rotateBy: '2027-05-01' });
  const first = notesOf([row]);
  const stages = [{ count: 2, unit: 'days' as const }];
  const [expiry] = read(notesOf([{ ...row, stages }], first, later));
  expect(expiry).toMatchObject({ alarms: ['-P2D'], modified: '2026-11-21T03:46:00Z' });
  const ended = read(notesOf([{ ...row, standing: 'expired' }], first, later));
  expect(ended.map(({ status }) => status)).toEqual(['CONFIRMED', 'CANCELLED']);
});

test('half a character becomes a whole one, which UTF-8 can write', () => {
  const [note] = notesOf([keyRow({ id })]);
  if (note === undefined) throw new Error('There is no note.');
  const event = { ...note.event, description: 'a\uD800b' };
  expect(calendarText([{ ...note, event }])).toContain('DESCRIPTION:a\uFFFDb\r\n');
});

test('a key that was never in a calendar and is retired is not in it', () => {
  expect(notesOf([keyRow({ standing: 'retired' }), keyRow({ standing: 'legacy' })])).toEqual([]);
});

test('a forgotten key is cancelled, but not by an export of other keys', () => {
  const first = notesOf([keyRow({ id })]);
  expect(read(notesOf([], first, later))).toMatchObject([{ status: 'CANCELLED' }]);
  const other = keyRow({ id: keyId.parse('key-b') });
  const some = notesOf([other], first, later, 'some');
  expect(read(some)).toMatchObject([{ uid: 'key-b-expiry@keyturn' }]);
  expect(joinNotes(first, some).map(({ event }) => event.uid)).toEqual([
    'key-a-expiry@keyturn',
    'key-b-expiry@keyturn',
  ]);
});

test('a key of any id is in it, and keeps no other out', () => {
  const ids = ['account/\uD800', 'account/a b\r\nBEGIN:VEVENT', 'account/ß;,\\'].map((text) =>
    keyId.parse(text),
  );
  const notes = notesOf(ids.map((one) => keyRow({ id: one })));
  expect(new Set(read(notes).map(({ uid }) => uid)).size).toBe(3);
  expect(notesOf([], notes, later).map(({ event }) => event.isCancelled)).toEqual([
    true,
    true,
    true,
  ]);
});

test('any label comes out of it as it went in, and no line is longer than 75 bytes', () => {
  const letters = fc.constantFrom(
    'a',
    'Z',
    ',',
    ';',
    ':',
    '\\',
    '"',
    '\n',
    '\r',
    '\u0000',
    '\u2028',
    ' ',
    '🗝️',
    'é',
    '漢',
    'ש',
    'ع',
    '\uD800',
  );
  const label = fc
    .array(letters, { minLength: 1, maxLength: 255, size: 'max' })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(label, fc.stringMatching(/^[A-Za-z0-9+/]{5}$/), (text, lastFive) => {
      const notes = notesOf([keyRow({ id, label: text, lastFive })]);
      const lines = calendarText(notes).split('\r\n');
      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      expect(read(notes)[0]?.summary).toBe(notes[0]?.event.summary);
    }),
  );
});

test('10,000 keys are read by another program, each once, and are reckoned anew without a change', () => {
  const rows = Array.from({ length: 10_000 }, (_none, number) =>
    keyRow({ id: keyId.parse(`key-${number}`), label: `key ${number}` }),
  );
  const first = notesOf(rows);
  expect(notesOf(rows, first, later)).toEqual(first);
  // All at once the other library takes minutes.
  const uids = Array.from({ length: 25 }, (_none, part) =>
    read(first.slice(part * 400, (part + 1) * 400)).map(({ uid }) => uid),
  );
  expect(new Set(uids.flat()).size).toBe(10_000);
}, 60_000);
