import { isPromoted, type Rotation } from '../../shared/rotation.ts';
import { dateWords } from '../rotation/day-words.ts';
import { stepWords } from '../rotation/rotation-words.ts';
import type { Entry } from './entry.ts';
import { isLive } from './key-state.ts';

export type NoteTone = 'turning' | 'quiet';

/** What a row says under its label: where its rotation stands, or the day that its owner has chosen. */
export function rowNoteOf(
  { row, rotation }: Pick<Entry, 'row' | 'rotation'>,
  now: Date,
): { tone: NoteTone; words: string } | null {
  if (rotation !== null) {
    const words =
      rotation.part === 'new'
        ? successorWords(rotation.rotation)
        : stepWords(rotation.rotation, now);
    return { tone: 'turning', words };
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
