import type { BrowserWindow } from 'electron';
import type { AppWindow } from '../core/ports.ts';
import { bringToFront } from './window.ts';

interface World {
  windowOf: () => BrowserWindow | null;
  /** Where an app lives on without its window, that is opened anew. */
  open: () => void;
}

export function createAppWindow({ windowOf, open }: World): AppWindow {
  return {
    protect(isProtected) {
      windowOf()?.setContentProtection(isProtected);
    },
    bringForward() {
      const window = windowOf();
      if (window) bringToFront(window);
      else open();
    },
  };
}
