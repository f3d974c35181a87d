import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { _electron } from '@playwright/test';
import { root } from '../../scripts/project.mjs';
import { electron, expect, test, type Session } from './app.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65534;

test('the window of an ordinary user is confined by Chromium’s sandbox', async ({ openHome }) => {
  const session = await openHome('no-bus');
  const app = await _electron.launch({
    executablePath: isRoot ? installForNobody(session) : electron,
    args: [isRoot ? join(session.home, 'app') : root],
    chromiumSandbox: true,
    env: session.env,
  });
  try {
    const page = await app.firstWindow();
    await expect(page.getByRole('status')).toHaveText('Missing');
    const renderer = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    const status = readFileSync(`/proc/${renderer}/status`, 'utf8');
    // A filter on its system calls, and no way to gain a privilege.
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(status).not.toMatch(/^Uid:\t0\t/m);
  } finally {
    await app.close();
  }
});

/** Chromium refuses its sandbox to root, so root hands the app to somebody who owns nothing. */
function installForNobody({ home }: Session): string {
  cpSync(dirname(electron), join(home, 'electron'), { recursive: true });
  mkdirSync(join(home, 'app'));
  for (const part of ['out', 'package.json', 'node_modules/@napi-rs']) {
    cpSync(join(root, part), join(home, 'app', part), { recursive: true });
  }
  const command = join(home, 'electron-as-nobody');
  const identity = `--reuid ${nobody} --regid ${nobody} --clear-groups`;
  writeFileSync(command, `#!/bin/sh\nexec setpriv ${identity} -- ${home}/electron/electron "$@"\n`);
  chmodSync(command, 0o755);
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, home]);
  // For systems where nobody may make a namespace: there Chromium uses this helper, which must be root's.
  const helper = join(home, 'electron/chrome-sandbox');
  chownSync(helper, 0, 0);
  chmodSync(helper, 0o4755);
  return command;
}
