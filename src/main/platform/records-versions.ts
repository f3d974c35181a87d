import type Database from 'libsql';
import { z } from 'zod';

/**
 * What each version adds to the one before. A file of any older version is brought up through all that
 * follow it; none of these is ever changed. The number of a row is its place in the order of adding.
 */
const versions = [
  `
  CREATE TABLE accounts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    keeps_session INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE lists (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    read_at TEXT NOT NULL,
    keys TEXT NOT NULL
  ) STRICT;
  CREATE TABLE services (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    card TEXT NOT NULL
  ) STRICT;
`,
  `
  CREATE TABLE keys (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key TEXT NOT NULL
  ) STRICT;
  CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    key_id TEXT NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_of_key ON events (key_id, number);
  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;
`,
  // One open rotation for each key; `revision` keeps two copies of us from going on with the same one.
  `
  CREATE TABLE rotations (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    old_key_id TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    rotation TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX one_open_rotation ON rotations (old_key_id) WHERE is_open = 1;
  CREATE TABLE plans (
    key_id TEXT PRIMARY KEY,
    plan TEXT NOT NULL
  ) STRICT;
`,
];

/** A newer Keyturn wrote it, in a way that this one does not know. */
export class NewerError extends Error {}

/** Brings a file of any version up to the present one: all of it or nothing. */
export function bringUp(database: Database.Database): void {
  const found = versionOf(database);
  if (found > versions.length) throw new NewerError();
  if (found === versions.length) return;
  inTransaction(database, () => {
    for (const step of versions.slice(found)) database.exec(step);
    database.exec(`PRAGMA user_version = ${versions.length}`);
  });
}

export function inTransaction(database: Database.Database, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    // The library's own way would hide why: where a disk is full, SQLite has rolled back by itself, and
    // to do so once more is an error, which would take the place of the first.
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(database: Database.Database): number {
  const row: unknown = database.prepare('PRAGMA user_version').get();
  return z.object({ user_version: z.int() }).parse(row).user_version;
}
