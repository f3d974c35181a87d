import { join } from 'node:path';
import { build } from './build.mjs';
import { checkChromiumSandbox } from './chromium-sandbox.mjs';
import { run as runProgram } from './children.mjs';
import { getElectron } from './electron-runtime.mjs';
import { root } from './project.mjs';
import { step } from './step.mjs';

/**
 * Whether rotations survive the end of the app at any moment, and a service that fails at any Call. What
 * is said after `--` goes to the test itself.
 * @param {string} name
 * @param {string[]} words
 */
export async function run(name, words) {
  process.exitCode = await runSurvival(name, words);
}

/**
 * @param {string} name `kill-test` or `fault-test`
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [more]
 */
export async function runSurvival(name, words, more = {}) {
  const electron = await step('Electron', () => getElectron());
  await step('Sandbox', () => checkChromiumSandbox(electron));
  await step('Build', build);
  const env = { ...process.env, KEYTURN_ELECTRON: electron.executable, ...more };
  const file = join(root, `test/survival/${name}.ts`);
  const { status } = await runProgram(process.execPath, [file, ...words], { env, show: true });
  return status;
}
