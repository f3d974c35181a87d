import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBackups } from '../../../src/main/platform/backups.ts';
import { openDatabase } from '../../../src/main/platform/records-database.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { fakeLog } from '../../fakes/log.ts';
import { guidedCard } from '../../fakes/rule-cards.ts';

const dayMs = 24 * 60 * 60_000;
const yearMs = 365 * dayMs;

let folder: string;
let source: ReturnType<typeof openDatabase>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyturn-backups-'));
  source = openDatabase(join(folder, 'keyturn.db'));
});
afterEach(() => {
  source.database.close();
  rmSync(folder, { recursive: true });
});
const names = () => readdirSync(join(folder, 'backups')).toSorted();

function openBackups(now = '2026-11-21T02:46:00.000Z') {
  const [clock, log] = [fakeClock(now), fakeLog()];
  const backups = createBackups(folder, clock, log);
  const make = () => backups.makeIfDue(source.database);
  const days = () => backups.all().map(({ madeAt }) => madeAt.slice(0, 10));
  return { clock, log, backups, make, days };
}

test('a backup holds what the records held, and is for its owner only', () => {
  source.records.saveService(guidedCard);
  const { make, backups } = openBackups();
  make();
  expect(names()).toEqual(['keyturn-000001-2026-11-21T02-46-00-000Z.db']);
  const [backup] = backups.all();
  if (!backup) throw new Error('There is no backup.');
  const copy = openDatabase(backup.file);
  expect(copy.records.read()).toEqual(source.records.read());
  copy.database.close();
  expect(statSync(backup.file).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700);
});

test('one is made a day, over restarts too, and five are kept', () => {
  const { make, clock, days } = openBackups();
  make();
  clock.move(dayMs - 1);
  make();
  const again = openBackups(clock.now().toISOString());
  again.make();
  expect(days()).toEqual(['2026-11-21']);
  clock.move(1);
  make();
  for (let day = 0; day < 6; day += 1) {
    clock.move(dayMs);
    make();
  }
  expect(days()).toEqual(['2026-11-28', '2026-11-27', '2026-11-26', '2026-11-25', '2026-11-24']);
});

test('a clock that was wrong neither stops backups nor pushes good ones out', () => {
  const { make, clock, days } = openBackups();
  for (let day = 0; day < 5; day += 1) {
    make();
    clock.move(dayMs);
  }
  for (let start = 0; start < 10; start += 1) {
    clock.move(yearMs);
    make();
    clock.move(-yearMs);
    make();
  }
  expect(days()).toEqual(['2026-11-26', '2027-11-26', '2026-11-25', '2026-11-24', '2026-11-23']);
  clock.move(dayMs);
  make();
  expect(days()[0]).toBe('2026-11-27');
});

test('a backup that fails is logged, leaves the others alone, and is tried again in an hour', () => {
  const { make, clock, log, days } = openBackups();
  make();
  clock.move(dayMs);
  const { database } = source;
  source = openDatabase(join(folder, 'another.db'));
  database.close();
  const broken = createBackups(folder, clock, log);
  broken.makeIfDue(database);
  broken.makeIfDue(database);
  expect(log.lines).toHaveLength(1);
  expect(days()).toEqual(['2026-11-21']);
  clock.move(60 * 60_000);
  broken.makeIfDue(source.database);
  expect(days()).toEqual(['2026-11-22', '2026-11-21']);
});

test('a folder that is in the way is no bug', () => {
  const { make, log } = openBackups();
  writeFileSync(join(folder, 'backups'), '');
  make();
  expect(log.lines).toHaveLength(1);
  expect(log.bugs).toEqual([]);
});

test('damage does not go into a backup', () => {
  const { make, log, days } = openBackups();
  source.records.saveService(guidedCard);
  const other = new Database(join(folder, 'keyturn.db'));
  other.exec(`UPDATE services SET card = '{}'`);
  other.close();
  make();
  expect(days()).toEqual([]);
  expect(log.lines.join()).toContain('invalid_type');
});

test('what a kill left unfinished is written anew, and no other file is taken for a backup', () => {
  const { make, backups } = openBackups();
  make();
  const unfinished = join(folder, 'backups', 'unfinished.db');
  writeFileSync(unfinished, 'half');
  writeFileSync(join(folder, 'backups', 'keyturn-000009-2026-99-99T99-99-99-999Z.db'), '');
  expect(backups.all()).toHaveLength(1);
  const later = openBackups('2026-11-22T02:46:00.000Z');
  later.make();
  expect(later.backups.all()).toHaveLength(2);
  expect(existsSync(unfinished)).toBe(false);
});

test('a folder that others could read is closed to them', () => {
  const { make, clock } = openBackups();
  make();
  chmodSync(join(folder, 'backups'), 0o755);
  clock.move(dayMs);
  make();
  expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700);
});
