import type { CalendarNote } from '../../src/main/core/calendar-of.ts';
import type { CalendarNotes } from '../../src/main/core/ports.ts';

/** Notes in memory. */
export function fakeCalendarNotes(): CalendarNotes & { notes: readonly CalendarNote[] } {
  const fake = {
    notes: [] as readonly CalendarNote[],
    read: () => [...fake.notes],
    write(notes: readonly CalendarNote[]) {
      fake.notes = notes;
    },
  };
  return fake;
}
