import Database from 'libsql';
import { z } from 'zod';
import type { Kept } from '../core/kept.ts';
import type { Records } from '../core/ports.ts';
import { recordsIn } from './records-in.ts';
import { bringUp } from './records-versions.ts';
import { sqliteCodeOf, sqliteCodes } from './sqlite-failure.ts';
import { readRecovery, type Recovery } from './recovery-note.ts';
import { storedText } from './stored-text.ts';

export interface OpenDatabase {
  database: Database.Database;
  records: Records;
  /** What they hold now. */
  kept: Kept;
  recovery: Recovery | null;
}

/** Opens a file, brings it up to the present version and reads it once, so that damage shows now. */
export function openDatabase(file: string): OpenDatabase {
  const database = new Database(file);
  try {
    // A change that has come back is on the disk, even if the power goes.
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    bringUp(database);
    const records = recordsIn(database);
    const kept = records.read();
    records.readLooseItems();
    return { database, records, kept, recovery: readRecovery(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The same, and every page is looked at: what happened to keys is read much later. */
export function openWhole(file: string): OpenDatabase {
  const opened = openDatabase(file);
  try {
    const row: unknown = opened.database
      .prepare('SELECT CAST (integrity_check AS BLOB) AS said FROM pragma_integrity_check')
      .get();
    z.object({ said: storedText.pipe(z.literal('ok')) }).parse(row);
    return opened;
  } catch (error) {
    opened.database.close();
    throw error;
  }
}

/** It is no file of ours, or what is in it is not what we write. Anything else is no fault of the file. */
export function isDamage(error: unknown): boolean {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return true;
  const code = sqliteCodeOf(error);
  return Object.values(sqliteCodes).some((one) => one === code);
}

const mostReasons = 3;

/** Without any value that stands in the file, and short, however much of it is wrong. */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const { issues } = error;
    const told = issues
      .slice(0, mostReasons)
      .map(({ path, code }) => `${path.join('.').slice(0, 100)}: ${code}`);
    const more = issues.length - told.length;
    return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
  }
  return error instanceof Error && 'code' in error ? String(error.code) : 'not JSON';
}
