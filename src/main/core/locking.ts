import type { LockView } from '../../shared/lock.ts';
import { FailureError } from './failure-error.ts';
import { nothingAsked } from './first-state.ts';
import { stepLock, type Lock, type LockEvent } from './lock.ts';
import type { AppWindow, Idle, Log, UserCheck } from './ports.ts';
import type { SessionEnd } from './session-end.ts';
import type { StateStore } from './state-store.ts';

/**
 * Keeps a passer-by from reading the window: its page is gone and no Call is answered. Main goes on with all
 * that is under way. Against somebody who can use this computer as its user it protects nothing, since the
 * keychain is open to them.
 */
export interface Locking {
  isLocked(): boolean;
  /** How often it was in this run. */
  lockCount(): number;
  /** Whether what is said outside the window names no key just now. */
  hidesNames(): boolean;
  /** Something has happened that may be a reason to lock. */
  hear(event: Exclude<LockEvent, { kind: 'unlocked' }>): void;
  /** Once a minute: the only time that the system is asked how long nobody was there. */
  tick(): Promise<void>;
  /** What the page of the lock may know; null while there is no lock. */
  view(): LockView | null;
  /** Lets its user in. Throws `unlock-refused` where the system did not find that they are there. */
  unlock(): Promise<void>;
  /** Hears of each lock and each unlocking. */
  subscribe(listener: () => void): void;
}

interface World {
  store: StateStore;
  appWindow: AppWindow;
  idle: Idle;
  userCheck: UserCheck;
  sessionEnd: SessionEnd;
  /** No key stays in the clipboard or before anybody's eyes. */
  leave: () => Promise<void>;
  log: Log;
}

export function createLocking(world: World): Locking {
  const { store, appWindow, idle, userCheck, sessionEnd, leave, log } = world;
  const listeners: (() => void)[] = [];
  let lock: Lock = { status: 'open' };
  let lockCount = 0;
  let asking: Promise<boolean> | null = null;

  const isLocked = (): boolean => lock.status === 'locked';

  function hear(event: LockEvent): void {
    const before = lock;
    // First of all, so that nothing is answered any more when the rest begins.
    lock = stepLock(before, event, store.read().settings.lock);
    if (before.status === lock.status) return;
    // Before all that is told of it: whoever fails there leaves no page that can be read.
    appWindow.showPage(isLocked() ? 'lock' : 'own');
    if (isLocked()) close();
    for (const listener of listeners) listener();
  }

  function close(): void {
    lockCount += 1;
    // What is asked for from now on is for the page that comes after the lock, and nothing else is.
    store.change(nothingAsked);
    leave().catch(log.bug);
    endSessions().catch(log.bug);
  }

  async function endSessions(): Promise<void> {
    if (isLocked() && store.read().settings.lock.endsSessions) await sessionEnd.endIdle();
  }

  /** One question of the system at a time, however often the button is pressed. */
  function isUserThere(): Promise<boolean> {
    if (userCheck.means() === null) return Promise.resolve(true);
    asking ??= userCheck.ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  return {
    isLocked,
    lockCount: () => lockCount,
    hidesNames() {
      const { settings } = store.read();
      return settings.reminders.hidesNames || (isLocked() && settings.lock.hidesNames);
    },
    hear,
    async tick() {
      const isAsked = store.read().settings.lock.afterIdleMinutes !== null;
      if (isAsked && !isLocked()) hear({ kind: 'idle', seconds: idle.seconds() });
      // What was under way when it was locked may be done by now.
      await endSessions();
    },
    view() {
      if (lock.status === 'open') return null;
      const { unsaved } = store.read();
      return { because: lock.because, means: userCheck.means(), unsavedCount: unsaved.length };
    },
    async unlock() {
      if (!isLocked()) return;
      if (!(await isUserThere())) throw new FailureError({ code: 'unlock-refused' });
      hear({ kind: 'unlocked' });
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
