import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rotation, RotationDecision } from '../../../src/shared/rotation.ts';
import { isOpen } from '../../../src/shared/rotation-progress.ts';
import { decide, moves, type Move, type Played } from './rotation-commands.ts';
import { createRules, type Rules, type Said } from './rotation-rules.ts';
import { openWorld } from './rotation-world.ts';

interface Real extends Played {
  rules: Rules;
}

/** Three keys that are held, two of one label, one near its end; and one that somebody else holds. */
async function begin(): Promise<Real> {
  const world = await openWorld();
  const said: Said = { mayGo: new Set(), vouched: new Map(), mayGoLast: new Set() };
  const rules = createRules(world, said);
  await world.openKeychain();
  await world.signIn();
  const { accountId } = world.now();
  for (const label of ['one', 'other']) {
    const key = { accountId, label, contacts: ['ops@agency.gov.sg'], expiration: null };
    await world.call('generateKey', key);
  }
  world.judge.add('elsewhere', 3);
  await world.call('syncAccount', { accountId });
  return { world, said, rules };
}

function commandOf({ name, play }: Move): fc.AsyncCommand<object, Real> {
  return {
    check: () => true,
    async run(_, real) {
      await play(real);
      await real.world.rest();
      expect(real.rules.problems()).toEqual([]);
    },
    toString: () => name,
  };
}

/** The way out that is offered where the user has the word; null where time or the service has it. */
function wayOut({ step, wait, old, proof }: Rotation): RotationDecision | null {
  const lastFive = old.lastFive;
  switch (step.at) {
    case 'blocked':
      return step.block.because === 'newer-key' ? { kind: 'ignore-newer' } : { kind: 'try-again' };
    case 'created-unreceived':
    case 'verify-failed':
      return { kind: 'create-again' };
    case 'save-failed':
      return null;
    case 'stored': {
      const isLost = ['item-missing', 'item-changed', 'key-not-held'];
      if (wait && isLost.includes(wait.because.code)) return { kind: 'create-again' };
      return wait?.retryAt === null ? { kind: 'try-again' } : null;
    }
    case 'deploying':
      return { kind: 'in-tools', soakDays: 7, isWithOpenPlaces: true };
    case 'soaking':
      // The new one was refused when the old one was to go.
      if (proof === null) return { kind: 'abandon' };
      return { kind: 'retire-old', lastFive, isWithOpenPlaces: true, isVouched: false };
    case 'gone-back':
      return { kind: 'stop' };
    case 'retire-failed': {
      const isNewBad = ['key-refused', 'successor-unproven', 'item-missing', 'key-not-held'];
      if (wait && isNewBad.includes(wait.because.code)) return { kind: 'abandon' };
      // It may be on hold, for its owner.
      return wait === null || wait.retryAt === null ? { kind: 'try-again' } : null;
    }
    case 'planned':
    case 'preflight':
    case 'creating':
    case 'create-unknown':
    case 'fetching':
    case 'verified':
    case 'retiring':
    case 'abandoning':
    case 'retired':
    case 'abandoned':
      return wait?.retryAt === null ? { kind: 'try-again' } : null;
    default:
      return step satisfies never;
  }
}

const mostRounds = 40;

/** The world behaves again, and the user takes what is offered: then all of it comes to an end. */
async function bringToEnd(real: Real): Promise<void> {
  const { world, rules } = real;
  world.judge.calm();
  world.records.refuse(null);
  world.now().life.left = null;
  await world.openKeychain();
  await world.signIn();
  const open = (): Rotation[] => world.now().store.read().rotations.filter(isOpen);
  for (let round = 0; round < mostRounds && open().length > 0; round += 1) {
    for (const rotation of open()) {
      const decision = wayOut(rotation);
      if (decision) await decide(real, rotation, decision);
    }
    await world.move(61_000);
    await world.signIn();
  }
  expect(open()).toEqual([]);
  const { accountId } = world.now();
  // What is slow to come is there by then.
  await world.move(61_000);
  // The first may find that the session is over.
  await world.call('syncAccount', { accountId });
  await world.signIn();
  await world.call('syncAccount', { accountId });
  expect(rules.unseen()).toEqual([]);
  expect(rules.problems()).toEqual([]);
}

/** More of them for a long look: ROTATION_RUNS=5000. */
const numRuns = Number(process.env['ROTATION_RUNS'] ?? 150);

const property = fc.asyncProperty(
  fc.commands([moves.map((move) => commandOf(move))], { maxCommands: 40, size: '+1' }),
  async (commands) => {
    const real = await begin();
    await fc.asyncModelRun(() => ({ model: {}, real }), commands);
    await bringToEnd(real);
  },
);

test(
  'whatever fails and whenever it ends, no working key is lost and none lives unseen',
  async () => {
    const details = await fc.check(property, { numRuns });
    expect(await fc.asyncDefaultReportMessage(details)).toBeUndefined();
  },
  30_000 + numRuns * 100,
);
