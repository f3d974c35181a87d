import { tryInLanes, type Trial } from './in-lanes.ts';
import { planned, scenarios, type Scenario } from './scenario.ts';
import { pointsOf, surviveKills } from './survive-kills.ts';
import { valueOf } from './value-of.ts';

// Kills the app at every journal write and every outside effect of a rotation in turn, starts it again, and
// goes on. `--short` takes a handful of the points, `--only <words>` those whose names have these words in
// them, `--whole` all points of every way and not only those that are its own, `--twice` kills the run that
// goes on as well.

const isShort = process.argv.includes('--short');
const isWhole = process.argv.includes('--whole');
const isTwice = process.argv.includes('--twice');
const wanted = valueOf('--only') ?? '';

/** Where most is in the air: between the service and the journal, and between that and the keychain. */
const inTheAir = [
  'answered POST /api-key #1',
  'after write of the item of a key #1',
  'answered DELETE /api-key/:id #1',
];
const shortPoints = [
  'before POST /api-key #1',
  'before commit of rotation deploying, keys, events #1',
  ...inTheAir,
];

await tryInLanes('kills', async (lane) => {
  const trials: Trial[] = [];
  const usual = await pointsOf(lane, planned);
  tell(planned.name, usual, usual);
  const chosen = isShort ? usual.filter((point) => shortPoints.includes(point)) : usual;
  if (!isTwice) trials.push(...chosen.map((point) => trialOf(planned, [point])));
  for (const scenario of isShort || isTwice ? [] : scenarios) {
    const points = await pointsOf(lane, scenario);
    const own = isWhole ? points : ownPoints(points, usual);
    tell(scenario.name, own, points);
    trials.push(...own.map((point) => trialOf(scenario, [point])));
  }
  for (const first of isTwice ? inTheAir : []) {
    const points = await pointsOf(lane, planned, first);
    const own = isWhole ? points : points.filter((point) => !isByTheWay(point));
    tell(`${planned.name}, ${first}`, own, points);
    trials.push(...own.map((second) => trialOf(planned, [first, second])));
  }
  return trials.filter(({ name }) => name.includes(wanted));
});

/** Those of another way that are new, or come after it has parted from the usual one. */
function ownPoints(points: readonly string[], usual: readonly string[]): string[] {
  const steps = (all: readonly string[]) => all.filter((point) => point.includes('of rotation'));
  const usualSteps = steps(usual);
  const parting = steps(points).find((point, index) => point !== usualSteps[index]);
  const from = parting === undefined ? points.length : points.indexOf(parting);
  return points.filter(
    (point, index) => (index >= from || !usual.includes(point)) && !isByTheWay(point),
  );
}

/** What is the same wherever it happens. */
function isByTheWay(point: string): boolean {
  return /test item|of lists/.test(point);
}

function tell(name: string, chosen: readonly string[], all: readonly string[]): void {
  console.log(`  ${name}: ${chosen.length} of ${all.length} points`);
}

function trialOf(scenario: Scenario, points: readonly [string, string?]): Trial {
  return {
    name: `${scenario.name}, ${points.join(', then ')}`,
    run: (lane) => surviveKills(lane, scenario, points),
  };
}
