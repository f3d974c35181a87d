import type { CallName } from '../../shared/contract.ts';
import type { Handlers } from './answer.ts';
import type { KeyParts } from './key-parts.ts';
import type { RotationParts } from './rotation-parts.ts';

type RotationCall = Extract<
  CallName,
  | 'startRotations'
  | 'decideRotation'
  | 'dismissRotations'
  | 'readRotations'
  | 'changePlaces'
  | 'tickPlace'
  | 'planKeys'
  | 'snoozeKeys'
>;

/** What each Call about the replacement of keys does. */
export function createRotationHandlers(
  { inventory, keyPlaces, keyPlans }: KeyParts,
  { rotations, decideRotation }: RotationParts,
): Pick<Handlers, RotationCall> {
  return {
    startRotations: (wish) => ({ rotationIds: rotations.start(wish) }),
    async decideRotation(wish) {
      await decideRotation(wish);
      return null;
    },
    dismissRotations({ rotationIds }) {
      rotations.dismiss(rotationIds);
      return null;
    },
    readRotations: ({ keyId }) => ({ rotations: rotations.of(keyId) }),
    changePlaces(wish) {
      keyPlaces.change(wish);
      return null;
    },
    tickPlace(wish) {
      keyPlaces.tick(wish);
      return null;
    },
    planKeys(wish) {
      for (const { keyId } of wish.plans) inventory.find(keyId);
      keyPlans.plan(wish);
      return null;
    },
    snoozeKeys(wish) {
      for (const keyId of wish.keyIds) inventory.find(keyId);
      keyPlans.snooze(wish);
      return null;
    },
  };
}
