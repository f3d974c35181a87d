import { join } from 'node:path';
import { openDisplay, openSession } from './desktop-session.mjs';
import { build } from './build.mjs';
import { checkChromiumSandbox } from './chromium-sandbox.mjs';
import { getElectron } from './electron-runtime.mjs';
import { launch } from './launch.mjs';
import { keepManyKeys } from './many-keys.mjs';
import { root } from './project.mjs';
import { step } from './step.mjs';

const keyCount = 10_000;
const typed = 'grants portal 7';
/** What one frame of script may take, at the 95th percentile, for each press of a key. */
const goalMs = 16;

/** How the window does with ten thousand keys. It measures and asserts nothing. */
export async function run() {
  const electron = await step('Electron', () => getElectron());
  await step('Sandbox', () => checkChromiumSandbox(electron));
  await step('Build', build);
  const display = await openDisplay();
  const session = await openSession({ display: display.name });
  await keepManyKeys(session.env.XDG_CONFIG_HOME ?? '', keyCount);
  const started = performance.now();
  const { app, page } = await launch(electron.executable, session.env);
  await page.getByRole('row').nth(5).waitFor();
  const openedMs = performance.now() - started;
  const meter = await openMeter(page);

  const search = page.getByRole('searchbox', { name: 'Search keys' });
  await search.focus();
  /** @type {Cost[]} */
  const presses = [];
  // Twice there and back: the first round also pays for what is compiled on the way.
  for (let round = 0; round < 4; round += 1) {
    for (const letter of typed) presses.push(await meter(() => page.keyboard.press(keyOf(letter))));
    for (const _ of typed) presses.push(await meter(() => page.keyboard.press('Backspace')));
  }
  const header = (/** @type {string} */ name) =>
    page.getByRole('columnheader', { name }).getByRole('button');
  const byLabel = await meter(() => header('Label').click());
  const byEnd = await meter(() => header('Expires').click());
  await page.getByRole('button', { name: 'Order' }).click();
  const grouped = await meter(() => page.getByRole('radio', { name: 'State' }).last().check());
  const ungrouped = await meter(() => page.getByRole('radio', { name: 'Nothing' }).check());
  await page.keyboard.press('Escape');
  await page.getByRole('row').nth(2).click();
  const steps = [];
  for (let count = 0; count < 40; count += 1) {
    steps.push(await meter(() => page.keyboard.press('ArrowDown')));
  }
  await page.keyboard.press('Escape');
  const toEnd = await meter(() => page.keyboard.press('End'));
  const scroll = await scrollThrough(page, meter);
  const palette = await typeInPalette(page, meter);
  const told = await changeNotes(page, meter);
  const sweeps = await sweepMany();

  await app.close();
  await session.close();
  await display.close();
  const script = presses.map(({ scriptMs }) => scriptMs);
  console.log(
    `\n${keyCount.toLocaleString('en')} keys, milliseconds (script; style and layout; all of it)`,
  );
  console.table({
    ...spread('letter in the search', presses),
    ...spread('arrow down with the panel open', steps),
    ...spread('palette opened', palette.opened),
    ...spread('letter in the palette', palette.presses),
    ...spread('note of one key changed', told),
    'to the end of the list': rounded(toEnd),
    'sort by label': rounded(byLabel),
    'sort by what ends first': rounded(byEnd),
    'group by state': rounded(grouped),
    ungroup: rounded(ungrouped),
    'scroll, each frame': rounded(scroll.each),
  });
  console.log(
    `Frames while scrolling: p50 ${scroll.p50.toFixed(1)} ms, p95 ${scroll.p95.toFixed(1)} ms apart.`,
  );
  console.log(
    `Sweep of ${sweptCount.toLocaleString('en')} keys for reminders: ${sweeps.first.toFixed(1)} ms the first time, then ${sweeps.usual.toFixed(1)} ms.`,
  );
  console.log(`From the start of the app to the list: ${Math.round(openedMs)} ms.`);
  const p95 = at(script, 0.95);
  console.log(
    `Script for each press: p95 ${p95.toFixed(1)} ms; the goal is ${goalMs} ms: ${p95 <= goalMs ? 'met' : 'missed'}.`,
  );
}

/**
 * @typedef {{ scriptMs: number, layoutMs: number, taskMs: number }} Cost
 * @typedef {(act: () => Promise<unknown>) => Promise<Cost>} Meter
 * @typedef {import('@playwright/test').Page} Page
 */

/**
 * Reads the browser's own counters before and after something is done and drawn.
 * @param {Page} page
 * @returns {Promise<Meter>}
 */
async function openMeter(page) {
  const client = await page.context().newCDPSession(page);
  // Time that the thread has worked, not that it waited while others had the processor.
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    /** @param {string} name */
    const ms = (name) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return {
      scriptMs: ms('ScriptDuration'),
      layoutMs: ms('LayoutDuration') + ms('RecalcStyleDuration'),
      taskMs: ms('TaskDuration'),
    };
  };
  return async (act) => {
    const before = await read();
    await act();
    await twoFrames(page);
    const after = await read();
    return {
      scriptMs: after.scriptMs - before.scriptMs,
      layoutMs: after.layoutMs - before.layoutMs,
      taskMs: after.taskMs - before.taskMs,
    };
  };
}

/** @param {Page} page */
function twoFrames(page) {
  return page.evaluate(
    () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}

/**
 * @param {Page} page
 * @param {Meter} meter
 */
async function typeInPalette(page, meter) {
  const field = page.getByRole('combobox', { name: 'Find a key or a command' });
  const found = { opened: /** @type {Cost[]} */ ([]), presses: /** @type {Cost[]} */ ([]) };
  for (const query of ['grants portal 7', 'fsp', 'nightly 12', 'ops']) {
    found.opened.push(
      await meter(async () => {
        await page.keyboard.press('ControlOrMeta+k');
        await field.waitFor();
      }),
    );
    for (const letter of query) {
      found.presses.push(await meter(() => page.keyboard.press(keyOf(letter))));
    }
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
  }
  return found;
}

/**
 * From the Call to the State that the window shows: what a change of one key costs the window.
 * @param {Page} page
 * @param {Meter} meter
 */
async function changeNotes(page, meter) {
  const costs = [];
  for (let count = 0; count < 20; count += 1) {
    const keyId = `made-up-${count * 37 + 1}`;
    const note = `Changed for the ${count}th time.`;
    costs.push(
      await meter(() =>
        page.evaluate((wish) => Reflect.get(window, 'bridge').call('editKey', wish), {
          keyId,
          note,
        }),
      ),
    );
  }
  return costs;
}

const frames = 120;

/**
 * @param {Page} page
 * @param {Meter} meter
 */
async function scrollThrough(page, meter) {
  /** @type {number[]} */
  let gaps = [];
  const cost = await meter(async () => {
    gaps = await page.evaluate(async (count) => {
      const list = document.querySelector('[role=grid] [role=rowgroup]:last-child');
      if (list === null) return [];
      list.scrollTop = 0;
      const found = [];
      let before = performance.now();
      for (let frame = 0; frame < count; frame += 1) {
        list.scrollTop += 480;
        await new Promise((done) => requestAnimationFrame(done));
        found.push(performance.now() - before);
        before = performance.now();
      }
      return found;
    }, frames);
  });
  return {
    each: {
      scriptMs: cost.scriptMs / frames,
      layoutMs: cost.layoutMs / frames,
      taskMs: cost.taskMs / frames,
    },
    p50: at(gaps, 0.5),
    p95: at(gaps, 0.95),
  };
}

const sweptCount = 100_000;

/** What it costs once a minute to see which of many keys are due, with ends over nine months. */
async function sweepMany() {
  const { dueKeys } = await import(join(root, 'src/main/core/due.ts'));
  const stages = [28, 14, 3, 1].map((count) => ({ count, unit: 'days' }));
  const nowMs = Date.now();
  const rows = Array.from({ length: sweptCount }, (_, index) => ({
    id: `made-up-${index}`,
    standing: 'held',
    expiresAt: new Date(nowMs + ((index % 250) + 20) * 24 * 60 * 60_000).toISOString(),
    addedAt: null,
    replacedBy: null,
    rotateBy: null,
  }));
  const sweep = () => {
    const began = performance.now();
    dueKeys(
      {
        rows,
        stagesOf: () => stages,
        planOf: () => null,
        isBeingReplaced: () => false,
        soakedAtOf: () => null,
        nowMsOf: () => nowMs,
      },
      (/** @type {unknown} */ _row, /** @type {unknown} */ error) => {
        throw error;
      },
    );
    return performance.now() - began;
  };
  const first = sweep();
  return { first, usual: at(Array.from({ length: 20 }, sweep), 0.5) };
}

/** @param {string} letter */
function keyOf(letter) {
  return letter === ' ' ? 'Space' : letter;
}

/**
 * @param {readonly number[]} values
 * @param {number} share
 */
function at(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/**
 * @param {readonly Cost[]} costs
 * @param {number} share
 */
function middle(costs, share) {
  return rounded({
    scriptMs: at(
      costs.map(({ scriptMs }) => scriptMs),
      share,
    ),
    layoutMs: at(
      costs.map(({ layoutMs }) => layoutMs),
      share,
    ),
    taskMs: at(
      costs.map(({ taskMs }) => taskMs),
      share,
    ),
  });
}

/**
 * @param {string} name
 * @param {readonly Cost[]} costs
 */
function spread(name, costs) {
  return {
    [`${name}, p50`]: middle(costs, 0.5),
    [`${name}, p95`]: middle(costs, 0.95),
    [`${name}, most`]: middle(costs, 1),
  };
}

/** @param {Cost} cost */
function rounded({ scriptMs, layoutMs, taskMs }) {
  /** @param {number} ms */
  const one = (ms) => Math.round(ms * 10) / 10;
  return { script: one(scriptMs), layout: one(layoutMs), all: one(taskMs) };
}
