import { mostPlaces, type KeyEvent } from '../../shared/key.ts';
import type { Rotation, RotationNote } from '../../shared/rotation.ts';
import { isPromoted } from '../../shared/rotation-progress.ts';
import type { KeptKey, KeyChange } from './kept.ts';
import type { KeyBook } from './key-book.ts';
import { carriedOver } from './key-places.ts';
import { retiredUnheld } from './retired-unheld.ts';
import { rowOfRotated } from './row-of-rotated.ts';

/**
 * What a step changes of the two keys, to be written down together with it: which of them is the one to
 * use, which places are open, and what their histories tell.
 */
export function keyChangesOf(
  before: Rotation | null,
  after: Rotation,
  keyBook: Pick<KeyBook, 'get' | 'of'>,
): KeyChange[] {
  const notes = after.timeline.slice(before?.timeline.length ?? 0);
  const events = eventsOf(notes);
  const old = keyBook.get(after.old.keyId);
  const successorId = after.successor?.keyId ?? before?.successor?.keyId ?? null;
  const successor = successorId === null ? null : keyBook.get(successorId);
  const changed = [
    old && { before: old, after: oldAfter(old, after) },
    successor && { before: successor, after: successorAfter(successor, old, before, after) },
  ].filter((change) => change !== null);
  const changes = changed
    .filter((change) => events.length > 0 || change.before !== change.after)
    .map((change): KeyChange => ({ key: change.after, events }));
  const end = endOfUnheld(before, after, keyBook);
  return end === null ? changes : [...changes, end];
}

const ends: readonly RotationNote[] = ['old-retired', 'old-retired-by-hand', 'old-gone'];

/**
 * Nothing is kept of an old key that was only listed. If we end it, its end is noted with that; here, if it was
 * gone when we came.
 */
function endOfUnheld(
  before: Rotation | null,
  after: Rotation,
  keyBook: Pick<KeyBook, 'of'>,
): KeyChange | null {
  const { accountId, old, oldEndedAt, timeline } = after;
  const isEndedNow = oldEndedAt !== null && (before?.oldEndedAt ?? null) === null;
  if (!isEndedNow || !timeline.some(({ note }) => ends.includes(note))) return null;
  // It may have been pasted meanwhile, under an id of its own.
  if (rowOfRotated(keyBook.of(accountId), old) !== null) return null;
  const { keyId, ...known } = old;
  const key = retiredUnheld({ ...known, id: keyId, accountId }, oldEndedAt);
  return { key: oldAfter(key, after), events: eventsOf(timeline) };
}

export function eventsOf(notes: Rotation['timeline']): KeyEvent[] {
  return notes.map(({ at, note }) => ({ at, kind: 'rotation', detail: note }));
}

function oldAfter(old: KeptKey, rotation: Rotation): KeptKey {
  const replacedBy = isPromoted(rotation) ? (rotation.successor?.keyId ?? null) : null;
  return old.replacedBy === replacedBy ? old : { ...old, replacedBy };
}

function successorAfter(
  successor: KeptKey,
  old: KeptKey | null,
  before: Rotation | null,
  after: Rotation,
): KeptKey {
  const isPromotedNow = isPromoted(after) && (before === null || !isPromoted(before));
  if (!isPromotedNow || !old) return successor;
  const known = new Set(successor.places.map(({ id }) => id));
  // Taken up again after going back, it has them already, with what was ticked.
  const open = carriedOver(old.places.filter(({ id }) => !known.has(id)));
  if (open.length === 0) return successor;
  return { ...successor, places: [...successor.places, ...open].slice(0, mostPlaces) };
}
