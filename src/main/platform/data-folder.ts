import { lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { DataFolderState } from '../../shared/state.ts';

/**
 * Without a folder that can be written neither Chromium nor the single-instance lock works, and the
 * app would end without a word. So this run gets a temporary folder, and the window says so.
 */
export function prepareDataFolder(): DataFolderState {
  // Asking for `userData` throws where Electron cannot make it, so its name is put together here.
  const folder = join(app.getPath('appData'), app.getName());
  if (isWritable(folder)) return { status: 'ok', folder };
  const spare = spareFolder();
  app.setPath('userData', spare);
  app.setPath('sessionData', spare);
  return { status: 'unwritable', folder };
}

/** The same one for every start of this user, so that a second start still finds the first. */
function spareFolder(): string {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `keyturn-${uid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    const isOurs = process.platform === 'win32' || (found.uid === uid && (found.mode & 0o77) === 0);
    if (found.isDirectory() && isOurs) return folder;
  } catch {
    // Somebody else has put something in its place: then this run has a folder of its own.
  }
  return mkdtempSync(join(tmpdir(), 'keyturn-'));
}

function isWritable(folder: string): boolean {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(probe, '');
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}
