import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run as runProgram } from './children.mjs';
import { codeOf, hashOf, readStamp, root } from './project.mjs';
import { step, StepError } from './step.mjs';

const stampFile = 'out/.built-from';
const sources = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

export async function run() {
  await step('Build', () => build());
}

/** What stands in out/ is not the built app any more: hot reload puts its own there. */
export function forgetBuild() {
  rmSync(join(root, stampFile), { force: true });
}

/** Builds main, preload and renderer into out/, once for each state of the sources. */
export async function build() {
  const wanted = hashOf(sources);
  if (readStamp(stampFile) === wanted && existsSync(join(root, 'out/main/index.js'))) {
    return { said: 'up to date' };
  }
  try {
    mkdirSync(join(root, 'out'), { recursive: true });
    // A build that ends half-way must not pass for one of the old sources.
    writeFileSync(join(root, stampFile), '');
  } catch (error) {
    throw new StepError(
      `${join(root, 'out')} cannot be written (${codeOf(error)}). Copy the checkout to a folder of your own and start it there.`,
    );
  }
  const { status, output } = await runTool('electron-vite', ['build', '--logLevel', 'warn']);
  if (status !== 0) throw new StepError(`The app could not be built:\n${output.trim()}`);
  writeFileSync(join(root, stampFile), wanted);
  return { said: 'built into out/' };
}

/**
 * Runs a command that an npm package of ours brings, on this Node.
 * @param {string} name
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean, inside?: string[] }} [options] `inside`: the words
 *   that run it somewhere else than here
 */
export function runTool(name, args, { inside = [], ...options } = {}) {
  const windows = process.platform === 'win32';
  const command = join(root, 'node_modules/.bin', windows ? `${name}.cmd` : name);
  // The tools' first line asks for the first Node on the PATH.
  const path = [join(process.execPath, '..'), process.env.PATH].join(windows ? ';' : ':');
  const env = { ...(options.env ?? process.env), PATH: path };
  const [first = command, ...rest] = [...inside, command, ...args];
  return runProgram(first, rest, { ...options, cwd: root, env });
}
