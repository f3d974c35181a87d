import type { Outcome } from './in-lanes.ts';
import type { Lane } from './lane.ts';
import {
  forget,
  goToEnd,
  nameOf,
  prepareRun,
  rotationIn,
  type RotationRun,
} from './rotation-run.ts';
import type { Scenario } from './scenario.ts';
import { wrongAtEnd, wrongInState, wrongOutside } from './what-is-wrong.ts';

/** No point has this name: points are counted, and nobody is killed. */
const nowhere = 'nowhere';

/** All that a rotation goes through when nobody kills it, or after it was killed at a first point. */
export async function pointsOf(
  lane: Lane,
  scenario: Scenario,
  first: string | null = null,
): Promise<string[]> {
  if (!lane.isRunning()) await lane.open();
  const run = await prepareRun(lane, scenario);
  lane.recorder.watch(scenario.strikes);
  await lane.watch(first ?? nowhere);
  if (first !== null) {
    if (!(await isKilled(run))) throw new Error(`${first} was not reached.`);
    await lane.open({ killAt: nowhere });
  }
  await goToEnd(run);
  const points = await lane.pointsSeen();
  const wrong = await wrongWhereItEnded(run);
  if (wrong.length > 0) throw new Error(`Without a kill: ${wrong.join('; ')}`);
  await forget(run);
  return points;
}

/** Kills the app at the first of these points, and its next run at the second, if there is one. */
export async function surviveKills(
  lane: Lane,
  scenario: Scenario,
  [first, second]: readonly [string, string?],
): Promise<Outcome> {
  if (!lane.isRunning()) await lane.open();
  const run = await prepareRun(lane, scenario);
  lane.recorder.watch(scenario.strikes);
  await lane.watch(first);
  if (!(await isKilled(run))) return notReached;
  const wrong = labelled('dead', await wrongOutside(run));
  if (second !== undefined) {
    if ((await isOpened(lane, second)) && !(await isKilled(run))) return notReached;
    wrong.push(...labelled('dead again', await wrongOutside(run)));
  }

  await lane.open();
  const found = rotationIn(await lane.state(), run);
  wrong.push(...labelled('started again', await wrongInState(run)));
  const steps: string[] = [];
  const closed = await goToEnd(run, (step) => void (step === steps.at(-1) || steps.push(step)));
  wrong.push(...labelled('at the end', await wrongWhereItEnded(run)));
  if (wrong.length > 0) wrong.push(`its way: ${steps.join(' → ')}`);
  else await forget(run);
  const foundAt = found === null ? 'nothing' : nameOf(found);
  return { said: `found ${foundAt}, ended ${closed.step.at}`, wrong };
}

const notReached: Outcome = { said: 'was not reached', wrong: ['the app was not killed'] };

/** Goes on until the app dies; false if it comes to its end alive. */
async function isKilled(run: RotationRun): Promise<boolean> {
  const { lane } = run;
  const ended = lane.ended();
  const goneOn = goToEnd(run).catch((error: unknown) => error);
  const signal = await Promise.race([ended, goneOn.then((outcome) => afterwards(lane, outcome))]);
  await lane.recorder.quiet();
  return signal === 'SIGKILL';
}

/** What it came to without being killed; a window that broke away is about to be explained by its end. */
async function afterwards(lane: Lane, outcome: unknown): Promise<NodeJS.Signals | null> {
  if (!(outcome instanceof Error)) return null;
  if (!lane.isRunning()) return 'SIGKILL';
  const isBrokenAway = /closed|crashed|destroyed/i.test(outcome.message);
  if (isBrokenAway) return lane.ended();
  throw outcome;
}

/** It may be killed before there is a window. */
async function isOpened(lane: Lane, killAt: string): Promise<boolean> {
  try {
    await lane.open({ killAt });
    return lane.isRunning();
  } catch {
    return false;
  }
}

async function wrongWhereItEnded(run: RotationRun): Promise<string[]> {
  return [...(await wrongInState(run)), ...(await wrongOutside(run)), ...(await wrongAtEnd(run))];
}

function labelled(label: string, wrong: readonly string[]): string[] {
  return wrong.map((one) => `${label}: ${one}`);
}
