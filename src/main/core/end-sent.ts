import type { Rotation } from '../../shared/rotation.ts';

/** Whether the end of the old key may have been asked for at its service since it was confirmed. */
export function wasEndSent({ timeline }: Rotation): boolean {
  const notes = timeline.map(({ note }) => note);
  const confirmedAt = Math.max(notes.lastIndexOf('retire-asked'), notes.lastIndexOf('leaked'));
  return notes.lastIndexOf('retire-failed') > confirmedAt;
}

/** The retirement is confirmed and waits for a sign-in, say: it was not asked for at the service. */
export function isEndUnsent(rotation: Rotation): boolean {
  const { step, way } = rotation;
  return step.at === 'retiring' && way === 'api' && isWaitingForUser(rotation);
}

/** An effect that is under way, or may be, has no wait or one that ends by itself. */
export function isWaitingForUser({ wait }: Rotation): boolean {
  return wait !== null && wait.retryAt === null;
}
