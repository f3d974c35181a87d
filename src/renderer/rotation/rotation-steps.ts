import type { Rotation, RotationNote, RotationStep } from '../../shared/rotation.ts';
import { isPromoted } from '../../shared/rotation-progress.ts';
import { soakWords } from './start-words.ts';

/** What a rotation goes through, as its user sees it. */
export type StepName = 'check' | 'create' | 'keep' | 'prove' | 'tools' | 'soak' | 'retire';

export interface ShownStep {
  name: StepName;
  state: 'done' | 'now' | 'next';
  /** When it was done. */
  at: string | null;
  /** What came of it, or will. */
  result: string;
}

export const stepNames: Record<StepName, string> = {
  check: 'Check',
  create: 'Create',
  keep: 'Keep',
  prove: 'Prove',
  tools: 'Put into tools',
  soak: 'Run both',
  retire: 'Retire',
};

const inOrder: readonly StepName[] = [
  'check',
  'create',
  'keep',
  'prove',
  'tools',
  'soak',
  'retire',
];
/** The old key ended by itself before there was a new one in use: nothing is left to soak or to retire. */
const oldGone: readonly StepName[] = ['check', 'create', 'keep', 'prove', 'tools'];

export function stepsOf(rotation: Rotation, now = new Date()): ShownStep[] {
  const order = orderOf(rotation);
  const current = nameOf(rotation.step);
  const place = current === null ? order.length : order.indexOf(current);
  const isGivenUp = ['gone-back', 'abandoning', 'abandoned'].includes(rotation.step.at);
  return order.map((name, index) => {
    const at = doneAt(rotation, name);
    // Given up, only what was done by then is done.
    const isDone = isGivenUp ? at !== null && index !== place : index < place;
    const state = isDone ? 'done' : index === place && !isGivenUp ? 'now' : 'next';
    const result = state === 'done' ? doneWords(rotation, name) : aheadWords(rotation, name, now);
    return { name, state, at: state === 'done' ? at : null, result };
  });
}

export function goesOldFirst({ reason }: Pick<Rotation, 'reason'>): boolean {
  return reason !== 'planned';
}

function orderOf(rotation: Rotation): readonly StepName[] {
  if (goesOldFirst(rotation)) return oldFirstOf(rotation);
  const isEarly =
    rotation.oldEndedAt !== null &&
    ['planned', 'preflight', 'blocked', 'creating', 'fetching', 'create-unknown']
      .concat([
        'created-unreceived',
        'save-failed',
        'stored',
        'verify-failed',
        'verified',
        'deploying',
      ])
      .includes(rotation.step.at);
  return isEarly ? oldGone : inOrder;
}

/** Where an old key has leaked on the way, it goes after what was done by then, and before all else. */
function oldFirstOf(rotation: Rotation): readonly StepName[] {
  const { successor, step } = rotation;
  const retiredAt = lastOf(rotation, 'retire') ?? Infinity;
  // Who has gone back from a new key has taken it out of the tools.
  const toCome = [nameOf(step), isPromoted(rotation) ? null : 'tools'];
  const isBefore = (name: StepName): boolean =>
    !toCome.includes(name) && (lastOf(rotation, name) ?? Infinity) < retiredAt;
  const before = successor === null ? [] : oldGone.filter(isBefore);
  return [...before, 'retire', ...oldGone.filter((name) => !before.includes(name))];
}

function nameOf({ at }: RotationStep): StepName | null {
  switch (at) {
    case 'planned':
    case 'preflight':
    case 'blocked':
      return 'check';
    case 'creating':
    case 'fetching':
    case 'create-unknown':
    case 'created-unreceived':
      return 'create';
    case 'save-failed':
      return 'keep';
    case 'stored':
    case 'verify-failed':
    case 'verified':
      return 'prove';
    case 'deploying':
      return 'tools';
    case 'soaking':
      return 'soak';
    case 'retiring':
    case 'retire-failed':
      return 'retire';
    case 'gone-back':
    case 'abandoning':
    case 'retired':
    case 'abandoned':
      return null;
    default:
      return at satisfies never;
  }
}

const endNotes: Record<StepName, readonly RotationNote[]> = {
  check: ['create-sent'],
  create: ['stored', 'save-failed'],
  keep: ['stored'],
  prove: ['proven', 'vouched'],
  tools: ['in-tools'],
  soak: ['retire-asked', 'old-expired', 'old-gone'],
  retire: ['old-retired', 'old-retired-by-hand', 'old-expired', 'old-gone'],
};

/** Where in its time line it was done last; null where it was not. */
function lastOf({ timeline }: Rotation, name: StepName): number | null {
  const index = timeline.findLastIndex(({ note }) => endNotes[name].includes(note));
  return index === -1 ? null : index;
}

function doneAt(rotation: Rotation, name: StepName): string | null {
  const index = lastOf(rotation, name);
  return index === null ? null : (rotation.timeline[index]?.at ?? null);
}

function doneWords({ successor, proof, timeline, way }: Rotation, name: StepName): string {
  switch (name) {
    case 'check':
      return 'Nothing stands in the way';
    case 'create':
      if (successor === null) return 'Made';
      return way === 'api'
        ? `The service made •••••${successor.lastFive}`
        : `•••••${successor.lastFive} came in`;
    case 'keep':
      return 'In your keychain, and read back';
    case 'prove':
      return proof?.by === 'user' ? 'It works, by your word' : 'The service takes it';
    case 'tools':
      return timeline.some(({ note }) => note === 'in-tools')
        ? 'Done, by your word'
        : 'Not said to be in your tools';
    case 'soak':
      return 'Both keys worked until then';
    case 'retire':
      return retiredWords(timeline.findLast(({ note }) => endNotes.retire.includes(note))?.note);
    default:
      return name satisfies never;
  }
}

function retiredWords(note: RotationNote | undefined): string {
  if (note === 'old-retired-by-hand') return 'Deleted in the service’s pages';
  if (note === 'old-expired') return 'Its end came first';
  return note === 'old-gone' ? 'It was gone at the service' : 'Retired at the service';
}

function aheadWords(rotation: Rotation, name: StepName, now: Date): string {
  const { way, soakDays: days, step, old } = rotation;
  switch (name) {
    case 'check':
      return 'Session, room, newer keys';
    case 'create':
      return way === 'api' ? 'The service makes the new key' : 'You make it in the service’s pages';
    case 'keep':
      return 'Into your keychain, and read back';
    case 'prove':
      return 'The new key is tried';
    case 'tools':
      return step.at === 'deploying' ? 'Being done' : 'You put it where the old one is';
    case 'soak':
      if (step.at === 'soaking') return 'Both keys work';
      return days === 0
        ? 'None'
        : `Both work ${soakWords({ days, expiresAt: old.expiresAt, now })}`;
    case 'retire':
      return goesOldFirst(rotation) ? 'The old key goes first' : 'The old key goes last';
    default:
      return name satisfies never;
  }
}

/** What its user may do besides going on. The machine says the same. */
export interface WaysOut {
  canGoBack: boolean;
  canAbandon: boolean;
  canCreateAgain: boolean;
  canStop: boolean;
  /** Say that the old key has leaked: it goes first from here. */
  canLeak: boolean;
}

export function waysOutOf(rotation: Rotation): WaysOut {
  const { step, wait, successor, oldEndedAt, way, reason, closedAt } = rotation;
  const isOldAlive = oldEndedAt === null;
  const isOldFirst = isOldAlive && reason !== 'planned';
  const isUsed = ['deploying', 'soaking', 'retire-failed'].includes(step.at);
  const isHeld = ['stored', 'verify-failed', 'verified', 'gone-back'].includes(step.at);
  const isUnheld = step.at === 'created-unreceived' || step.at === 'save-failed';
  const isFirst = ['retiring', 'retire-failed'].includes(step.at) && successor === null;
  // In the service's pages nothing is ended before its owner does it.
  const isByHand = step.at === 'retiring' && way === 'guided';
  // The service was not asked yet: first its user has to sign in, say.
  const isUnsent = step.at === 'retiring' && wait !== null && wait.retryAt === null;
  const isEarly = ['planned', 'preflight', 'blocked', 'fetching'].includes(step.at);
  return {
    canGoBack: (isUsed || isByHand || isUnsent) && isOldAlive && successor !== null,
    canAbandon:
      isOldAlive && !isOldFirst && (isUnheld || ((isHeld || isUsed) && successor !== null)),
    canCreateAgain:
      isUnheld || (isHeld && successor !== null && (isOldAlive || step.at !== 'gone-back')),
    canStop:
      isEarly ||
      isFirst ||
      step.at === 'gone-back' ||
      (step.at === 'created-unreceived' && !isOldFirst),
    canLeak: closedAt === null && isOldAlive && reason === 'planned',
  };
}

/** What comes after what is to be done now; null at the end. */
export function nextWords(rotation: Rotation): string | null {
  const { step, oldEndedAt, soakDays, successor } = rotation;
  if (rotation.closedAt !== null) return null;
  switch (step.at) {
    case 'planned':
    case 'preflight':
    case 'blocked':
      return rotation.way === 'api'
        ? `Next, the service makes the new key.${untouchedWords(rotation)}`
        : `Next, you make the new key in the service’s pages.${untouchedWords(rotation)}`;
    case 'creating':
    case 'create-unknown':
    case 'fetching':
    case 'created-unreceived':
    case 'save-failed':
      return `Next, the new key goes into your keychain and is tried.${untouchedWords(rotation)}`;
    case 'stored':
    case 'verify-failed':
    case 'verified':
      return 'Next, once it is known to work, it becomes the key to use.';
    case 'deploying':
      if (oldEndedAt !== null) return 'After that, it is done.';
      return soakDays === 0
        ? 'Next, you retire the old key.'
        : 'Next, both keys work for a while. Then you retire the old one.';
    case 'retiring':
    case 'retire-failed':
      if (successor === null) return 'Next, a new key is made.';
      if (!isPromoted(rotation)) return 'Next, the new key is tried and becomes the key to use.';
      return goesOldFirst(rotation) && doneAt(rotation, 'tools') === null
        ? 'Next, you put the new key into your tools.'
        : 'After that, it is done.';
    case 'abandoning':
      return step.follows === 'again'
        ? 'Next, another new key is made.'
        : 'After that, the old key is the only one again.';
    // These say it themselves.
    case 'soaking':
    case 'gone-back':
    case 'retired':
    case 'abandoned':
      return null;
    default:
      return step satisfies never;
  }
}

function untouchedWords({ oldEndedAt }: Rotation): string {
  return oldEndedAt === null ? ' The old one is not touched.' : '';
}
