import { app } from 'electron';
import { isLinkLike } from '../core/link.ts';

/**
 * Hears of links that other programs open: macOS tells a running app, elsewhere a second start brings
 * them. Calls back with each, and with null for a second start without one.
 */
export function onLink(listener: (link: string | null, words: readonly string[]) => void): void {
  // On Linux the desktop entry says who opens them, on macOS the app's own description.
  if (process.platform === 'win32' && app.isPackaged) {
    // Behind the dashes nothing is taken for a switch.
    app.setAsDefaultProtocolClient('keyturn', process.execPath, ['--']);
  }
  app.on('open-url', (event, link) => {
    event.preventDefault();
    listener(link, []);
  });
  app.on('second-instance', (_event, words) => listener(linkIn(words), words));
}

/** The link that a start was asked to open. */
export function linkOfStart(): string | null {
  return linkIn(process.argv);
}

function linkIn(words: readonly string[]): string | null {
  return words.find(isLinkLike) ?? null;
}
