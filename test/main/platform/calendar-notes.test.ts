import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calendarOf, type CalendarNote } from '../../../src/main/core/calendar-of.ts';
import { createCalendarNotes } from '../../../src/main/platform/calendar-notes.ts';
import { keyId } from '../../../src/shared/key.ts';
import { keyRow } from '../../fakes/key-row.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'calendar-notes-'));
  file = join(folder, 'calendar.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

function notesOf(label: string): CalendarNote[] {
  const rows = [keyRow({ label, id: keyId.parse('listed/key-a') })];
  const facts = { rows, placeOf: () => label, cardOf: () => null, settings: { stages: [] } };
  return calendarOf(facts, [], 'all', new Date('2026-11-21T02:46:00.000Z'));
}

test.each(['grants', 'x'.repeat(10_000), '\u200B'.repeat(255)])(
  'what the calendar has said is known to the next run, however long a label is',
  (label) => {
    const notes = notesOf(label);
    expect(notes).toHaveLength(1);
    createCalendarNotes(file).write(notes);
    expect(createCalendarNotes(file).read()).toEqual(notes);
    expect(readdirSync(folder)).toEqual(['calendar.json']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  },
);

test.each(['', '[', '{}', '[{"event":{}}]'])('notes that are damaged are none: %s', (text) => {
  writeFileSync(file, text);
  expect(createCalendarNotes(file).read()).toEqual([]);
});

test('notes that were half written leave those before', () => {
  const notes = notesOf('grants');
  createCalendarNotes(file).write(notes);
  writeFileSync(`${file}.new`, '[{"ev');
  expect(createCalendarNotes(file).read()).toEqual(notes);
});

test('what the disk does not take is known for this run', () => {
  const notes = createCalendarNotes(join(folder, 'none', 'calendar.json'));
  const after = notesOf('grants');
  expect(() => notes.write(after)).toThrow('ENOENT');
  expect(notes.read()).toEqual(after);
});
