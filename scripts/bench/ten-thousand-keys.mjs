import { openSession } from '../desktop-session.mjs';
import { launch } from '../launch.mjs';
import { keepManyKeys } from '../many-keys.mjs';
import { at, median } from './figures.mjs';
import { openMeter } from './meter.mjs';

const keyCount = 10_000;
const typed = 'grants portal 7';
const frames = 120;

/**
 * @typedef {import('./meter.mjs').Cost} Cost
 * @typedef {import('./meter.mjs').Meter} Meter
 * @typedef {import('./meter.mjs').Page} Page
 */

/**
 * How the window does with ten thousand keys. Of what is done in the page, the time is counted that its
 * thread has worked, which other programs on the machine change little.
 * @param {{ executable: string, display: string }} place
 */
export async function measure({ executable, display }) {
  const session = await openSession({ display });
  await keepManyKeys(session.env.XDG_CONFIG_HOME ?? '', keyCount);
  const { app, page } = await launch(executable, session.env);
  await page.getByRole('row').nth(5).waitFor();
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
  const told = await changeTags(page);
  const steps = [];
  for (let count = 0; count < 40; count += 1) {
    steps.push(await meter(() => page.keyboard.press('ArrowDown')));
  }
  await page.keyboard.press('Escape');
  const toEnd = await meter(() => page.keyboard.press('End'));
  const scroll = await scrollThrough(page, meter);
  const palette = await typeInPalette(page, meter);
  await app.close();
  await session.close();

  const keys = `${keyCount.toLocaleString('en')} keys: `;
  const worked = presses.map(({ scriptMs, layoutMs }) => scriptMs + layoutMs);
  /** @type {import('./figures.mjs').Figure[]} */
  const figures = [
    {
      what: `${keys}a letter in the search, script and layout, 95th percentile`,
      value: at(worked, 0.95),
      unit: 'ms',
      goal: 16,
      why: 'a letter that leaves other keys in sight draws each of their lines anew, and half of that is style and layout',
    },
    {
      what: `${keys}the longest frame while scrolling`,
      value: at(scroll.gaps, 1),
      unit: 'ms',
      goal: 50,
    },
    { what: `${keys}a change in State shown`, value: median(told), unit: 'ms', goal: 50 },
  ];
  const details = {
    ...spread('letter in the search', presses),
    ...spread('arrow down with the panel open', steps),
    ...spread('palette opened', palette.opened),
    ...spread('letter in the palette', palette.presses),
    'to the end of the list': rounded(toEnd),
    'sort by label': rounded(byLabel),
    'sort by what ends first': rounded(byEnd),
    'group by state': rounded(grouped),
    ungroup: rounded(ungrouped),
    'scroll, each frame': rounded(scroll.each),
  };
  return { figures, details };
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
 * From the Call in the page to the frame in which its panel shows what main has changed.
 * @param {Page} page
 */
async function changeTags(page) {
  const { keys } = await page.evaluate(async () => {
    const { value } = await Reflect.get(window, 'bridge').call('readState', {});
    return value;
  });
  const label = await page.getByRole('complementary').getByRole('heading').first().textContent();
  const keyId = keys.find((/** @type {any} */ row) => row.label === label)?.id;
  /** @type {number[]} */
  const found = [];
  for (let count = 0; count < 30; count += 1) {
    const wish = { keyId, tags: [`told-${count}`] };
    found.push(
      await page.evaluate(async (request) => {
        const panel = document.querySelector('aside[aria-label^="Details of"]');
        const began = performance.now();
        const shown = new Promise((done) => {
          const observer = new MutationObserver(() => {
            if (!panel?.textContent?.includes(request.tags[0] ?? '')) return;
            observer.disconnect();
            requestAnimationFrame(() => done(performance.now() - began));
          });
          observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        });
        await Reflect.get(window, 'bridge').call('editKey', request);
        return Number(await shown);
      }, wish),
    );
  }
  return found;
}

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
    gaps,
  };
}

/** @param {string} letter */
function keyOf(letter) {
  return letter === ' ' ? 'Space' : letter;
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
