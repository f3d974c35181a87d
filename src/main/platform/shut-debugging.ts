import { app } from 'electron';

/**
 * Each opens a debugger, or has Chromium start another program in the place of ours. Linux has one more, for
 * its zygote, that is read before us; but there the keychain is open to every program of the user anyway.
 */
const opening = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'browser-subprocess-path',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'plugin-launcher',
  'ppapi-plugin-launcher',
];

/**
 * A program of the same user could have the packed app opened to it by a debugger, or be run by it, and with
 * it have what the system's keychain gives to this app alone. The fuses shut Node's debugger; Chromium's
 * switches have none, so they are taken away. Must run before the app is ready.
 */
export function shutDebugging(): void {
  if (!app.isPackaged) return;
  for (const name of opening) app.commandLine.removeSwitch(name);
  // It would open Node's. With the fuse nobody hears it, and then it would end us without a question.
  process.on('SIGUSR1', () => undefined);
}
