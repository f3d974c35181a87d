import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { calendarNote, type CalendarNote } from '../core/calendar-of.ts';
import type { CalendarNotes } from '../core/ports.ts';
import { finishFile, readPlain } from './on-disk.ts';

const notesInFile = z.array(calendarNote);

/** In a file beside the records and not among them: a backup that was restored must not turn numbers back. */
export function createCalendarNotes(file: string): CalendarNotes {
  let known: CalendarNote[] | null = null;
  return {
    read() {
      known ??= readNotes(file);
      return known;
    },
    write(notes) {
      known = [...notes];
      writeFileSync(`${file}.new`, JSON.stringify(notes), { mode: 0o600 });
      finishFile(`${file}.new`, file);
    },
  };
}

function readNotes(file: string): CalendarNote[] {
  try {
    return notesInFile.parse(JSON.parse(readPlain(file).toString('utf8')));
  } catch {
    // Missing or damaged: all is new to the calendar, with higher numbers than before.
    return [];
  }
}
