import { useEffect, useRef } from 'react';
import type { State } from '../shared/state.ts';
import { say } from './notice.ts';
import { closeKey, openKey, openRotation, showPlace } from './place.ts';
import { rotationsByKey } from './rotation/rotations-by-key.ts';
import { isDialogOpen } from './shortcuts.ts';
import { dropWish, useWish, wishFor } from './wish.ts';

/** A notification or the icon on the desktop was clicked, perhaps before there was a window. */
export function useKeysAskedFor(state: State): void {
  const seen = useRef(0);
  // Drawn again when a wish ends, and with each change of State.
  useWish();
  useEffect(() => {
    const { count, keyIds, isToRotate } = state.keysAsked;
    // A dialog that is open may hold what somebody has typed: it is looked at again when that is over.
    if (count === seen.current || isDialogOpen()) return;
    seen.current = count;
    if (count === 0) return;
    const [first] = keyIds;
    if (first === undefined) {
      // Else the one that is open would seem to be meant.
      closeKey();
      say('The key that was asked for is not here.');
      return;
    }
    const part = rotationsByKey(state.rotations).get(first);
    if (keyIds.length > 1) showPlace({ kind: 'keys', shelf: 'due' });
    else if (part) openRotation(part.rotation.id);
    else openKey(first);
    if (isToRotate && !part) wishFor({ kind: 'rotate', keyIds, reason: 'planned' });
    else dropWish();
  });
}
