import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'libsql';
import type { Clock, Log } from '../core/ports.ts';
import { beginFile, finishFile } from './on-disk.ts';
import { openWhole, reasonOf } from './records-database.ts';

export interface Backup {
  file: string;
  madeAt: string;
}

export interface Backups {
  /** Newest first. Nothing is said of whether they are good. */
  all(): Backup[];
  /** Makes one if the last is older than a day, and keeps the newest five. It never throws. */
  makeIfDue(database: Database.Database): void;
}

const dayMs = 24 * 60 * 60_000;
const retryMs = 60 * 60_000;
const kept = 5;

/**
 * Copies of the records, beside them. They are put in order by a number that only grows: a clock that was
 * wrong for a while must make none of them look newer, or older, than it is.
 */
export function createBackups(dataFolder: string, clock: Clock, log: Log): Backups {
  const folder = join(dataFolder, 'backups');
  let failedAt: number | null = null;

  function all(): Numbered[] {
    return namesIn(folder)
      .flatMap((name) => numberedOf(folder, name) ?? [])
      .toSorted((one, other) => other.number - one.number);
  }

  function isDue(now: number): boolean {
    if (failedAt !== null && isWithin(failedAt, now, retryMs)) return false;
    const [newest] = all();
    return newest === undefined || !isWithin(Date.parse(newest.madeAt), now, dayMs);
  }

  function make(database: Database.Database): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    const unfinished = join(folder, 'unfinished.db');
    beginFile(unfinished);
    database.prepare('VACUUM INTO ?').run(unfinished);
    openWhole(unfinished).database.close();
    const number = (all()[0]?.number ?? 0) + 1;
    finishFile(unfinished, join(folder, nameOf(number, clock.now())));
    for (const { file } of surplusOf(all())) rmSync(file);
  }

  return {
    all,
    makeIfDue(database) {
      const now = clock.now().getTime();
      try {
        if (!isDue(now)) return;
        make(database);
        failedAt = null;
      } catch (error) {
        failedAt = now;
        log.warn(`The records could not be backed up: ${reasonOf(error)}`);
      }
    },
  };
}

interface Numbered extends Backup {
  number: number;
}

/** A moment that lies ahead was noted by a clock that has been set back: it says nothing. */
function isWithin(at: number, now: number, ms: number): boolean {
  return at <= now && now - at < ms;
}

/**
 * All but the newest of the five newest days. A clock that jumps to and fro makes many backups on few days,
 * and those must not push out the ones of other days.
 */
function surplusOf(newestFirst: readonly Numbered[]): Numbered[] {
  const days = new Set<string>();
  return newestFirst.filter(({ madeAt }) => {
    const day = madeAt.slice(0, 10);
    if (days.has(day) || days.size === kept) return true;
    days.add(day);
    return false;
  });
}

function nameOf(number: number, now: Date): string {
  const at = now.toISOString().replaceAll(':', '-').replace('.', '-');
  return `keyturn-${String(number).padStart(6, '0')}-${at}.db`;
}

const shape =
  /^keyturn-(?<number>\d{6,9})-(?<day>\d{4}-\d\d-\d\d)T(?<hour>\d\d)-(?<minute>\d\d)-(?<second>\d\d)-(?<ms>\d{3})Z\.db$/;

function numberedOf(folder: string, name: string): Numbered | null {
  const found = shape.exec(name)?.groups;
  if (!found) return null;
  const { day, hour, minute, second, ms } = found;
  const madeAt = `${day}T${hour}:${minute}:${second}.${ms}Z`;
  if (Number.isNaN(Date.parse(madeAt))) return null;
  return { file: join(folder, name), madeAt, number: Number(found['number']) };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
