import { app } from 'electron';

/**
 * A program of the same user could have the packed app opened to it by a debugger, and with it what the
 * system's keychain gives to this app alone. The fuses shut Node's; Chromium's has none, so its switches
 * are taken away. Must run before the app is ready.
 */
export function shutDebugging(): void {
  if (!app.isPackaged) return;
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) {
    app.commandLine.removeSwitch(name);
  }
  // It would open Node's. With the fuse nobody hears it, and then it would end us without a question.
  process.on('SIGUSR1', () => undefined);
}
