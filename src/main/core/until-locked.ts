import type { Locking } from './locking.ts';

/**
 * A dialog of the system stays over a window that is locked meanwhile, since nothing takes it back. Whatever
 * is chosen in it then is as if nothing were: who asked for it is gone, and somebody else may be answering.
 */
export function untilLocked<Asked extends unknown[], Chosen>(
  choose: (...asked: Asked) => Promise<Chosen | null>,
  locking: () => Pick<Locking, 'lockCount'>,
): (...asked: Asked) => Promise<Chosen | null> {
  return async (...asked) => {
    const before = locking().lockCount();
    const chosen = await choose(...asked);
    return locking().lockCount() === before ? chosen : null;
  };
}
