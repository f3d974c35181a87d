import type { AccountParts } from './account-parts.ts';
import { createDecideRotation, type DecideRotation } from './decide-rotation.ts';
import type { KeyParts } from './key-parts.ts';
import type { KeychainCheck } from './keychain-check.ts';
import type { Clock, Log, Random } from './ports.ts';
import { createRotationEffects } from './rotation-effects.ts';
import { createRotations, type Rotations } from './rotations.ts';
import type { StateStore } from './state-store.ts';
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
  const rotations = createRotations({ ...parts, effects: createRotationEffects(parts) });
  return { rotations, decideRotation: createDecideRotation({ ...parts, rotations }) };
}
