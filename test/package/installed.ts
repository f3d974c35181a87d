import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { atEnd } from '../../scripts/children.mjs';

export const isRoot = process.getuid?.() === 0;
const nobody = 65534;

/** The package, put into a root folder of its own that is thrown away. */
export interface Installed {
  root: string;
  folder: string;
  program: string;
}

/** By dpkg itself where we may, with its files belonging to whom they shall belong. */
export function install(deb: string): Installed {
  const root = mkdtempSync(join(tmpdir(), 'keyturn-root-'));
  atEnd(() => rmSync(root, { recursive: true, force: true }));
  chmodSync(root, 0o755);
  if (isRoot) {
    for (const name of ['updates', 'info', 'triggers']) {
      mkdirSync(join(root, 'var/lib/dpkg', name), { recursive: true });
    }
    writeFileSync(join(root, 'var/lib/dpkg/status'), '');
    // What it depends on is not in this root, but in the one that runs it.
    const words = ['--root', root, '--force-depends', '--install', deb];
    execFileSync('dpkg', words, { stdio: 'pipe' });
  } else {
    execFileSync('dpkg-deb', ['--extract', deb, root]);
  }
  const folder = join(root, 'usr/lib/keyturn');
  return { root, folder, program: join(folder, 'keyturn') };
}

/** What dpkg has installed it takes away again; what is left is listed. */
export function remove({ root }: Installed): string[] {
  if (!isRoot) return [];
  const words = ['--root', root, '--force-depends', '--purge', 'keyturn'];
  execFileSync('dpkg', words, { stdio: 'pipe' });
  const left = readdirSync(root, { recursive: true }).map(String);
  return left.filter((place) => !place.startsWith('var'));
}

/**
 * Whoever tries it as root hands it to somebody who owns nothing: Chromium refuses its sandbox to root.
 * The folder of that run becomes his.
 */
export function asOrdinaryUser(program: string, home: string): string {
  if (!isRoot) return program;
  const command = join(home, `as-ordinary-user-${Math.random().toString(36).slice(2)}`);
  const identity = `--reuid ${nobody} --regid ${nobody} --clear-groups --pdeathsig KILL`;
  writeFileSync(command, `#!/bin/sh\nexec setpriv ${identity} -- '${program}' "$@"\n`);
  chmodSync(command, 0o755);
  // The temporary folder of a run lets nobody else through.
  chmodSync(dirname(home), 0o711);
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, home]);
  return command;
}

/** A copy that somebody may change, in a home. */
export function copyInto(home: string, { folder }: Installed): string {
  const copy = join(home, 'copy');
  cpSync(folder, copy, { recursive: true });
  if (isRoot) {
    chownSync(join(copy, 'chrome-sandbox'), 0, 0);
    chmodSync(join(copy, 'chrome-sandbox'), 0o4755);
  }
  return copy;
}
