import { join } from 'node:path';
import { openSession } from '../desktop-session.mjs';
import { launch } from '../launch.mjs';
import { keepManyKeys } from '../many-keys.mjs';
import { root } from '../project.mjs';
import { median } from './figures.mjs';
import { familyOf, megabytesOf, watchWork } from './processes.mjs';

const keyCount = 1000;
const starts = 7;
/** Up to 100 seconds after a start its memory is put in order, which is not yet doing nothing. */
const settleSeconds = 120;
/** What is done once in a while falls into some of them and not into others. */
const idleMinutes = 5;

const emptyWindow = join(root, 'scripts/bench/empty-window');

/**
 * What the app costs beside a window with nothing in it, in the same runtime: its start, its memory and
 * what it does while nobody does anything. Both are measured by turns, so that what else the machine
 * does meets both.
 * @param {{ executable: string, display: string }} place
 * @returns {Promise<import('./figures.mjs').Figure[]>}
 */
export async function measure({ executable, display }) {
  const session = await openSession({ display });
  await keepManyKeys(session.env.XDG_CONFIG_HOME ?? '', keyCount);
  const other = await openSession({ display });
  const openOurs = () => openFrom(executable, session.env, root);
  const openEmpty = () => openFrom(executable, other.env, emptyWindow);

  // The first of each pays for files that are not in memory yet.
  const ours = { ms: /** @type {number[]} */ ([]), mb: /** @type {number[]} */ ([]) };
  const empty = { ms: /** @type {number[]} */ ([]), mb: /** @type {number[]} */ ([]) };
  for (let round = 0; round <= starts; round += 1) {
    for (const [open, found] of /** @type {const} */ ([
      [openEmpty, empty],
      [openOurs, ours],
    ])) {
      const { app, startMs, pid } = await open();
      if (round > 0) {
        found.ms.push(startMs);
        found.mb.push(megabytesOf(familyOf(pid)));
      }
      await app.close();
    }
  }

  const [emptyApp, ourApp] = [await openEmpty(), await openOurs()];
  await seconds(settleSeconds);
  const watched = [emptyApp, ourApp].map(({ pid }) => watchWork(pid));
  await seconds(60 * idleMinutes);
  const [emptyWork = 0, ourWork = 0] = watched.map((end) => end() / idleMinutes);
  await emptyApp.app.close();
  await ourApp.app.close();
  await session.close();
  await other.close();

  const list = `first painted list, ${keyCount.toLocaleString('en')} keys`;
  return [
    {
      what: `start to the ${list}`,
      value: median(ours.ms),
      unit: 'ms',
      beside: median(empty.ms),
      goal: 1.5,
      why: 'with a page that has nothing in it Keyturn takes 1.1 times as long as the empty window, 1.5 times with main reading records and parts meanwhile; the rest is the page: its script is read and compiled for about 80 ms, and the first list drawn by code that runs for the first time for about 120. Chromium would keep compiled code on the disk, where another program could change it, so it does not',
    },
    {
      what: 'memory of all processes',
      value: median(ours.mb),
      unit: 'MB',
      beside: median(empty.mb),
      goal: 1.35,
    },
    {
      what: `work in 60 s with the list open and nothing done, over ${idleMinutes} minutes`,
      value: ourWork,
      unit: 'ms',
      beside: emptyWork,
      goal: 1.2,
      why: 'both are near to nothing, so that the little that is done is a multiple: once a minute main looks which keys are due and what the tray is to say, and the list is drawn anew when the hours to an end are one less, with 1,000 keys some ten times an hour',
    },
  ];
}

/**
 * @param {string} executable
 * @param {Record<string, string>} env
 * @param {string} place
 */
async function openFrom(executable, env, place) {
  const startedAt = Date.now();
  const { app, page } = await launch(executable, env, { place });
  await page.getByRole('row').first().waitFor();
  const paintedAt = await page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => done(performance.timeOrigin + performance.now())),
        ),
      ),
  );
  const pid = app.process().pid ?? 0;
  return { app, startMs: Number(paintedAt) - startedAt, pid };
}

/** @param {number} count */
function seconds(count) {
  return new Promise((done) => {
    setTimeout(done, count * 1000);
  });
}
