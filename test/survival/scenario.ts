import type { Rotation, RotationDecision, RotationReason } from '../../src/shared/rotation.ts';
import type { Strike } from './recorder.ts';
import { dataGov, postman, type TestedService } from './tested-service.ts';

/** One way through a rotation: what its user decides, and where it ends. */
export interface Scenario {
  name: string;
  service: TestedService;
  reason: RotationReason;
  isSessionKept: boolean;
  ends: 'retired' | 'abandoned';
  /** What goes wrong at the service meanwhile. */
  strikes: readonly Strike[];
  /** Null for the ordinary way on. Told by the rotation alone, since there may have been a kill since. */
  decide(rotation: Rotation): RotationDecision | null;
}

const ordinary = {
  service: postman,
  reason: 'planned',
  isSessionKept: false,
  ends: 'retired',
  strikes: [],
  decide: () => null,
} as const;

export const planned: Scenario = { ...ordinary, name: 'planned' };

/** The ways that part from it. */
export const scenarios: readonly Scenario[] = [
  {
    ...ordinary,
    name: 'create lost',
    strikes: [{ route: 'postman.create', nth: 1, fault: 'reset-after' }],
  },
  {
    ...ordinary,
    name: 'gone back and taken up again',
    isSessionKept: true,
    decide: ({ step, timeline }) =>
      step.at === 'deploying' && !timeline.some(({ note }) => note === 'gone-back')
        ? { kind: 'go-back' }
        : null,
  },
  {
    ...ordinary,
    name: 'abandoned',
    isSessionKept: true,
    ends: 'abandoned',
    decide: ({ step }) => (step.at === 'soaking' ? { kind: 'abandon' } : null),
  },
  { ...ordinary, name: 'leaked', reason: 'leaked' },
  { ...ordinary, name: 'Data.gov style', service: dataGov },
];

/** The way on that the app offers where it does not go on by itself; null where it does. */
export function wayOn(rotation: Rotation): RotationDecision | null {
  const { step, wait, old } = rotation;
  switch (step.at) {
    case 'blocked':
      return { kind: step.block.because === 'newer-key' ? 'ignore-newer' : 'try-again' };
    case 'created-unreceived':
      return { kind: 'create-again' };
    case 'verify-failed':
    case 'retire-failed':
      return { kind: 'try-again' };
    case 'deploying':
      return { kind: 'in-tools', soakDays: 7, isWithOpenPlaces: false };
    case 'soaking':
      return {
        kind: 'retire-old',
        lastFive: old.lastFive,
        isWithOpenPlaces: false,
        isVouched: false,
      };
    case 'gone-back':
      return { kind: 'take-up-again' };
    case 'create-unknown':
      // A list that lacks the key is believed once another one says the same.
      return wait?.because.code === 'outcome-unknown' ? unlessSoon(wait) : tryAgain(wait);
    case 'save-failed':
    case 'planned':
    case 'preflight':
    case 'creating':
    case 'stored':
    case 'verified':
    case 'retiring':
    case 'abandoning':
      // It would try again by itself, some time. Its user need not wait for that.
      return tryAgain(wait);
    case 'fetching':
    case 'retired':
    case 'abandoned':
      return null;
    default:
      return step satisfies never;
  }
}

function tryAgain(wait: Rotation['wait']): RotationDecision | null {
  return wait === null ? null : { kind: 'try-again' };
}

/**
 * Two looks right after one another count as one, so who asks again and again never gets on. It looks again
 * by itself, soon.
 */
function unlessSoon(wait: Rotation['wait']): RotationDecision | null {
  return wait === null || wait.retryAt !== null ? null : { kind: 'try-again' };
}
