import { writeFileSync } from 'node:fs';
import { endAll } from '../../scripts/children.mjs';
import { openLane, type Lane } from './lane.ts';

/** One thing to try, and what came of it: the words of its line, and what was wrong. */
export interface Trial {
  name: string;
  run: (lane: Lane) => Promise<Outcome>;
}

export interface Outcome {
  said: string;
  wrong: string[];
}

const laneCount = 2;

/**
 * Gets the trials in a first lane, tries each of them in whichever lane is free, and prints a line each. The
 * last line says how many were survived; any that was not makes the exit code 1.
 */
export async function tryInLanes(
  word: string,
  trialsOf: (lane: Lane) => Promise<readonly Trial[]>,
): Promise<void> {
  const first = await openLane();
  const lanes = [first];
  let survived = 0;
  process.exitCode = 1;
  try {
    const trials = await trialsOf(first);
    while (lanes.length < laneCount) lanes.push(await openLane());
    const waiting = [...trials.entries()];
    await Promise.all(
      lanes.map(async (lane) => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [index, trial] = next;
          const isGood = await tryOne(lane, trial, `${index + 1}/${trials.length}`);
          if (isGood) survived += 1;
        }
      }),
    );
    const report = process.env['KEYTURN_SURVIVAL_REPORT'];
    const failed = trials.length - survived;
    if (report) writeFileSync(report, JSON.stringify({ passed: survived, failed, skipped: 0 }));
    if (failed === 0 && trials.length > 0) process.exitCode = 0;
    console.log(`${word} survived: ${survived}/${trials.length}`);
  } catch (error) {
    console.log(`✗ ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    for (const lane of lanes) await lane.close();
    await endAll();
  }
}

async function tryOne(lane: Lane, { name, run }: Trial, number: string): Promise<boolean> {
  const from = Date.now();
  const outcome = await run(lane).catch((error: unknown) => ({
    said: 'came to no end',
    wrong: [error instanceof Error ? error.message : String(error)],
  }));
  const seconds = `${((Date.now() - from) / 1000).toFixed(1)} s`;
  const isGood = outcome.wrong.length === 0;
  console.log(`${isGood ? '✓' : '✗'} ${number} ${name}: ${outcome.said} (${seconds})`);
  for (const one of outcome.wrong) console.log(`    ${one}`);
  // What has gone wrong once must not make the next one go wrong.
  if (!isGood) await lane.beginAnew();
  return isGood;
}
