import type { BrowserWindow } from 'electron';
import type { AppWindow, Log } from '../core/ports.ts';
import { bringToFront, showPage } from './window.ts';

interface World {
  windowOf: () => BrowserWindow | null;
  /** Where an app lives on without its window, that is opened anew. */
  open: () => void;
  log: Log;
}

export function createAppWindow({ windowOf, open, log }: World): AppWindow {
  function bringForward(): void {
    const window = windowOf();
    if (!window) open();
    // Without its page it is about to close. Were it given the focus now, Electron would crash.
    else if (window.webContents.isDestroyed()) setImmediate(bringForward);
    else bringToFront(window);
  }

  return {
    protect(isProtected) {
      windowOf()?.setContentProtection(isProtected);
    },
    bringForward,
    showPage(page) {
      const window = windowOf();
      // One that is opened later shows the right one from the beginning.
      if (window && !window.webContents.isDestroyed()) showPage(window, page, log);
    },
  };
}
