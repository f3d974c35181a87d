import { mostPlaces, type KeyEvent } from '../../shared/key.ts';
import type { Rotation } from '../../shared/rotation.ts';
import { isPromoted } from '../../shared/rotation-progress.ts';
import type { KeptKey, KeyChange } from './kept.ts';
import type { KeyBook } from './key-book.ts';
import { carriedOver } from './key-places.ts';

/**
 * What a step changes of the two keys, to be written down together with it: which of them is the one to
 * use, which places are open, and what their histories tell.
 */
export function keyChangesOf(
  before: Rotation | null,
  after: Rotation,
  keyBook: Pick<KeyBook, 'get'>,
): KeyChange[] {
  const notes = after.timeline.slice(before?.timeline.length ?? 0);
  const events = notes.map(({ at, note }): KeyEvent => ({ at, kind: 'rotation', detail: note }));
  const old = keyBook.get(after.old.keyId);
  const successorId = after.successor?.keyId ?? before?.successor?.keyId ?? null;
  const successor = successorId === null ? null : keyBook.get(successorId);
  const changed = [
    old && { before: old, after: oldAfter(old, after) },
    successor && { before: successor, after: successorAfter(successor, old, before, after) },
  ].filter((change) => change !== null);
  return changed
    .filter((change) => events.length > 0 || change.before !== change.after)
    .map((change) => ({ key: change.after, events }));
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
