import { app } from 'electron';

/**
 * Chromium wants a key of its own in the user's keychain, to seal cookies with that nobody here has: its
 * sessions are all in memory. It would ask for a locked keychain at each start, and leave items behind that
 * nobody knows. What is to be in the keychain is for us to say. Must run before the app is ready.
 */
export function leaveKeychainToUs(): void {
  if (process.platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic');
}
