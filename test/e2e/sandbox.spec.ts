import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { end, start } from '../../scripts/children.mjs';
import { root } from '../../scripts/project.mjs';
import { electron, expect, test, type Session } from './app.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65534;

test('the window of an ordinary user is confined by Chromium’s sandbox', async ({ openHome }) => {
  const session = await openHome('no-bus');
  const command = isRoot ? installForNobody(session) : electron;
  const app = start(command, [isRoot ? join(session.home, 'app') : root], { env: session.env });
  try {
    // A filter on its system calls, no way to gain a privilege, and not root.
    await expect
      .poll(() => renderersOf(session))
      .toEqual([{ Seccomp: '2', NoNewPrivs: '1', isRoot: false }]);
  } finally {
    await end(app);
  }
});

/** What the system says of the processes that draw the page. */
function renderersOf({ home }: Session): object[] {
  return readdirSync('/proc').flatMap((entry) => {
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, 'utf8');
      if (!words.includes('--type=renderer') || !words.includes(home)) return [];
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const lines = status.split('\n').map((line) => line.split('\t'));
      const { Seccomp, NoNewPrivs, Uid } = Object.fromEntries(
        lines.map(([name = '', value]) => [name.replace(':', ''), value]),
      );
      return [{ Seccomp, NoNewPrivs, isRoot: Uid === '0' }];
    } catch {
      // Not a process, or gone meanwhile.
      return [];
    }
  });
}

/** Chromium refuses its sandbox to root, so root hands the app to somebody who owns nothing. */
function installForNobody({ home }: Session): string {
  cpSync(dirname(electron), join(home, 'electron'), { recursive: true });
  mkdirSync(join(home, 'app'));
  const packages = ['@napi-rs', '@libsql', '@neon-rs', 'libsql'].map(
    (name) => `node_modules/${name}`,
  );
  for (const part of ['out', 'package.json', ...packages]) {
    cpSync(join(root, part), join(home, 'app', part), { recursive: true });
  }
  const command = join(home, 'electron-as-nobody');
  const identity = `--reuid ${nobody} --regid ${nobody} --clear-groups`;
  writeFileSync(command, `#!/bin/sh\nexec setpriv ${identity} -- ${home}/electron/electron "$@"\n`);
  chmodSync(command, 0o755);
  // The temporary folder of a run lets nobody else through.
  chmodSync(dirname(home), 0o711);
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, home]);
  // For systems where nobody may make a namespace: there Chromium uses this helper, which must be root's.
  const helper = join(home, 'electron/chrome-sandbox');
  chownSync(helper, 0, 0);
  chmodSync(helper, 0o4755);
  return command;
}
