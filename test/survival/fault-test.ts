import { faultName, makesSense, type FaultName } from '../../src/sandbox/faults.ts';
import { tryInLanes, type Outcome, type Trial } from './in-lanes.ts';
import type { Lane } from './lane.ts';
import type { Strike } from './recorder.ts';
import { forget, goToEnd, prepareRun } from './rotation-run.ts';
import { planned, type Scenario } from './scenario.ts';
import { dataGov } from './tested-service.ts';
import { valueOf } from './value-of.ts';
import { wrongAtEnd, wrongInState, wrongOutside } from './what-is-wrong.ts';

// Lets the service fail in every way that the sandbox knows, at each request of a rotation in turn, and goes
// on. `--short` takes a handful, `--only <words>` those whose names have these words in them.

const isShort = process.argv.includes('--short');
const wanted = valueOf('--only') ?? '';

/** Longer than Keyturn waits for a whole answer. */
const slowMs = 21_000;

const shortFaults = [
  'postman.list #1: end-session',
  'postman.create #1: reset-after',
  'postman.create #1: garbage',
  'postman.probe #1: cdn-403',
  'postman.delete #1: fail-after',
  'postman.delete #1: reset-after',
];

const atDataGov: Scenario = { ...planned, name: 'Data.gov style', service: dataGov };

await tryInLanes('faults', async (lane) => {
  const trials: Trial[] = [];
  for (const scenario of isShort ? [planned] : [planned, atDataGov]) {
    const requests = await requestsOf(lane, scenario);
    console.log(`  ${scenario.name}: ${requests.length} requests`);
    for (const request of requests) {
      for (const fault of faultName.options.filter((one) =>
        makesSense({ ...request, fault: one }),
      )) {
        trials.push(trialOf(scenario, [strikeOf(request, fault)]));
      }
    }
    // What comes of a create is asked of the list, which may fail too, more than once.
    const { create, list, delete: remove } = scenario.service.routes;
    const lost = { route: create, nth: 1, fault: 'reset-after' } as const;
    for (const fault of faultName.options) {
      if (fault === 'slow') continue;
      const looks = [2, 3].map((nth) => ({ route: list, nth, fault }));
      trials.push(trialOf(scenario, [lost, ...looks]));
      // The key that nobody has is retired, which may fail as well.
      trials.push(trialOf(scenario, [lost, { route: remove, nth: 1, fault }]));
    }
  }
  return trials.filter(({ name }) =>
    isShort ? shortFaults.some((one) => name === `${planned.name}, ${one}`) : name.includes(wanted),
  );
});

/** All that a rotation asks of its service when nothing fails. */
async function requestsOf(
  lane: Lane,
  scenario: Scenario,
): Promise<Pick<Strike, 'route' | 'nth'>[]> {
  if (!lane.isRunning()) await lane.open();
  const run = await prepareRun(lane, scenario);
  lane.recorder.watch();
  await goToEnd(run);
  const routes = lane.recorder.heard().map(({ route }) => route);
  await forget(run);
  return routes.map((route, index) => ({
    route,
    nth: routes.slice(0, index + 1).filter((one) => one === route).length,
  }));
}

function strikeOf(request: Pick<Strike, 'route' | 'nth'>, fault: FaultName): Strike {
  return { ...request, fault, ...(fault === 'slow' ? { delayMs: slowMs } : {}) };
}

function trialOf(scenario: Scenario, strikes: readonly Strike[]): Trial {
  const words = strikes.map(({ route, nth, fault }) => `${route} #${nth}: ${fault}`);
  return {
    name: `${scenario.name}, ${words.join(', ')}`,
    run: (lane) => survive(lane, scenario, strikes),
  };
}

async function survive(
  lane: Lane,
  scenario: Scenario,
  strikes: readonly Strike[],
): Promise<Outcome> {
  if (!lane.isRunning()) await lane.open();
  const run = await prepareRun(lane, scenario);
  lane.recorder.watch(strikes);
  const steps: string[] = [];
  const closed = await goToEnd(run, (step) => void (step === steps.at(-1) || steps.push(step)));
  // What strikes a request that nobody waits for may not have come yet.
  const wrong = [
    ...(await wrongInState(run)),
    ...(await wrongOutside(run)),
    ...(await wrongAtEnd(run)),
    ...lane.recorder.leftStrikes().map(({ route, nth }) => `${route} #${nth} was not asked`),
  ];
  if (wrong.length > 0) wrong.push(`its way: ${steps.join(' → ')}`);
  else await forget(run);
  const met = steps.filter((step) => step.includes('(') || isUnusual(step));
  return { said: `${met.join(', ') || 'went on'}, ended ${closed.step.at}`, wrong };
}

function isUnusual(step: string): boolean {
  return /^(blocked|create-unknown|created-unreceived|verify-failed|retire-failed|abandoning)/.test(
    step,
  );
}
