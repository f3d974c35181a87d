import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atEnd, isRunning, run } from './children.mjs';
import { codeOf, hashOf, readStamp, root } from './project.mjs';
import { StepError } from './step.mjs';

const stampFile = 'node_modules/.keyturn-installed';
const lockFolder = 'node_modules.lock';

/** Installs exactly what the lockfile says, once for each state of the lockfile. */
export async function installNpmPackages() {
  const wanted = hashOf(['package.json', 'package-lock.json', '.npmrc']);
  if (readStamp(stampFile) === wanted && missingPackages().length === 0) {
    return { said: 'already installed' };
  }
  const unlock = lock();
  try {
    const npm = process.env.npm_execpath;
    const args = ['ci', '--prefer-offline', '--loglevel=error'];
    const { status, output } = npm
      ? await run(process.execPath, [npm, ...args], { cwd: root })
      : await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: root });
    if (status !== 0) {
      const said = output.trim().split('\n').slice(0, 12).join('\n');
      throw new StepError(`npm could not install the packages:\n${said}`);
    }
    // To npm a package for one platform is optional, and it says nothing when it could not get it.
    const missing = missingPackages();
    if (missing.length > 0) {
      throw new StepError(`npm left out what is needed here: ${missing.join(', ')}. Start again.`);
    }
    writeFileSync(join(root, stampFile), wanted);
  } finally {
    unlock();
  }
  return { said: 'installed from the lockfile' };
}

/** Says what to do where the checkout cannot be written, before a tool says it in its own words. */
export function mustBeWritable(folder = 'node_modules/.cache') {
  try {
    mkdirSync(join(root, folder), { recursive: true });
    const probe = join(root, folder, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new StepError(
      `${join(root, folder)} cannot be written (${codeOf(error)}). Copy the checkout to a folder of your own and start it there.`,
    );
  }
}

/** What the lockfile wants on this platform and is not there. */
function missingPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([place, entry]) => place !== '' && isForHere(entry))
    .map(([place]) => place)
    .filter((place) => !existsSync(join(root, place, 'package.json')));
}

/** @param {{ optional?: boolean, os?: string | string[], cpu?: string | string[], libc?: unknown }} entry */
function isForHere({ optional = false, os, cpu, libc }) {
  if (!optional) return true;
  // What names no platform hangs on something that does, and which C library is here npm knows.
  if (!os || !cpu || libc) return false;
  return [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);
}

/** Two at once would remove each other's files. */
function lock() {
  const folder = join(root, lockFolder);
  const owner = join(folder, 'process');
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw new StepError(
        `${root} cannot be written (${codeOf(error)}), and its packages are not installed yet. Copy the checkout to a folder of your own and start it there.`,
      );
    }
    const other = Number(readStamp(join(lockFolder, 'process')));
    // In a container the number of one that was killed may well be ours now.
    if (other && other !== process.pid && isRunning(other)) {
      throw new StepError(
        `Another set-up is installing the packages (process ${other}). Wait for it; if there is none, remove ${folder}.`,
      );
    }
  }
  writeFileSync(owner, String(process.pid));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const calledOff = atEnd(remove);
  return () => {
    remove();
    calledOff();
  };
}
