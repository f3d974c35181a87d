import { writeSync } from 'node:fs';
import Database from 'libsql';
import { openRecords } from '../../../src/main/platform/records.ts';

// Opens the records in a folder and is killed when the new tables are there, before the change is kept.

const [, , folder = ''] = process.argv;
const exec = Reflect.get(Database.prototype, 'exec');
Database.prototype.exec = function killed(sql: string) {
  if (sql.startsWith('PRAGMA user_version =')) {
    const found = this.prepare(
      "SELECT count(*) AS count FROM sqlite_schema WHERE name IN ('keys', 'events')",
    ).get() as { count: number };
    writeSync(1, `${found.count} tables are new\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  return exec.call(this, sql);
};
const clock = { now: () => new Date('2026-11-21T02:46:00.000Z'), after: () => () => undefined };
openRecords(folder, clock, { warn: () => undefined, bug: () => undefined });
