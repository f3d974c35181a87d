import { join } from 'node:path';
import { build } from './build.mjs';
import { checkChromiumSandbox } from './chromium-sandbox.mjs';
import { run as runProgram } from './children.mjs';
import { getElectron } from './electron-runtime.mjs';
import { root } from './project.mjs';
import { step } from './step.mjs';

/** @type {Record<string, string>} */
const tests = {
  'kill-test': 'test/survival/kill-test.ts',
  'fault-test': 'test/survival/fault-test.ts',
  attack: 'test/attack/attack-test.ts',
};

/**
 * Whether rotations survive the end of the app at any moment, and a service that fails at any Call; whether
 * the app survives those who mean it ill. What is said after `--` goes to the test itself.
 * @param {string} name
 * @param {string[]} words
 */
export async function run(name, words) {
  process.exitCode = await runSurvival(name, words);
}

/**
 * @param {string} name one of the tests above
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [more]
 */
export async function runSurvival(name, words, more = {}) {
  const electron = await step('Electron', () => getElectron());
  await step('Sandbox', () => checkChromiumSandbox(electron));
  await step('Build', build);
  const env = { ...process.env, KEYTURN_ELECTRON: electron.executable, ...more };
  const file = join(root, tests[name] ?? '');
  const { status } = await runProgram(process.execPath, [file, ...words], { env, show: true });
  return status;
}
