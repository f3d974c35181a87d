import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FailureError } from '../core/failure-error.ts';
import type { LoginStart } from '../core/ports.ts';
import { finishFile, readPlain } from './on-disk.ts';

const name = 'keyturn.desktop';

/**
 * A file in the folder whose programs a Linux desktop starts when its user logs in. `command` is what is
 * to be run, word by word.
 */
export function createAutostart(configFolder: string, command: readonly string[]): LoginStart {
  const folder = join(configFolder, 'autostart');
  const file = join(folder, name);

  function isOn(): boolean {
    try {
      return !isSwitchedOff(readPlain(file).toString('utf8'));
    } catch {
      return false;
    }
  }

  function set(wanted: boolean): void {
    try {
      if (wanted) write();
      else rmSync(file, { force: true });
    } catch {
      throw new FailureError({ code: 'file-unwritable' });
    }
  }

  function write(): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const unfinished = join(folder, `.${name}-${process.pid}`);
    try {
      rmSync(unfinished, { force: true });
      // Not through a link that somebody may have put there.
      writeFileSync(unfinished, entryOf(command), { mode: 0o644, flag: 'wx' });
      // Takes the place of a link, and does not follow it.
      finishFile(unfinished, file);
    } finally {
      rmSync(unfinished, { force: true });
    }
  }

  return { isOn, set };
}

function entryOf(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Keyturn',
    'Comment=Watches your API keys in the background',
    'Icon=keyturn',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * A word of an Exec line. In quotes a backslash goes before these four; then the file has its own rule,
 * by which each backslash is written twice. A percent sign would stand for a file to be opened.
 */
function quoted(word: string): string {
  const inQuotes = word.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%');
  return `"${inQuotes.replaceAll('\\', '\\\\').replaceAll('\n', String.raw`\n`)}"`;
}

/** As the settings of desktops do it, which leave the file where it is. */
function isSwitchedOff(entry: string): boolean {
  return /^\s*(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(entry);
}
