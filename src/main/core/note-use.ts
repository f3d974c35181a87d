import type { KeyEventKind, KeyId } from '../../shared/key.ts';
import type { KeyBook } from './key-book.ts';
import type { Clock } from './ports.ts';

/** Adds to a key's history, and changes nothing else of it. A key that is gone has none. */
export type NoteUse = (id: KeyId, kind: KeyEventKind, detail: string) => void;

export function createNoteUse(keyBook: KeyBook, clock: Clock): NoteUse {
  return function noteUse(id, kind, detail) {
    const key = keyBook.get(id);
    if (key) keyBook.save([{ key, events: [{ at: clock.now().toISOString(), kind, detail }] }]);
  };
}
