import { basename, join } from 'node:path';
import type Database from 'libsql';
import { z } from 'zod';
import type { RecordsState } from '../../shared/state.ts';
import { storedText } from './stored-text.ts';

/**
 * Stands in the file that took the place of one which could not be read, from before it is there until
 * its keys have been joined to the keychain again. So neither a kill nor a locked keychain forgets it.
 */
export interface Recovery {
  /** The name of what was put aside, beside the database; null if there was nothing left of it. */
  aside: string | null;
  /** When the backup was made that this comes from; null if it was begun anew. */
  from: string | null;
}

const recovery = z.strictObject({
  aside: z
    .string()
    .refine((name) => basename(name) === name, 'a name, not a path')
    .nullable(),
  from: z.iso.datetime().nullable(),
});

export function noteRecovery(database: Database.Database, noted: Recovery): void {
  database
    .prepare("INSERT OR REPLACE INTO settings (name, value) VALUES ('recovery', ?)")
    .run(JSON.stringify(noted));
}

export function readRecovery(database: Database.Database): Recovery | null {
  const row: unknown = database
    .prepare("SELECT CAST (value AS BLOB) AS value FROM settings WHERE name = 'recovery'")
    .get();
  if (row === undefined) return null;
  const { value } = z.object({ value: storedText }).parse(row);
  return recovery.parse(JSON.parse(value));
}

export function endRecovery(database: Database.Database): void {
  database.prepare("DELETE FROM settings WHERE name = 'recovery'").run();
}

/** What the window is told of it. */
export function stateOf(noted: Recovery | null, folder: string): RecordsState {
  if (noted === null) return { status: 'ok' };
  const file = noted.aside === null ? null : join(folder, noted.aside);
  if (noted.from !== null) return { status: 'restored', file, from: noted.from, rejoin: null };
  return { status: 'set-aside', file, rejoin: null };
}
