import type { LockReason, LockSettings } from '../../shared/lock.ts';

/** Whether the window is locked. It outlives no run. */
export type Lock =
  /** The window shows what it shows, and its page may ask for things. */
  | { status: 'open' }
  /** The page is gone, and nothing is answered but what unlocks. */
  | { status: 'locked'; because: LockReason };

export type LockEvent =
  | { kind: 'asked' }
  /** For so long nobody has touched the computer. */
  | { kind: 'idle'; seconds: number }
  | { kind: 'screen-locked' }
  | { kind: 'sleep' }
  /** Somebody was let in. */
  | { kind: 'unlocked' };

/** The next lock. One that is locked keeps its first reason, and only an unlocking opens it. */
export function stepLock(lock: Lock, event: LockEvent, settings: LockSettings): Lock {
  if (event.kind === 'unlocked') return { status: 'open' };
  if (lock.status === 'locked') return lock;
  const because = reasonIn(event, settings);
  return because === null ? lock : { status: 'locked', because };
}

function reasonIn(
  event: Exclude<LockEvent, { kind: 'unlocked' }>,
  { afterIdleMinutes, isOnScreenLock, isOnSleep }: LockSettings,
): LockReason | null {
  switch (event.kind) {
    case 'asked':
      return 'asked';
    case 'idle':
      return afterIdleMinutes !== null && event.seconds >= afterIdleMinutes * 60 ? 'idle' : null;
    case 'screen-locked':
      return isOnScreenLock ? 'screen' : null;
    case 'sleep':
      return isOnSleep ? 'sleep' : null;
    default:
      return event satisfies never;
  }
}
