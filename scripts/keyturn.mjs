// The one door to everything that can be done with a checkout: `npm start`, `npm test`, `npm run …`.
// Up to the npm packages it runs on any Node from 20.19 with nothing installed; from there on it runs
// on the Node that the lockfile pins.
import { checkNode, goOnWithPinnedNode } from './node-version.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { runSteps, step, StepError } from './step.mjs';
import { installSystemPackages, needsDisplay } from './system-packages.mjs';

/**
 * What each task needs before it, and the file that then does it.
 * `system`: none, the libraries that a window needs, these and a desktop without a screen too, what a
 * package is looked at with, or all.
 * @type {Record<string, { system: import('./system-packages.mjs').Extent, module: string }>}
 */
const tasks = {
  start: { system: needsDisplay() ? 'headless' : 'window', module: './start.mjs' },
  tour: { system: 'headless', module: './start.mjs' },
  dev: { system: 'window', module: './dev.mjs' },
  sandbox: { system: 'none', module: './sandbox.mjs' },
  build: { system: 'none', module: './build.mjs' },
  'kill-test': { system: 'headless', module: './survival.mjs' },
  'fault-test': { system: 'headless', module: './survival.mjs' },
  attack: { system: 'headless', module: './survival.mjs' },
  bench: { system: 'headless', module: './bench/bench.mjs' },
  icons: { system: 'headless', module: './icons.mjs' },
  licences: { system: 'none', module: './package/licences.mjs' },
  package: { system: 'package', module: './package/package.mjs' },
  'package-test': { system: 'package-test', module: './package/package-test.mjs' },
  test: { system: 'headless', module: './suites.mjs' },
  'test:unit': { system: 'headless', module: './suites.mjs' },
  'test:e2e': { system: 'headless', module: './suites.mjs' },
  typecheck: { system: 'none', module: './suites.mjs' },
  lint: { system: 'none', module: './suites.mjs' },
  unused: { system: 'none', module: './suites.mjs' },
  format: { system: 'none', module: './suites.mjs' },
  'format:check': { system: 'none', module: './suites.mjs' },
};

const [name = '', ...words] = process.argv.slice(2);
const task = tasks[name];

await runSteps(async () => {
  if (!task)
    throw new StepError(`There is no task "${name}". There are: ${Object.keys(tasks).join(', ')}.`);
  if (!goOnWithPinnedNode.isDone) {
    await step('Node', checkNode);
    await step('System', () => installSystemPackages(task.system));
    await step('Packages', installNpmPackages);
    if (await goOnWithPinnedNode()) return;
  }
  const { run } = await import(task.module);
  await run(name, words);
});
