import type { KeyId } from '../shared/key.ts';

/** Where a part of the window may send the user without knowing who draws that place. */
export type Goal =
  | { kind: 'settings' }
  /** The details of a key, in sight and chosen in the list. */
  | { kind: 'key'; keyId: KeyId }
  /** The field that searches the list. */
  | { kind: 'search' };

const listeners = new Set<(goal: Goal) => void>();

export function goTo(goal: Goal): void {
  for (const listen of listeners) listen(goal);
}

/** Hears where the user is sent, until the returned function is called. */
export function onGoTo(listen: (goal: Goal) => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}
