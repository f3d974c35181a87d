import type { Rotation, RotationId } from '../../shared/rotation.ts';
import type { RemoteKey } from './connector.ts';

/** The key that a rotation has made and that is not held here, by the id that its service gives it. */
export function unheldIdOf({ step }: Rotation): string | null {
  if (step.at === 'created-unreceived' || step.at === 'save-failed') return step.found.remoteId;
  return step.at === 'abandoning' ? step.target.remoteId : null;
}

/** Keys that are other rotations' own, so that they are nobody's else. */
export function claimedBy(open: readonly Rotation[], own: { id: RotationId }): Set<string> {
  const others = open.filter(({ id }) => id !== own.id);
  return new Set(
    others.flatMap((other) => [other.old.remoteId ?? [], unheldIdOf(other) ?? []].flat()),
  );
}

/**
 * The key that a create of this label has made, if it has; null if none is listed. The oldest: what was made
 * after it is another rotation's, which knew of this one when it was sent.
 */
export function madeIn(
  listed: readonly RemoteKey[],
  label: string,
  isAnother: (id: string) => boolean,
): RemoteKey | null {
  // Services may trim what they are given.
  const alike = listed.filter((key) => key.label.trim() === label.trim() && !isAnother(key.id));
  return alike.at(-1) ?? null;
}
