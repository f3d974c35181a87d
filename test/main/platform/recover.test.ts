import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeptAccount } from '../../../src/main/core/kept.ts';
import { openRecords } from '../../../src/main/platform/records.ts';
import { account } from '../../../src/shared/account.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { fakeLog } from '../../fakes/log.ts';

const one = keptAccount('one');
const two = keptAccount('two');
const key = keptKey({ accountId: one.account.id });
const at = '2026-11-21T02:46:00.000Z';
const dayMs = 24 * 60 * 60_000;

let folder: string;
let opened: ReturnType<typeof openRecords>[];
let clock: ReturnType<typeof fakeClock>;
let log: ReturnType<typeof fakeLog>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyturn-recover-'));
  opened = [];
  clock = fakeClock(at);
  log = fakeLog();
});
afterEach(() => {
  for (const { close } of opened) close();
  rmSync(folder, { recursive: true });
});
const file = () => join(folder, 'keyturn.db');
const aside = () => join(folder, 'keyturn.db.damaged-2026-11-23T02-46-00-000Z');
const backups = () => readdirSync(join(folder, 'backups')).toSorted();
const openOne = () => {
  const next = openRecords(folder, clock, log);
  opened.push(next);
  return next;
};
const closeOne = () => opened.pop()?.close();

const harms: [string, () => void][] = [
  ['no database', () => writeFileSync(file(), 'garbage'.repeat(999))],
  ['cut off in the middle', () => truncateSync(file(), 10_000)],
  ['an account that is none', () => spoil(file(), `UPDATE accounts SET account = '{"id":"one"}'`)],
  ['an account that is no JSON', () => spoil(file(), `UPDATE accounts SET account = 'x'`)],
  [
    'notes of loose items that are none',
    () => spoil(file(), `INSERT INTO settings VALUES ('loose-items', '[{}]')`),
  ],
  [
    'text that is no UTF-8',
    () => spoil(file(), `UPDATE accounts SET account = CAST (X'C3FF' AS TEXT)`),
  ],
  ['a table that is missing', () => spoil(file(), 'DROP TABLE lists')],
  ['a page of events overwritten', () => overwriteLastPage(file())],
];

test.each(harms)(
  'a file that cannot be read (%s) is put aside whole, and said to be; without a backup a new one is begun',
  (_what, harm) => {
    openOne().records.saveAccount(one);
    closeOne();
    harm();
    clock.move(2 * dayMs);
    const before = readFileSync(file());
    const { records, state } = openOne();
    expect(state).toEqual({ status: 'set-aside', file: aside(), rejoin: null });
    expect(readFileSync(aside())).toEqual(before);
    expect(records.read().accounts).toEqual([]);
    records.saveAccount(two);
    records.endRecovery();
    closeOne();
    expect(openOne().state).toEqual({ status: 'ok' });
  },
);

test.each(harms)(
  'a file that cannot be read (%s) is put aside whole, and the newest backup takes its place',
  (_what, harm) => {
    withTwoBackups();
    harm();
    const before = readFileSync(file());
    const { records, state } = openOne();
    expect(state).toEqual({
      status: 'restored',
      file: aside(),
      from: '2026-11-22T02:46:00.000Z',
      rejoin: null,
    });
    expect(readFileSync(aside())).toEqual(before);
    expect(records.read()).toMatchObject({ accounts: [one, two], keys: [key] });
    expect(records.eventsOf(key.id)).toEqual([{ at, kind: 'copied', detail: '' }]);
    expect(backups()).toHaveLength(2);
  },
);

test('a backup that is damaged too is passed over and stays where it is', () => {
  withTwoBackups();
  const [, newest = ''] = backups();
  writeFileSync(join(folder, 'backups', newest), 'garbage');
  writeFileSync(file(), 'garbage');
  const { records, state } = openOne();
  expect(state).toMatchObject({ status: 'restored', from: at });
  expect(records.read().accounts).toEqual([one]);
  expect(backups()).toHaveLength(2);
});

test.each([
  ['gone', () => rmSync(file())],
  ['empty', () => truncateSync(file(), 0)],
])('a file that is %s comes back from its backup', (_what, harm) => {
  withTwoBackups();
  harm();
  const { records, state } = openOne();
  expect(state).toMatchObject({ status: 'restored', from: '2026-11-22T02:46:00.000Z' });
  expect(records.read().accounts).toEqual([one, two]);
});

test.skipIf(process.platform === 'win32')(
  'what stands among the backups and is no plain file is passed over, though it would never end',
  () => {
    openOne().records.saveAccount(one);
    opened[0]?.backUp();
    closeOne();
    const names = [
      'keyturn-000002-2026-11-22T02-46-00-000Z.db',
      'keyturn-000003-2026-11-23T02-46-00-000Z.db',
    ];
    execFileSync('mkfifo', [join(folder, 'backups', names[0] ?? '')]);
    symlinkSync('/dev/zero', join(folder, 'backups', names[1] ?? ''));
    writeFileSync(file(), 'garbage'.repeat(999));
    const { records, state } = openOne();
    expect(state.status).toBe('restored');
    expect(records.read().accounts).toEqual([one]);
  },
);

test('what a crash left unfinished does not get into the restored file', () => {
  withTwoBackups();
  rmSync(file());
  writeFileSync(`${file()}-journal`, 'of the lost file');
  const { records } = openOne();
  expect(records.read().accounts).toEqual([one, two]);
  expect(readFileSync(`${aside()}-journal`, 'utf8')).toBe('of the lost file');
});

test('that it was restored is said at each start until the keychain has been searched', () => {
  withTwoBackups();
  writeFileSync(file(), 'garbage');
  const { state } = openOne();
  closeOne();
  clock.move(dayMs);
  const again = openOne();
  expect(again.state).toEqual(state);
  again.records.endRecovery();
  closeOne();
  expect(openOne().state).toEqual({ status: 'ok' });
});

test('why a file could not be read is said in a few words, however much of it is wrong', () => {
  openOne().records.saveAccount(one);
  openOne().records.saveList({ accountId: one.account.id, readAt: at, keys: [] });
  for (const { close } of opened.splice(0)) close();
  spoil(file(), `UPDATE lists SET keys = '[${'[],'.repeat(9999)}[]]'`);
  openOne();
  expect(log.lines.join('')).toMatch(/: invalid_type, and 9997 more$/);
});

test('two damaged files in the same moment are both kept', () => {
  for (const what of ['first', 'second']) {
    closeOne();
    writeFileSync(file(), what);
    openOne();
  }
  const names = readdirSync(folder).filter((name) => name.includes('damaged'));
  const kept = names.map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(kept.toSorted()).toEqual(['first', 'second']);
});

test('if nothing can be put in its place, the damaged file stays where it is', () => {
  withTwoBackups();
  writeFileSync(file(), 'garbage');
  mkdirSync(`${file()}.unready/in-the-way`, { recursive: true });
  expect(openOne().state).toEqual({ status: 'unkept', because: 'unopenable', file: file() });
  expect(readFileSync(file(), 'utf8')).toBe('garbage');
});

test('killed at any step, the journal of the lost file is never applied to the new one', () => {
  withTwoBackups();
  const journal = journalOfChange();
  let step = 0;
  for (let isKilled = true; isKilled; step += 1) {
    for (const name of readdirSync(folder).filter((each) => each.startsWith('keyturn.db'))) {
      rmSync(join(folder, name));
    }
    writeFileSync(`${file()}-journal`, journal);
    const child = spawnSync(process.execPath, ['--no-warnings', killedAt, folder, String(step)]);
    isKilled = child.signal === 'SIGKILL';

    const { records, state } = openOne();
    const lost = state.status === 'restored' ? (state.file ?? '') : '';
    expect(records.read().accounts).toEqual([one, two]);
    expect(readFileSync(`${lost}-journal`)).toEqual(journal);
    closeOne();
  }
  expect(step).toBeGreaterThan(6);
}, 60_000);

test('killed at any step, nothing is lost and the next start goes on', () => {
  withTwoBackups();
  writeFileSync(file(), 'garbage');
  const before = join(folder, 'before');
  mkdirSync(before);
  for (const name of readdirSync(folder).filter((each) => each.startsWith('keyturn.db'))) {
    copyFileSync(join(folder, name), join(before, name));
  }
  let step = 0;
  for (let isKilled = true; isKilled; step += 1) {
    for (const name of readdirSync(folder).filter((each) => each.startsWith('keyturn.db'))) {
      rmSync(join(folder, name));
    }
    for (const name of readdirSync(before)) copyFileSync(join(before, name), join(folder, name));
    const child = spawnSync(process.execPath, ['--no-warnings', killedAt, folder, String(step)]);
    isKilled = child.signal === 'SIGKILL';
    expect(isKilled ? '' : child.stderr.toString()).toBe('');

    const { records, state } = openOne();
    const lost = state.status === 'restored' ? (state.file ?? '') : '';
    expect({
      status: state.status,
      accounts: records.read().accounts,
      damaged: readFileSync(lost, 'utf8'),
      backups: backups().length,
      leftOver: readdirSync(folder).filter((name) => /ready|damaged/.test(name)).length,
    }).toEqual({
      status: 'restored',
      accounts: [one, two],
      damaged: 'garbage',
      backups: 2,
      leftOver: 1,
    });
    closeOne();
  }
  expect(step).toBeGreaterThan(6);
}, 60_000);

const killedAt = join(import.meta.dirname, 'killed-at.ts');

/** The first knows one account, the second both; a third account is lost with the damage. */
function withTwoBackups(): void {
  const { records, backUp } = openOne();
  records.saveAccount(one);
  records.saveKeys([{ key, events: [{ at, kind: 'copied', detail: '' }] }]);
  backUp();
  clock.move(dayMs);
  records.saveAccount(two);
  backUp();
  records.saveAccount(keptAccount('three'));
  clock.move(dayMs);
  closeOne();
  expect(backups()).toHaveLength(2);
}

function keptAccount(id: string): KeptAccount {
  const facts = {
    serviceId: 'postman-v1',
    environmentId: null,
    address: 'https://example.org/v1',
    name: id,
    email: 'ops@agency.gov.sg',
    parameters: {},
  };
  return { account: account.parse({ ...facts, id }), keepsSession: false };
}

/** A real one, of a change that had begun to reach the file: it would bring back what was before. */
function journalOfChange(): Buffer {
  const database = new Database(file());
  database.exec('PRAGMA cache_size = 1');
  for (let number = 0; number < 7; number += 1) {
    database.exec(`INSERT INTO services (id, card) VALUES ('s${number}', '${'x'.repeat(20_000)}')`);
  }
  database.exec("BEGIN IMMEDIATE; UPDATE services SET card = replace(card, 'x', 'y');");
  const journal = readFileSync(`${file()}-journal`);
  database.exec('ROLLBACK; DELETE FROM services;');
  database.close();
  // Beside any file it is played back, so that this test can fail.
  const probe = join(folder, 'probe');
  copyFileSync(join(folder, 'backups', backups()[0] ?? ''), probe);
  const before = readFileSync(probe);
  writeFileSync(`${probe}-journal`, journal);
  const probed = new Database(probe);
  try {
    probed.exec('PRAGMA integrity_check; SELECT count(*) FROM accounts;');
  } catch {
    // It is spoilt by that.
  }
  probed.close();
  expect(readFileSync(probe).equals(before)).toBe(false);
  return journal;
}

function spoil(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

function overwriteLastPage(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xff, bytes.length - 4096));
}
