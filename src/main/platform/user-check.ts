import { systemPreferences } from 'electron';
import type { UserCheck } from '../core/ports.ts';

/**
 * On a Mac with Touch ID, which itself takes the password of the user instead. Windows and Linux offer no
 * such question to Electron. A Mac whose lid is shut has no Touch ID: there a click is all there is, too.
 */
export const systemUserCheck: UserCheck = {
  means: () =>
    process.platform === 'darwin' && systemPreferences.canPromptTouchID() ? 'touch-id' : null,
  async ask() {
    try {
      await systemPreferences.promptTouchID('unlock Keyturn');
      return true;
    } catch {
      // Given up, not recognised, or not to be had: which of them, its words alone would say.
      return false;
    }
  },
};
