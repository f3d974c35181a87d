import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import { calendarOf, joinNotes, type CalendarNote } from './calendar-of.ts';
import { calendarText } from './calendar-text.ts';
import type { ChosenSettings } from './chosen-settings.ts';
import { FailureError } from './failure-error.ts';
import { createInTurn } from './in-turn.ts';
import type { Inventory } from './inventory.ts';
import type { CalendarNotes, Clock, Log, OutFiles } from './ports.ts';
import { placeOf } from './report-of.ts';
import type { StateStore } from './state-store.ts';

/** The ends of keys for a calendar program: once, or in a file that is kept up to date. */
export interface CalendarFile {
  /** Takes up the file of an earlier run. */
  begin(): void;
  /** Of all keys, or of these. Null if the user chose no file. */
  exportTo(keyIds: readonly KeyId[] | null): Promise<string | null>;
  choose(): Promise<string | null>;
}

interface World {
  book: AccountBook;
  inventory: Inventory;
  chosenSettings: ChosenSettings;
  outFiles: OutFiles;
  calendarNotes: CalendarNotes;
  clock: Clock;
  store: StateStore;
  log: Log;
}

/** A check of many keys changes rows each second: they are not all laid side by side as often. */
const settleMs = 10_000;
const retryMs = 60_000;

export function createCalendarFile(world: World): CalendarFile {
  const { book, inventory, chosenSettings, outFiles, calendarNotes, clock, store, log } = world;
  let written: { file: string; text: string } | null = null;
  let isWaiting = false;
  // What is written later must not be overtaken by what was reckoned before it.
  const inTurn = createInTurn();

  function soon(ms: number): void {
    if (isWaiting || store.read().settings.calendarFile === null) return;
    isWaiting = true;
    clock.after(ms, () => {
      isWaiting = false;
      void inTurn(keepUp);
    });
  }

  async function keepUp(): Promise<void> {
    const file = store.read().settings.calendarFile;
    if (file === null) return tellTrouble(null);
    try {
      await write(file);
      tellTrouble(null);
    } catch (error) {
      if (!(error instanceof FailureError)) log.bug(error);
      tellTrouble(error instanceof FailureError ? error.failure : { code: 'bug' });
      soon(retryMs);
    }
  }

  async function write(file: string): Promise<void> {
    const before = calendarNotes.read();
    const after = notesOf(inventory.all(), before, 'all');
    const text = calendarText(after);
    if (written?.file === file && written.text === text) return;
    note(before, after);
    await outFiles.write(file, text);
    written = { file, text };
  }

  function notesOf(
    rows: readonly KeyRow[],
    before: readonly CalendarNote[],
    scope: 'all' | 'some',
  ): CalendarNote[] {
    const { accounts, settings } = store.read();
    const places = new Map(accounts.map((account) => [account.id, placeOf(account)]));
    return calendarOf(
      {
        rows,
        placeOf: (id) => places.get(id) ?? '',
        cardOf: (id) => (book.has(id) ? book.cardOf(book.find(id).account) : null),
        settings: settings.reminders,
      },
      before,
      scope,
      clock.now(),
    );
  }

  function note(before: readonly CalendarNote[], after: readonly CalendarNote[]): void {
    const known = new Set(before);
    if (before.length === after.length && after.every((one) => known.has(one))) return;
    try {
      calendarNotes.write(after);
    } catch {
      // Numbers grow with the clock all the same.
      log.warn('What the calendar has said could not be noted.');
    }
  }

  function tellTrouble(calendarTrouble: ReturnType<StateStore['read']>['calendarTrouble']): void {
    const before = store.read().calendarTrouble;
    if (JSON.stringify(before) !== JSON.stringify(calendarTrouble))
      store.change({ calendarTrouble });
  }

  return {
    begin() {
      store.subscribe(({ keys, parts }) => {
        const isOfCalendar = keys !== null || parts.accounts || parts.services || parts.settings;
        if (isOfCalendar) soon(settleMs);
        // A file that is kept no more has no trouble either.
        if (parts.settings?.calendarFile === null) tellTrouble(null);
      });
      void inTurn(keepUp);
    },
    async exportTo(keyIds) {
      const file = await outFiles.choose('keyturn.ics', 'ics');
      if (file === null) return null;
      const wanted = keyIds === null ? null : new Set(keyIds);
      await inTurn(async () => {
        const rows = inventory.all().filter(({ id }) => wanted === null || wanted.has(id));
        const before = calendarNotes.read();
        const after = notesOf(rows, before, wanted === null ? 'all' : 'some');
        note(before, wanted === null ? after : joinNotes(before, after));
        await outFiles.write(file, calendarText(after));
      });
      return file;
    },
    async choose() {
      const file = await outFiles.choose('keyturn.ics', 'ics');
      if (file === null) return null;
      // Only one that could be written is kept.
      await inTurn(() => write(file));
      chosenSettings.change({ calendarFile: file });
      tellTrouble(null);
      return file;
    },
  };
}
