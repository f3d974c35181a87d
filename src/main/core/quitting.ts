import type { Locking } from './locking.ts';
import type { NewKeys } from './new-keys.ts';
import type { Questions } from './ports.ts';

/**
 * A new key that only our memory holds is lost when the app ends, and works on at its service: nobody
 * ends the app with one without being asked.
 */
export interface MayQuit {
  isToBeAsked(): boolean;
  /** True if the user would rather lose it. Two questions at a time are one. */
  ask(): Promise<boolean>;
}

export function createMayQuit(
  newKeys: NewKeys,
  questions: Questions,
  locking: Pick<Locking, 'isLocked' | 'hidesNames'>,
): MayQuit {
  let asked: Promise<boolean> | null = null;
  return {
    isToBeAsked: () => newKeys.atRisk().length > 0,
    ask() {
      const isNaming = !(locking.isLocked() && locking.hidesNames());
      asked ??= questions.mayLose(newKeys.atRisk(), isNaming).finally(() => {
        asked = null;
      });
      return asked;
    },
  };
}
