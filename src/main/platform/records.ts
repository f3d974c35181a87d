import { chmodSync, existsSync, lstatSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordsState } from '../../shared/state.ts';
import type { Kept } from '../core/kept.ts';
import type { Clock, Log, Records } from '../core/ports.ts';
import { createBackups } from './backups.ts';
import { isDamage, openDatabase, openWhole, reasonOf } from './records-database.ts';
import { NewerError } from './records-versions.ts';
import { beginRecovery, finishRecovery } from './recover.ts';
import { stateOf } from './recovery-note.ts';

export interface OpenRecords {
  records: Records;
  /** What they held when they were opened. */
  kept: Kept;
  state: RecordsState;
  /** Copies them once a day. It takes a moment, so not while the window comes up. */
  backUp: () => void;
  close: () => void;
}

/**
 * Opens the one file that holds what is not secret. One that cannot be read is put aside, whole and under a
 * name that is told, and the newest good backup takes its place; it is never emptied. One of a newer
 * Keyturn stays as it is.
 */
export function openRecords(folder: string, clock: Clock, log: Log): OpenRecords {
  const file = join(folder, 'keyturn.db');
  const backups = createBackups(folder, clock, log);

  function recover(): void {
    beginRecovery(file, backups.all(), clock, log);
    finishRecovery(file, clock);
  }

  function open(): OpenRecords {
    const { database, records, kept, recovery } = openWhole(file);
    return {
      records,
      kept,
      state: stateOf(recovery, folder),
      backUp: () => backups.makeIfDue(database),
      close: () => database.close(),
    };
  }

  try {
    // Through a link another program's file would be changed, and what is no file at all might never end.
    if (!isPlainOrMissing(file)) return unkept(file, 'unopenable');
    finishRecovery(file, clock);
    // A disk that has lost what was in it leaves an empty file.
    const isThere = existsSync(file) && statSync(file).size > 0;
    if (!isThere && backups.all().length > 0) {
      log.warn('The records are not there, and there are backups of them.');
      recover();
    }
    // Made by us and not by the library, so that nobody else can ever read it.
    if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
    else chmodSync(file, 0o600);
    return open();
  } catch (error) {
    if (error instanceof NewerError) return unkept(file, 'newer');
    if (!isDamage(error)) return unkept(file, 'unopenable');
    log.warn(`The records could not be read: ${reasonOf(error)}`);
  }
  try {
    recover();
    return open();
  } catch (error) {
    log.warn(`The records could not be restored: ${reasonOf(error)}`);
    return unkept(file, 'unopenable');
  }
}

function isPlainOrMissing(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
}

/** Works in memory, and keeps nothing. */
function unkept(file: string, because: 'newer' | 'unopenable'): OpenRecords {
  const { database, records, kept } = openDatabase(':memory:');
  return {
    records,
    kept,
    state: { status: 'unkept', because, file },
    backUp: () => undefined,
    close: () => database.close(),
  };
}
