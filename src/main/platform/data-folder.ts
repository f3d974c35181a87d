import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { DataFolderState } from '../../shared/state.ts';

/**
 * Without a folder that can be written neither Chromium nor the single-instance lock works, and the
 * app would end without a word. So this run gets a folder that is thrown away, and the window says so.
 */
export function prepareDataFolder(): DataFolderState {
  // Asking for `userData` throws where Electron cannot make it, so its name is put together here.
  const folder = join(app.getPath('appData'), app.getName());
  if (isWritable(folder)) return { status: 'ok' };
  const spare = mkdtempSync(join(tmpdir(), 'keyturn-'));
  app.setPath('userData', spare);
  app.setPath('sessionData', spare);
  app.once('quit', () => rmSync(spare, { recursive: true, force: true }));
  return { status: 'unwritable', folder };
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
