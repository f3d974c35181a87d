import Database from 'libsql';
import { z } from 'zod';
import type { Records } from '../core/ports.ts';
import { recordsIn } from './records-in.ts';
import { bringUp } from './records-versions.ts';
import { sqliteCodeOf, sqliteCodes } from './sqlite-failure.ts';
import { readRecovery, type Recovery } from './recovery-note.ts';

export interface OpenDatabase {
  database: Database.Database;
  records: Records;
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
    records.read();
    return { database, records, recovery: readRecovery(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The same, and every page is looked at: what happened to keys is read much later. */
export function openWhole(file: string): OpenDatabase {
  const opened = openDatabase(file);
  try {
    const row: unknown = opened.database.prepare('PRAGMA integrity_check').get();
    z.object({ integrity_check: z.literal('ok') }).parse(row);
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

/** Without any value that stands in the file. */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', ');
  }
  return error instanceof Error && 'code' in error ? String(error.code) : 'not JSON';
}
