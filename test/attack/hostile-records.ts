import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import type { Outcome } from '../survival/in-lanes.ts';
import type { Lane } from '../survival/lane.ts';
import { prepareRun } from '../survival/rotation-run.ts';
import { planned } from '../survival/scenario.ts';
import { until } from '../survival/until.ts';
import { dataFolderIn, recordsFileIn } from './app-files.ts';

const others = 'what belongs to somebody else\n'.repeat(1000);

/** What somebody has put in the place of the records, or of what else the app finds at its start. */
type Prepare = (home: string, victim: string) => void;

const instead = (make: (file: string, victim: string) => void): Prepare => {
  return (home, victim) => {
    const file = recordsFileIn(home);
    rmSync(file);
    make(file, victim);
  };
};

const inRecords = (sql: string, ...values: unknown[]): Prepare => {
  return (home) => {
    const database = new Database(recordsFileIn(home));
    database.prepare(sql).run(...values);
    database.close();
  };
};

const backupsInstead = (make: (file: string) => void): Prepare => {
  return (home) => {
    const folder = join(dataFolderIn(home), 'backups');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const number of [1, 2]) {
      make(join(folder, `keyturn-00000${number}-2026-11-0${number}T00-00-00-000Z.db`));
    }
    writeFileSync(recordsFileIn(home), randomBytes(5000));
  };
};

const huge = 'x'.repeat(5_000_000);
const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;

export const hostileRecords: Record<string, Prepare> = {
  'a link to another file': instead((file, victim) => symlinkSync(victim, file)),
  'a link to the records of another program': instead((file) => {
    const other = new Database(join(file, '..', 'others.db'));
    other.exec("CREATE TABLE settings (name TEXT); INSERT INTO settings VALUES ('mine')");
    other.close();
    symlinkSync('others.db', file);
  }),
  'a link to zeros without end': instead((file) => symlinkSync('/dev/zero', file)),
  'a link to itself': instead((file) => symlinkSync(file, file)),
  'a folder': instead((file) => mkdirSync(file)),
  'a pipe': instead((file) => void execFileSync('mkfifo', [file])),
  'random bytes': instead((file) => writeFileSync(file, randomBytes(200_000))),
  'half a file': (home) => {
    const bytes = readFileSync(recordsFileIn(home));
    writeFileSync(recordsFileIn(home), bytes.subarray(0, bytes.length / 2));
  },
  'settings that are nonsense': inRecords('UPDATE settings SET value = \'{"theme":[1]}\''),
  'settings without end': inRecords("INSERT OR REPLACE INTO settings VALUES ('settings', ?)", huge),
  'a key of another form': inRecords('UPDATE keys SET key = ?', deep),
  'a key that is no text': inRecords("UPDATE keys SET key = CAST(X'FFFE00C3' AS TEXT)"),
  'loose items that are nonsense': inRecords(
    "INSERT OR REPLACE INTO settings VALUES ('loose-items', '[{}]')",
  ),
  'an account of another form': inRecords('UPDATE accounts SET account = ?', '{"__proto__":{}}'),
  'a list without end': inRecords('UPDATE lists SET keys = ?', `[${'[],'.repeat(100_000)}[]]`),
  'a table with a trap in it': inRecords(
    "CREATE TRIGGER trap AFTER INSERT ON events BEGIN SELECT RAISE(ABORT, 'trap'); END",
  ),
  'backups that are garbage': backupsInstead((file) => writeFileSync(file, randomBytes(5000))),
  'backups that are zeros without end': backupsInstead((file) => symlinkSync('/dev/zero', file)),
  'backups that are pipes': backupsInstead((file) => void execFileSync('mkfifo', [file])),
  'backups that are folders': backupsInstead((file) => mkdirSync(file)),
  'calendar notes that are zeros': (home) => {
    const file = join(dataFolderIn(home), 'calendar.json');
    rmSync(file, { force: true });
    symlinkSync('/dev/zero', file);
  },
};

/** All that is in the database of the other program, in one line; null where there is none. */
function othersRowsIn(home: string): string | null {
  const file = join(dataFolderIn(home), 'others.db');
  if (!existsSync(file)) return null;
  const database = new Database(file, { readonly: true });
  try {
    const tables = database.prepare('SELECT count(*) AS count FROM sqlite_master').get() as {
      count: number;
    };
    const rows = database.prepare('SELECT name FROM settings').all() as { name: string }[];
    return [...rows.map(({ name }) => name), ...(tables.count > 1 ? ['more tables'] : [])].join();
  } finally {
    database.close();
  }
}

/** Starts in a home where somebody has been, and goes on. */
export async function startAmongHostileRecords(lane: Lane, prepare: Prepare): Promise<Outcome> {
  await lane.beginAnew();
  await lane.open();
  await prepareRun(lane, planned);
  const held = await lane.heldItems();
  await lane.kill();
  const victim = join(lane.home(), 'victim.txt');
  writeFileSync(victim, others, { mode: 0o644 });
  prepare(lane.home(), victim);
  await lane.open();
  const wrong: string[] = [];
  await until('the app answers', async () => (await lane.state()).keychain.status === 'ok');
  const { records } = await lane.state();
  if (readFileSync(victim, 'utf8') !== others) wrong.push('another file was changed');
  if ((statSync(victim).mode & 0o777) !== 0o644) wrong.push('others may do less with their file');
  const otherRows = othersRowsIn(lane.home());
  if (otherRows !== null && otherRows !== 'mine')
    wrong.push(`another program has now ${otherRows}`);
  const items = (await lane.heldItems()).map(({ secret }) => secret);
  if (held.some(({ secret }) => !items.includes(secret))) wrong.push('a key was lost');
  await lane.call('addAccount', {
    serviceId: 'postman-v1',
    place: { address: `${lane.recorder.address}/postman/v1` },
    name: 'Added afterwards',
    email: 'afterwards@agency.gov.sg',
    parameters: {},
  });
  return { said: `records ${records.status}`, wrong };
}
