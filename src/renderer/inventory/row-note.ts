import type { Rotation } from '../../shared/rotation.ts';
import { isPromoted } from '../../shared/rotation-progress.ts';
import { dateWords } from '../rotation/day-words.ts';
import { stepWords } from '../rotation/rotation-words.ts';
import { needsUser } from '../rotation/waiting.ts';
import type { Entry } from './entry.ts';
import { isLive } from './key-state.ts';

/** `needing`: it does not go on without its owner, as the view of all rotations says it. */
export type NoteTone = 'turning' | 'needing' | 'quiet';

/** What a row says under its label: where its rotation stands, or the day that its owner has chosen. */
export function rowNoteOf(
  { row, rotation }: Pick<Entry, 'row' | 'rotation'>,
  now: Date,
): { tone: NoteTone; words: string } | null {
  if (rotation !== null) {
    if (rotation.part === 'new') {
      return { tone: 'turning', words: successorWords(rotation.rotation) };
    }
    const tone = needsUser(rotation.rotation, now) ? 'needing' : 'turning';
    return { tone, words: stepWords(rotation.rotation, now) };
  }
  if (row.rotateBy === null || row.replacedBy !== null || !isLive(row.standing)) return null;
  return { tone: 'quiet', words: `Rotate by ${dateWords(row.rotateBy, now)}` };
}

function successorWords(rotation: Rotation): string {
  const { old, step } = rotation;
  if (step.at === 'gone-back') return `Not used: •••••${old.lastFive} is in use again`;
  if (step.at === 'abandoning') return `Being retired, •••••${old.lastFive} stays`;
  return `${isPromoted(rotation) ? 'Replaces' : 'Is to replace'} •••••${old.lastFive}`;
}
