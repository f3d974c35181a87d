import { useEffect, useRef } from 'react';
import type { State } from '../shared/state.ts';
import { openKey, openRotation, showPlace } from './place.ts';
import { rotationsByKey } from './rotation/rotations-by-key.ts';
import { isDialogOpen } from './shortcuts.ts';
import { dropWish, wishFor } from './wish.ts';

/** A notification or the icon on the desktop was clicked, perhaps before there was a window. */
export function useKeysAskedFor({ keysAsked, rotations }: State): void {
  const { count, keyIds, isToRotate } = keysAsked;
  const seen = useRef(0);
  useEffect(() => {
    if (count === seen.current) return;
    seen.current = count;
    const [first] = keyIds;
    // A dialog that is open may hold what somebody has typed.
    if (count === 0 || first === undefined || isDialogOpen()) return;
    const part = rotationsByKey(rotations).get(first);
    if (keyIds.length > 1) showPlace({ kind: 'keys', shelf: 'due' });
    else if (part) openRotation(part.rotation.id);
    else openKey(first);
    if (isToRotate && !part) wishFor({ kind: 'rotate', keyIds, reason: 'planned' });
    else dropWish();
  }, [count, keyIds, isToRotate, rotations]);
}
