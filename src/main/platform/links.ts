import { app } from 'electron';
import { isLinkLike } from '../core/link.ts';

/** Where an installer does not say who opens our links, and no description of the app does. */
export function claimLinks(): void {
  // On Linux the desktop entry says who opens them, on macOS the app's own description.
  if (process.platform === 'win32' && app.isPackaged) {
    // Behind the dashes nothing is taken for a switch.
    app.setAsDefaultProtocolClient('keyturn', process.execPath, ['--']);
  }
}

/** The link in the words that the app was started with, if there is one. */
export function linkIn(words: readonly string[]): string | null {
  return words.find(isLinkLike) ?? null;
}
