import { countdownWords } from '../../shared/countdown-words.ts';
import { dayWords } from '../rotation/day-words.ts';
import type { Entry } from './entry.ts';
import { liveUrgencyOf, stateOf } from './key-state.ts';
import { lifePercentOf } from './life-bar.tsx';
import { rowNoteOf } from './row-note.ts';

/** What time makes of a key. */
export function lookOf(entry: Entry, now: Date) {
  const nowMs = now.getTime();
  const note = rowNoteOf(entry, now);
  return {
    state: stateOf(entry, nowMs),
    urgency: liveUrgencyOf(entry, nowMs),
    countdown: countdownOf(entry, now),
    lifePercent: lifePercentOf(entry, nowMs),
    note: note?.words ?? null,
    noteTone: note?.tone ?? 'quiet',
  };
}

/** What was ended before its day does not expire any more. */
function countdownOf(
  { row: { expiresAt, standing, retiredAt }, skewMs }: Entry,
  now: Date,
): string {
  if (standing === 'retired' && retiredAt !== null) {
    return `retired ${dayWords(new Date(retiredAt), now)}`;
  }
  if (standing === 'gone') return 'gone';
  if (expiresAt === null) return 'No expiry';
  return countdownWords(expiresAt, skewMs === 0 ? now : new Date(now.getTime() + skewMs));
}
