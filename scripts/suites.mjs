import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, runTool } from './build.mjs';
import { checkChromiumSandbox } from './chromium-sandbox.mjs';
import { atEnd } from './children.mjs';
import { getElectron } from './electron-runtime.mjs';
import { mustBeWritable } from './npm-packages.mjs';
import { secondsSinceStart, step, StepError } from './step.mjs';
import { runSurvival } from './survival.mjs';
import { watchNetwork } from './watched-network.mjs';

/**
 * What says that the project is sound. A check counts as one; a suite counts its tests.
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @type {Record<string, (words: string[]) => Promise<Count>>}
 */
const suites = {
  typecheck: (words) => check('tsc', ['--build', ...words]),
  lint: (words) => check('oxlint', ['--type-aware', '--deny-warnings', ...words]),
  // No file, export or package that nobody needs.
  unused: (words) => check('knip', words),
  'format:check': (words) => check('prettier', ['--check', '--log-level', 'warn', '.', ...words]),
  format: (words) => check('prettier', ['--write', '--log-level', 'warn', '.', ...words]),
  'test:unit': (words) => countUnitTests(words),
  'test:e2e': (words) => countWindowTests(words),
  // All of them take longer than anybody waits: `npm run kill-test`, `fault-test` and `attack`.
  'kill-test': () => countSurvived('kill-test'),
  'fault-test': () => countSurvived('fault-test'),
  attack: () => countSurvived('attack'),
};
const all = [
  'typecheck',
  'lint',
  'unused',
  'format:check',
  'test:unit',
  'test:e2e',
  'kill-test',
  'fault-test',
  'attack',
];

/**
 * @param {string} name
 * @param {string[]} words
 */
export async function run(name, words) {
  const isAll = name === 'test';
  if (name !== 'lint' && name !== 'format:check') mustBeWritable();
  useOwnTemporaryFolder();
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of isAll ? all : [name]) {
    console.log(`\n— ${suite}`);
    const count = await countOf(suite, isAll ? [] : words);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  if (total.failed > 0) process.exitCode = 1;
  console.log(`\n${isAll ? 'All suites' : name}: done ${secondsSinceStart()} after the start.`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
}

/**
 * A suite that could not even begin has failed, and the others are run all the same.
 * @param {string} suite
 * @param {string[]} words
 * @returns {Promise<Count>}
 */
async function countOf(suite, words) {
  try {
    return (await suites[suite]?.(words)) ?? { passed: 0, failed: 1, skipped: 0 };
  } catch (error) {
    console.error(error instanceof StepError ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Tools that are ended leave their temporary files; all of this run are in one folder, which goes. */
function useOwnTemporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-run-'));
  process.env.TMPDIR = folder;
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
}

/**
 * @param {string} tool
 * @param {string[]} args
 */
async function check(tool, args) {
  const { status } = await runTool(tool, args, { show: true });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

/**
 * What is read of the reports that the suites write.
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} UnitReport
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} WindowReport
 */

/** @param {string[]} words */
async function countUnitTests(words) {
  return counted(
    async (report) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const { status } = await runTool('vitest', ['run', ...reporters, ...words], { show: true });
      return status;
    },
    (/** @type {UnitReport} */ report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  );
}

/** @param {string[]} words */
async function countWindowTests(words) {
  const electron = await step('Electron', () => getElectron());
  await step('Sandbox', () => checkChromiumSandbox(electron));
  await step('Build', build);
  const { inside, said } = await step('Network', watchNetwork);
  const isWatched = inside.length > 0;
  const count = await counted(
    async (report) => {
      const env = {
        ...process.env,
        KEYTURN_ELECTRON: electron.executable,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        ...(isWatched ? { KEYTURN_SENT: join(dirname(report), 'sent.txt') } : {}),
      };
      const args = ['test', '--reporter=list,json', ...words];
      const { status } = await runTool('playwright', args, { show: true, env, inside });
      return status;
    },
    (/** @type {WindowReport} */ { stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }),
  );
  if (isWatched) return count;
  console.log(said);
  return { ...count, skipped: count.skipped + 1 };
}

/** A handful of points, faults and attacks; each counts as a test. @param {string} name */
async function countSurvived(name) {
  return counted(
    (report) => runSurvival(name, ['--short'], { KEYTURN_SURVIVAL_REPORT: report }),
    (/** @type {Count} */ count) => count,
  );
}

/**
 * Runs a suite and reads its counts from its own report. A suite that fails without a failed test
 * (it crashed, or a file could not be read) counts as one failure.
 * @template Report
 * @param {(report: string) => Promise<number>} runSuite
 * @param {(report: Report) => Count} countIn
 * @returns {Promise<Count>}
 */
async function counted(runSuite, countIn) {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-report-'));
  try {
    const file = join(folder, 'report.json');
    const status = await runSuite(file);
    const report = await readFile(file, 'utf8').catch(() => null);
    if (report === null) return { passed: 0, failed: 1, skipped: 0 };
    const count = countIn(JSON.parse(report));
    return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
