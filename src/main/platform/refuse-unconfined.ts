import { app, dialog } from 'electron';

/** Each takes the sandbox away, or the part of it that filters system calls. */
const unconfining = ['no-sandbox', 'disable-seccomp-filter-sandbox'];

/**
 * Packed, it runs with its page confined or not at all. Somebody else may have added the switch: an AppImage
 * does so where the system lets no ordinary program confine itself, so the user is told what helps.
 */
export function refusesUnconfined(): boolean {
  const isUnconfined = unconfining.some((name) => app.commandLine.hasSwitch(name));
  if (!app.isPackaged || !isUnconfined) return false;
  app.once('ready', () => {
    dialog.showErrorBox(
      'Keyturn does not run unconfined',
      'It was started with Chromium’s sandbox switched off, all of it or a part. Where the system lets no ordinary program make a sandbox, install the Debian package, whose helper may, and do not start Keyturn as root.',
    );
    app.exit(1);
  });
  return true;
}
