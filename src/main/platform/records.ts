import { chmodSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { account } from '../../shared/account.ts';
import { keyEvent, keyEventKind } from '../../shared/key.ts';
import { ruleCard } from '../../shared/service.ts';
import { firstSettings, settings, type Settings } from '../../shared/settings.ts';
import type { RecordsState } from '../../shared/state.ts';
import { keptAccount, keptKey, keptList, type Kept } from '../core/kept.ts';
import type { Clock, Log, Records } from '../core/ports.ts';
import { failureOfWrite, sqliteCodeOf, sqliteCodes } from './sqlite-failure.ts';

export interface OpenRecords {
  records: Records;
  state: RecordsState;
  close: () => void;
}

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
];

/**
 * Opens the one file that holds what is not secret. A file that cannot be read is put aside, whole and
 * under a name that is told; it is never emptied. One of a newer Keyturn stays as it is.
 */
export function openRecords(folder: string, clock: Clock, log: Log): OpenRecords {
  const file = join(folder, 'keyturn.db');
  const isNew = !existsSync(file);
  try {
    // Made by us and not by the library, so that nobody else can ever read it.
    if (isNew) writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
    else chmodSync(file, 0o600);
  } catch {
    return unkept(file, 'unopenable');
  }
  try {
    return { ...open(file), state: { status: 'ok' } };
  } catch (error) {
    if (error instanceof NewerError) return unkept(file, 'newer');
    if (!isDamage(error)) return unkept(file, 'unopenable');
    log.warn(`The records could not be read: ${reasonOf(error)}`);
  }
  const aside = `${file}.damaged-${clock.now().toISOString().replaceAll(/[:.]/g, '-')}`;
  try {
    renameSync(file, aside);
    // What a crash left unfinished belongs to the damaged file, and would spoil the new one.
    if (existsSync(`${file}-journal`)) renameSync(`${file}-journal`, `${aside}-journal`);
    writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
    return { ...open(file), state: { status: 'set-aside', file: aside } };
  } catch {
    return unkept(file, 'unopenable');
  }
}

function unkept(file: string, because: 'newer' | 'unopenable'): OpenRecords {
  return { ...open(':memory:'), state: { status: 'unkept', because, file } };
}

class NewerError extends Error {}

function open(file: string): Omit<OpenRecords, 'state'> {
  const database = new Database(file);
  try {
    // A change that has come back is on the disk, even if the power goes.
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    const found = versionOf(database);
    if (found > versions.length) throw new NewerError();
    if (found < versions.length) {
      inTransaction(database, () => {
        for (const step of versions.slice(found)) database.exec(step);
        database.exec(`PRAGMA user_version = ${versions.length}`);
      });
    }
    const records = recordsIn(database);
    // Read once, so that damage shows now and not in the middle of the work.
    records.read();
    return { records, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

function recordsIn(database: Database.Database): Records {
  const write = (work: () => void): void => {
    try {
      inTransaction(database, work);
    } catch (error) {
      throw failureOfWrite(error) ?? error;
    }
  };
  const run = (sql: string, ...values: (string | number)[]): void =>
    write(() => void database.prepare(sql).run(...values));
  return {
    read: () => read(database),
    saveAccount({ account: saved, keepsSession }) {
      run(
        `INSERT INTO accounts (id, account, keeps_session) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE
         SET account = excluded.account, keeps_session = excluded.keeps_session`,
        saved.id,
        JSON.stringify(saved),
        keepsSession ? 1 : 0,
      );
    },
    removeAccount: (id) => run('DELETE FROM accounts WHERE id = ?', id),
    saveList({ accountId, readAt, keys }) {
      run(
        `INSERT INTO lists (account_id, read_at, keys) VALUES (?, ?, ?)
         ON CONFLICT (account_id) DO UPDATE SET read_at = excluded.read_at, keys = excluded.keys`,
        accountId,
        readAt,
        JSON.stringify(keys),
      );
    },
    saveService(card) {
      run(
        `INSERT INTO services (id, card) VALUES (?, ?)
         ON CONFLICT (id) DO UPDATE SET card = excluded.card`,
        card.id,
        JSON.stringify(card),
      );
    },
    removeService: (id) => run('DELETE FROM services WHERE id = ?', id),
    saveKeys(changes) {
      write(() => {
        const saveKey = database.prepare(
          `INSERT INTO keys (id, account_id, key) VALUES (?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, key = excluded.key`,
        );
        const saveEvent = database.prepare(
          'INSERT INTO events (key_id, at, kind, detail) VALUES (?, ?, ?, ?)',
        );
        for (const { key, events } of changes) {
          saveKey.run(key.id, key.accountId, JSON.stringify(key));
          for (const { at, kind, detail } of events) saveEvent.run(key.id, at, kind, detail);
        }
      });
    },
    removeKey: (id) => run('DELETE FROM keys WHERE id = ?', id),
    eventsOf: (id) =>
      database
        .prepare('SELECT at, kind, detail FROM events WHERE key_id = ? ORDER BY number DESC')
        .all(id)
        .map((row) => keyEvent.parse(eventRow.parse(row))),
    saveSettings(saved) {
      run(
        `INSERT INTO settings (name, value) VALUES ('settings', ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        JSON.stringify(saved),
      );
    },
  };
}

const json = z.string().transform((text): unknown => JSON.parse(text));
const accountRow = z.object({ account: json, keeps_session: z.literal([0, 1]) });
const listRow = z.object({ account_id: z.string(), read_at: z.string(), keys: json });
const serviceRow = z.object({ card: json });
const keyRow = z.object({ key: json });
const eventRow = z.object({ at: z.string(), kind: keyEventKind, detail: z.string() });
const settingsRow = z.object({ value: json });

function read(database: Database.Database): Kept {
  const rows = (sql: string): unknown[] => database.prepare(sql).all();
  return {
    accounts: rows('SELECT account, keeps_session FROM accounts ORDER BY number').map((row) => {
      const found = accountRow.parse(row);
      return keptAccount.parse({
        account: account.parse(found.account),
        keepsSession: found.keeps_session === 1,
      });
    }),
    lists: rows('SELECT account_id, read_at, keys FROM lists ORDER BY account_id').map((row) => {
      const found = listRow.parse(row);
      return keptList.parse({
        accountId: found.account_id,
        readAt: found.read_at,
        keys: found.keys,
      });
    }),
    services: rows('SELECT card FROM services ORDER BY number').map((row) =>
      ruleCard.parse(serviceRow.parse(row).card),
    ),
    keys: rows('SELECT key FROM keys ORDER BY number').map((row) =>
      keptKey.parse(keyRow.parse(row).key),
    ),
    settings: rows('SELECT value FROM settings').reduce(
      (_first: Settings, row) => settings.parse(settingsRow.parse(row).value),
      firstSettings,
    ),
  };
}

function versionOf(database: Database.Database): number {
  const row: unknown = database.prepare('PRAGMA user_version').get();
  return z.object({ user_version: z.int() }).parse(row).user_version;
}

function inTransaction(database: Database.Database, work: () => void): void {
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

/** It is no file of ours, or what is in it is not what we write. Anything else is no fault of the file. */
function isDamage(error: unknown): boolean {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return true;
  const code = sqliteCodeOf(error);
  return Object.values(sqliteCodes).some((one) => one === code);
}

/** Without any value that stands in the file. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', ');
  }
  return error instanceof Error && 'code' in error ? String(error.code) : 'not JSON';
}
