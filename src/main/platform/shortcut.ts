import { globalShortcut } from 'electron';
import type { Shortcut } from '../core/ports.ts';

let registered: string | null = null;

/** Wayland lets no program do this by itself: there it may be refused, or taken and never heard of. */
export const systemShortcut: Shortcut = {
  register(accelerator, work) {
    systemShortcut.release();
    try {
      if (!globalShortcut.register(accelerator, work)) return false;
    } catch {
      // A combination that this system does not know.
      return false;
    }
    registered = accelerator;
    return true;
  },
  release() {
    if (registered !== null) globalShortcut.unregister(registered);
    registered = null;
  },
};
