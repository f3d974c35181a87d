import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOpen } from '../../shared/rotation-progress.ts';
import type { Clock, Log, Records } from '../core/ports.ts';
import { restoredRotation } from '../core/restored-rotation.ts';
import type { Backup } from './backups.ts';
import { beginFile, finishFile, freeName, journalOf, moveFile, readPlain } from './on-disk.ts';
import { isDamage, openDatabase, openWhole, reasonOf } from './records-database.ts';
import { NewerError } from './records-versions.ts';
import { noteRecovery, type Recovery } from './recovery-note.ts';

/**
 * Makes ready what is to take the place of a lost file: the newest good backup, or a new one. Until it
 * stands under its name, whole, nothing has happened; from then on `finishRecovery` goes on, in this run or
 * in any later one.
 */
export function beginRecovery(
  file: string,
  backups: readonly Backup[],
  clock: Clock,
  log: Log,
): void {
  const isSomethingLeft = existsSync(file) || existsSync(journalOf(file));
  const aside = isSomethingLeft ? freeName(file, clock) : null;
  for (const backup of backups) {
    const bytes = bytesOf(backup.file);
    try {
      if (bytes === null) continue;
      makeReady(file, bytes, { aside, from: backup.madeAt }, clock);
      return;
    } catch (error) {
      // A full disk, say, is no fault of the backup: then nothing is decided yet.
      if (!isDamage(error) && !(error instanceof NewerError)) throw error;
      log.warn(`A backup of the records cannot be used: ${reasonOf(error)}`);
    }
  }
  makeReady(file, null, { aside, from: null }, clock);
}

/** Puts the lost file aside, whole, and what was made ready in its place. Each step may be the last. */
export function finishRecovery(file: string, clock: Clock): void {
  const ready = readyOf(file);
  if (!existsSync(ready)) return;
  const { database, recovery } = openDatabase(ready);
  database.close();
  const name = recovery?.aside ?? freeName(file, clock);
  const [aside, journal] = [join(file, '..', name), journalOf(file)];
  if (existsSync(file)) moveFile(file, aside);
  // What a crash left unfinished belongs to the file it stood beside, and would spoil the new one.
  if (existsSync(journal)) moveFile(journal, journalOf(aside));
  moveFile(ready, file);
}

function makeReady(file: string, bytes: Buffer | null, noted: Recovery, clock: Clock): void {
  const unready = `${file}.unready`;
  beginFile(unready);
  if (bytes !== null) writeFileSync(unready, bytes);
  const { database, records } = openWhole(unready);
  try {
    if (noted.from !== null) holdBack(records, noted.from, clock);
    noteRecovery(database, noted);
  } finally {
    database.close();
  }
  finishFile(unready, readyOf(file));
}

/** Here, since it has to be done once, and before anybody could go on with one. */
function holdBack(records: Records, madeAt: string, clock: Clock): void {
  const at = clock.now().toISOString();
  const open = records.read().rotations.filter(isOpen);
  records.saveKeys(
    [],
    open.map((rotation) => restoredRotation(rotation, madeAt, at)),
  );
}

function bytesOf(backup: string): Buffer | null {
  try {
    return readPlain(backup);
  } catch {
    return null;
  }
}

function readyOf(file: string): string {
  return `${file}.ready`;
}
