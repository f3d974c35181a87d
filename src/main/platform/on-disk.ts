import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

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
