import { app, globalShortcut, powerMonitor } from 'electron';
import type { Log } from '../core/ports.ts';

/** Nobody waits longer for an app to end; a system that shuts down would not. */
const mostMs = 1000;

/**
 * Does something when the user lets the computer sleep or ends the app, which waits for it a moment. For
 * the lock of the screen see screen-lock.ts.
 */
export function whenLeaving(work: () => Promise<void>, log: Log): void {
  let isDone = false;
  const leaveAndQuit = async (): Promise<void> => {
    await within(mostMs, work());
    isDone = true;
    // Not while Electron still hears whether it may quit: it would take the answer to that for one to this.
    setImmediate(() => app.quit());
  };
  app.on('before-quit', (event) => {
    // Something else holds it back, such as a question that is still open.
    if (isDone || event.defaultPrevented) return;
    event.preventDefault();
    leaveAndQuit().catch((error: unknown) => {
      log.bug(error);
      app.exit(1);
    });
  });
  app.on('will-quit', () => globalShortcut.unregisterAll());
  powerMonitor.on('suspend', () => void work().catch(log.bug));
}

function within(ms: number, work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => void setTimeout(resolve, ms))]);
}
