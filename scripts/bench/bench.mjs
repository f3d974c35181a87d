import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { checkChromiumSandbox } from '../chromium-sandbox.mjs';
import { openDisplay } from '../desktop-session.mjs';
import { getElectron } from '../electron-runtime.mjs';
import { root } from '../project.mjs';
import { step } from '../step.mjs';
import * as service from './at-a-service.mjs';
import * as empty from './beside-an-empty-window.mjs';
import { isMet, rowOf } from './figures.mjs';
import * as sweep from './sweep.mjs';
import * as window from './ten-thousand-keys.mjs';

const file = 'docs/benchmarks.md';

/** What the app costs, beside what there is to compare it with. It measures and asserts nothing. */
export async function run() {
  const electron = await step('Electron', () => getElectron());
  await step('Sandbox', () => checkChromiumSandbox(electron));
  await step('Build', build);
  const display = await openDisplay();
  const place = { executable: electron.executable, display: display.name };
  const said = 'measured';
  const besideEmpty = await step('Window', async () => ({
    said,
    figures: await empty.measure(place),
  }));
  const ofList = await step('List', async () => ({ said, ...(await window.measure(place)) }));
  const atService = await step('Service', async () => ({
    said,
    figures: await service.measure(place),
  }));
  const ofSweep = await step('Sweep', async () => ({ said, figures: await sweep.measure() }));
  await display.close();

  const parts = [besideEmpty, ofList, atService, ofSweep];
  const figures = parts.flatMap((part) => part.figures);
  const { details } = ofList;
  console.table(details);
  console.table(figures.map(rowOf));
  const met = figures.filter(isMet).length;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  writeFileSync(join(root, file), pageOf({ figures, details, machine, runtime: electron.said }));
  console.log(`${met} of ${figures.length} goals met; written to ${file}.`);
}

/**
 * @param {{
 *   figures: import('./figures.mjs').Figure[],
 *   details: Record<string, Record<string, number>>,
 *   machine: string,
 *   runtime: string,
 * }} found
 */
function pageOf({ figures, details, machine, runtime }) {
  const rows = figures.map(rowOf);
  const lines = rows.map(
    ({ what, measured: value, beside, ratio, goal, met }) =>
      `| ${what} | ${value} | ${beside} | ${ratio} | ${goal} | ${met} |`,
  );
  const costs = Object.entries(details).map(
    ([what, { script, layout, all }]) => `| ${what} | ${script} | ${layout} | ${all} |`,
  );
  const missed = figures
    .filter((figure) => !isMet(figure) && figure.why !== undefined)
    .map(({ what, why }) => `- ${what}: ${why}.`);
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, on ${machine}. ${runtime}

| what | measured | beside | ratio | goal | met |
| --- | ---: | ---: | ---: | ---: | --- |
${lines.join('\n')}

Beside the start, the memory and the idle work of the app stand those of an empty window in the same runtime, taken by turns. Beside a copy stands a bare read of the keychain, beside rotations the same requests sent once more with nothing else done.

## Missed, and why

${missed.join('\n')}

## Ten thousand keys, in milliseconds of the page's thread

| what | script | style and layout | all |
| --- | ---: | ---: | ---: |
${costs.join('\n')}
`;
}
