import type { Rotation } from '../../shared/rotation.ts';
import { isNewAlive } from './rotation-words.ts';

/** What is left of a rotation that has ended before a new key was in use. */
export function abandonedWords(rotation: Rotation): string {
  const { timeline, oldEndedAt, successor, step, reason } = rotation;
  if (step.at === 'abandoned' && oldEndedAt !== null) {
    return 'There is no new key, and the old one works no more. Add a key when you need one.';
  }
  if (reason === 'leaked') {
    return 'The old key may still work, and whoever has it may still use it. Read the list of the account to see.';
  }
  // Another one may have been made after one that was deleted.
  if (timeline.some(({ note }) => note === 'new-retired') && !isNewAlive(rotation)) {
    return 'The new key was deleted at the service. The old key is the one to use, as before.';
  }
  if (successor === null && timeline.some(({ note }) => note === 'made-unreceived')) {
    return 'The old key is the one to use, as before. The new one stays at the service, where nobody can use it: retire it when you like.';
  }
  return successor === null
    ? 'The old key is the one to use, as before.'
    : 'Both keys work on: the old one in use, the new one held here.';
}
