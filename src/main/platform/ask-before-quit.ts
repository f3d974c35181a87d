import { app, type BrowserWindow } from 'electron';
import type { MayQuit } from '../core/quitting.ts';
import type { Log } from '../core/ports.ts';

/**
 * Holds the app back until it may end, however it was told to: by its menu, by its window or by the
 * system. Gives back what holds back a window with which the app would end, unless it goes on without one.
 */
export function askBeforeQuit(
  mayQuit: MayQuit,
  goesOn: () => boolean,
  log: Log,
): (window: BrowserWindow) => void {
  let isAllowed = false;

  function holdBack(event: { preventDefault(): void }): void {
    if (isAllowed || !mayQuit.isToBeAsked()) return;
    event.preventDefault();
    ask().catch(log.bug);
  }

  async function ask(): Promise<void> {
    if (!(await mayQuit.ask())) return;
    isAllowed = true;
    app.quit();
  }

  app.on('before-quit', holdBack);
  return function guard(window) {
    window.on('close', (event) => {
      if (!goesOn()) holdBack(event);
    });
  };
}
