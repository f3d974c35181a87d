import { app, globalShortcut, powerMonitor } from 'electron';
import type { Log } from '../core/ports.ts';

/** Nobody waits longer for an app to end; a system that shuts down would not. */
const mostMs = 1000;

/**
 * Does something when the user goes away: locks the screen, lets the computer sleep, ends the app, which
 * waits for it a moment. Electron does not hear of the screen lock on Linux.
 */
export function whenLeaving(work: () => Promise<void>, log: Log): void {
  let isDone = false;
  const leaveAndQuit = async (): Promise<void> => {
    await within(mostMs, work());
    isDone = true;
    app.quit();
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
  const leave = (): void => void work().catch(log.bug);
  powerMonitor.on('suspend', leave);
  powerMonitor.on('lock-screen', leave);
}

function within(ms: number, work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => void setTimeout(resolve, ms))]);
}
