import type { Rotation, RotationStep } from '../../shared/rotation.ts';
import { isPromoted } from '../../shared/rotation-progress.ts';

/** A key that has leaked goes first, and so does one whose place is needed. */
export function goesOldFirst({ reason, oldEndedAt }: Rotation): boolean {
  return reason !== 'planned' && oldEndedAt === null;
}

/** A create is on its way, or what it has made is not in the keychain: that is brought to an end before. */
const withLooseEnds: readonly RotationStep['at'][] = [
  'creating',
  'create-unknown',
  'created-unreceived',
  'save-failed',
];

/** Whether the old key can be ended from this step without losing sight of a new one. */
export function canTurnToOld({ at }: RotationStep): boolean {
  return !withLooseEnds.includes(at);
}

/** From these it would go on to a new key, or to its use, as if the old one had not leaked meanwhile. */
const before: readonly RotationStep['at'][] = ['preflight', 'blocked', 'fetching', 'stored'];

/** One whose old key has leaked on the way turns to it as soon as it can. */
export function turnedToOld(next: Rotation): Rotation {
  const isToTurn = goesOldFirst(next) && before.includes(next.step.at);
  return isToTurn ? { ...next, step: { at: 'retiring' }, wait: null } : next;
}

/** Where a new key stands that was there before an old one that had leaked was ended; null for in all tools. */
export function stepAfterOld(rotation: Rotation): RotationStep | null {
  if (rotation.reason === 'planned') return null;
  if (!isPromoted({ ...rotation, step: { at: 'retiring' } })) return { at: 'stored', refusals: 0 };
  const notes = rotation.timeline.map(({ note }) => note);
  const isInTools = notes.lastIndexOf('in-tools') > notes.lastIndexOf('in-use');
  return isInTools ? null : { at: 'deploying' };
}
