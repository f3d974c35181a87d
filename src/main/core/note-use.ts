import type { KeyEventKind, KeyId } from '../../shared/key.ts';
import { FailureError } from './failure-error.ts';
import type { KeyBook } from './key-book.ts';
import type { Clock, Log } from './ports.ts';

/**
 * Adds to a key's history, and changes nothing else of it. A key that is gone has none. A disk that takes
 * nothing keeps nobody from using a key.
 */
export type NoteUse = (id: KeyId, kind: KeyEventKind, detail: string) => void;

export function createNoteUse(keyBook: KeyBook, clock: Clock, log: Log): NoteUse {
  return function noteUse(id, kind, detail) {
    const key = keyBook.get(id);
    if (!key) return;
    try {
      keyBook.save([{ key, events: [{ at: clock.now().toISOString(), kind, detail }] }]);
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      log.warn(`That a key was ${kind} could not be noted: ${error.failure.code}.`);
    }
  };
}
