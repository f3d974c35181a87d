import { tryInLanes, type Outcome, type Trial } from './in-lanes.ts';
import type { Lane } from './lane.ts';
import { forget, goToEnd, nameOf, prepareRun, rotationIn } from './rotation-run.ts';
import { planned, scenarios, type Scenario } from './scenario.ts';
import { wrongAtEnd, wrongInState, wrongOutside } from './what-is-wrong.ts';

// Kills the app at every journal write and every outside effect of a rotation in turn, starts it again, and
// goes on. `--short` takes a handful of the points, `--only <words>` those whose names have these words in
// them, `--whole` all points of every way and not only those that are its own.

const isShort = process.argv.includes('--short');
const isWhole = process.argv.includes('--whole');
const wanted = process.argv.includes('--only')
  ? (process.argv[process.argv.indexOf('--only') + 1] ?? '')
  : '';

/** Where most is in the air: between the service and the journal, and between that and the keychain. */
const shortPoints = [
  'before POST /api-key #1',
  'answered POST /api-key #1',
  'after write of the item of a key #1',
  'before commit of rotation deploying',
  'answered DELETE /api-key/:id #1',
];

await tryInLanes('kills', async (lane) => {
  const usual = await pointsOf(lane, planned);
  console.log(`  ${planned.name}: ${usual.length} points`);
  const trials = chosenOf(usual).map((point) => trialOf(planned, point));
  for (const scenario of isShort ? [] : scenarios) {
    const points = await pointsOf(lane, scenario);
    const own = isWhole ? points : ownPoints(points, usual);
    console.log(`  ${scenario.name}: ${own.length} of ${points.length} points`);
    trials.push(...own.map((point) => trialOf(scenario, point)));
  }
  return trials.filter(({ name }) => name.includes(wanted));
});

function chosenOf(points: readonly string[]): readonly string[] {
  if (!isShort) return points;
  return points.filter((point) => shortPoints.some((one) => point.startsWith(one)));
}

/** Those of another way that are new, or come after it has parted from the usual one; no test item, no list. */
function ownPoints(points: readonly string[], usual: readonly string[]): string[] {
  const steps = (all: readonly string[]) => all.filter((point) => point.includes('of rotation'));
  const usualSteps = steps(usual);
  const parting = steps(points).find((point, index) => point !== usualSteps[index]);
  const from = parting === undefined ? points.length : points.indexOf(parting);
  return points
    .filter((point, index) => index >= from || !usual.includes(point))
    .filter((point) => !/test item|of lists/.test(point));
}

/** All that a rotation goes through when nobody kills it. */
async function pointsOf(lane: Lane, scenario: Scenario): Promise<string[]> {
  if (!lane.isRunning()) await lane.open();
  const run = await prepareRun(lane, scenario);
  lane.recorder.watch(scenario.strikes);
  await lane.watch(null);
  await goToEnd(run);
  const points = await lane.pointsSeen();
  const wrong = [
    ...(await wrongOutside(run)),
    ...(await wrongInState(run)),
    ...(await wrongAtEnd(run)),
  ];
  if (wrong.length > 0) throw new Error(`Without a kill: ${wrong.join('; ')}`);
  await forget(run);
  return points;
}

function trialOf(scenario: Scenario, point: string): Trial {
  return { name: `${scenario.name}, ${point}`, run: (lane) => survive(lane, scenario, point) };
}

async function survive(lane: Lane, scenario: Scenario, point: string): Promise<Outcome> {
  if (!lane.isRunning()) await lane.open();
  const run = await prepareRun(lane, scenario);
  lane.recorder.watch(scenario.strikes);
  await lane.watch(point);
  const ended = lane.ended();
  const goneOn = goToEnd(run).catch((error: unknown) => error);
  const signal = await Promise.race([ended, goneOn.then((outcome) => afterwards(lane, outcome))]);
  if (signal !== 'SIGKILL') return { said: 'was not reached', wrong: ['the app was not killed'] };
  await lane.recorder.quiet();
  const wrong = labelled('dead', await wrongOutside(run));

  await lane.open();
  const state = await lane.state();
  const found = rotationIn(state, run);
  wrong.push(...labelled('started again', await wrongInState(run)));
  const steps: string[] = [];
  const closed = await goToEnd(run, (step) => void (step === steps.at(-1) || steps.push(step)));
  wrong.push(...labelled('at the end', await wrongInState(run)));
  wrong.push(...labelled('at the end', await wrongOutside(run)));
  wrong.push(...labelled('at the end', await wrongAtEnd(run)));
  if (wrong.length > 0) wrong.push(`its way: ${steps.join(' → ')}`);
  else await forget(run);
  const foundAt = found === null ? 'nothing' : nameOf(found);
  return { said: `found ${foundAt}, ended ${closed.step.at}`, wrong };
}

/** What it came to without being killed; a window that broke away is about to be explained by its end. */
async function afterwards(lane: Lane, outcome: unknown): Promise<NodeJS.Signals | null> {
  if (!(outcome instanceof Error)) return null;
  if (!lane.isRunning()) return 'SIGKILL';
  const isBrokenAway = /closed|crashed|destroyed/i.test(outcome.message);
  if (isBrokenAway) return lane.ended();
  throw outcome;
}

function labelled(label: string, wrong: readonly string[]): string[] {
  return wrong.map((one) => `${label}: ${one}`);
}
