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
  locking: Pick<Locking, 'isLocked' | 'hidesNames' | 'subscribe'>,
): MayQuit {
  let asked: Promise<boolean> | null = null;
  let takeBack: (() => void) | null = null;
  const isNaming = (): boolean => !(locking.isLocked() && locking.hidesNames());
  locking.subscribe(() => {
    if (!isNaming()) takeBack?.();
  });

  /** One that names keys is taken back by a lock, and put once more without names. */
  async function askUntilAnswered(): Promise<boolean> {
    const atRisk = newKeys.atRisk();
    if (atRisk.length === 0) return true;
    const wasNaming = isNaming();
    let isTakenBack = false;
    const takenBack = new Promise<void>((resolve) => {
      takeBack = () => {
        isTakenBack = wasNaming;
        if (wasNaming) resolve();
      };
    });
    const mayLose = await questions.mayLose(atRisk, wasNaming, takenBack);
    return isTakenBack ? askUntilAnswered() : mayLose;
  }

  return {
    isToBeAsked: () => newKeys.atRisk().length > 0,
    ask() {
      asked ??= askUntilAnswered().finally(() => {
        asked = null;
      });
      return asked;
    },
  };
}
