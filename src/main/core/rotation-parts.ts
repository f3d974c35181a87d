import type { AccountParts } from './account-parts.ts';
import { createDecideRotation, type DecideRotation } from './decide-rotation.ts';
import type { KeyParts } from './key-parts.ts';
import type { KeychainCheck } from './keychain-check.ts';
import type { Clock, Log, Random } from './ports.ts';
import { createOldKeyEnd } from './old-key-end.ts';
import { createRotationEffects } from './rotation-effects.ts';
import { createRotations, type Rotations } from './rotations.ts';
import type { StateStore } from './state-store.ts';
import { createUnlisted } from './unlisted.ts';
import type { UseParts } from './use-parts.ts';

export interface RotationParts {
  rotations: Rotations;
  decideRotation: DecideRotation;
}

interface World {
  store: StateStore;
  accountParts: AccountParts;
  keyParts: KeyParts;
  useParts: UseParts;
  keychainCheck: KeychainCheck;
  clock: Clock;
  random: Random;
  log: Log;
}

/** All that replaces keys by others, joined. */
export function createRotationParts(world: World): RotationParts {
  const { accountParts, keyParts, useParts, ...rest } = world;
  const parts = { ...rest, ...accountParts, ...keyParts, ...useParts };
  const unlisted = createUnlisted(parts.book);
  const oldKeyEnd = createOldKeyEnd({ ...parts, unlisted });
  const effects = createRotationEffects({ ...parts, oldKeyEnd });
  const rotations = createRotations({ ...parts, oldKeyEnd, effects });
  return { rotations, decideRotation: createDecideRotation({ ...parts, rotations }) };
}
