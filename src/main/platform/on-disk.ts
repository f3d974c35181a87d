import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../core/ports.ts';

/** What stands in a plain file. Anything else is not read: a pipe or a device might never come to an end. */
export function readPlain(file: string): Buffer {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error('That is no plain file.');
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Begins an empty file that nobody else can read, in the place of what was left of an earlier try. */
export function beginFile(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}-journal`, { force: true });
  writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
}

/** Gives a finished file its name. Afterwards it has it, whole, even if the power goes. */
export function finishFile(unfinished: string, file: string): void {
  syncToDisk(unfinished);
  moveFile(unfinished, file);
}

export function moveFile(from: string, to: string): void {
  renameSync(from, to);
  // Windows opens no folders, and writes names through by itself.
  if (process.platform !== 'win32') syncToDisk(dirname(to), 'r');
}

function syncToDisk(path: string, mode = 'r+'): void {
  const descriptor = openSync(path, mode);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function journalOf(file: string): string {
  return `${file}-journal`;
}

/** A name beside a damaged file that nothing has yet. */
export function freeName(file: string, clock: Clock): string {
  const stamp = clock.now().toISOString().replaceAll(/[:.]/g, '-');
  const first = `${basename(file)}.damaged-${stamp}`;
  const names = [first, ...Array.from({ length: 99 }, (_none, index) => `${first}-${index + 2}`)];
  const free = names.find((name) => isFree(join(dirname(file), name)));
  if (free === undefined) throw new Error('There is no name left for a damaged file.');
  return free;
}

function isFree(path: string): boolean {
  return !existsSync(path) && !existsSync(journalOf(path));
}
