import type { AccountParts } from './account-parts.ts';
import { createCalendarFile, type CalendarFile } from './calendar-file.ts';
import { createContactRuns, type ContactRuns } from './contact-runs.ts';
import { createExportReport, type ExportReport } from './export-report.ts';
import type { KeyParts } from './key-parts.ts';
import type { CalendarNotes, Clipboard, Clock, Log, OutFiles, Printer } from './ports.ts';
import { createReadReminder, type ReadReminder } from './read-reminder.ts';
import type { StateStore } from './state-store.ts';
import type { UseParts } from './use-parts.ts';

export interface HandOnParts {
  calendarFile: CalendarFile;
  exportReport: ExportReport;
  readReminder: ReadReminder;
  contactRuns: ContactRuns;
}

interface World {
  store: StateStore;
  accountParts: AccountParts;
  keyParts: KeyParts;
  useParts: UseParts;
  clipboard: Clipboard;
  outFiles: OutFiles;
  calendarNotes: CalendarNotes;
  printer: Printer;
  clock: Clock;
  log: Log;
}

/** What is handed on of keys, to people and to programs, joined: never a secret. */
export function createHandOnParts(world: World): HandOnParts {
  const { accountParts, keyParts, useParts, ...rest } = world;
  const parts = { ...rest, ...accountParts, ...keyParts, ...useParts };
  return {
    calendarFile: createCalendarFile(parts),
    exportReport: createExportReport(parts),
    readReminder: createReadReminder(parts),
    contactRuns: createContactRuns(parts),
  };
}
