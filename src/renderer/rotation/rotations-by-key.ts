import type { KeyId } from '../../shared/key.ts';
import type { Rotation } from '../../shared/rotation.ts';
import { isOpen } from '../../shared/rotation-progress.ts';

/** The open rotation that a key is part of, and as which of the two. */
export interface RotationOfKey {
  part: 'old' | 'new';
  rotation: Rotation;
}

/** Made once for each change, so that no row has to search. */
export function rotationsByKey(rotations: readonly Rotation[]): ReadonlyMap<KeyId, RotationOfKey> {
  const found = new Map<KeyId, RotationOfKey>();
  for (const rotation of rotations) {
    if (!isOpen(rotation)) continue;
    found.set(rotation.old.keyId, { part: 'old', rotation });
    if (rotation.successor) found.set(rotation.successor.keyId, { part: 'new', rotation });
  }
  return found;
}
