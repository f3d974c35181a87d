import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './children.mjs';
import { StepError } from './step.mjs';

/**
 * How the system is reached; a test brings its own.
 * @typedef {{
 *   platform: NodeJS.Platform,
 *   isRoot: boolean,
 *   mayMakeNamespace: () => Promise<boolean>,
 *   isSetUidRoot: (file: string) => boolean,
 * }} System
 */

/** @type {System} */
const thisSystem = {
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  async mayMakeNamespace() {
    return (await run('unshare', ['--user', '--map-root-user', 'true'])).status === 0;
  },
  isSetUidRoot(file) {
    const { uid, mode } = statSync(file, { throwIfNoEntry: false }) ?? { uid: -1, mode: 0 };
    return uid === 0 && (mode & 0o4001) === 0o4001;
  },
};

/**
 * Some systems (Ubuntu from 24.04, hardened kernels) forbid an ordinary user's program to make the
 * sandbox by itself. Chromium then ends at once with a message that helps nobody; this one does.
 * @param {{ executable: string }} electron
 * @param {System} system
 */
export async function checkChromiumSandbox({ executable }, system = thisSystem) {
  if (system.platform !== 'linux') return { said: 'nothing to prepare on this platform' };
  if (system.isRoot) return { said: 'off, because Chromium refuses it to root' };
  if (await system.mayMakeNamespace()) return { said: 'on' };
  const helper = join(dirname(executable), 'chrome-sandbox');
  if (system.isSetUidRoot(helper)) return { said: 'on, by its helper' };
  throw new StepError(
    `This system lets no ordinary program confine itself, and Keyturn does not run unconfined. Allow it for this Electron with:\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
  );
}
