import type { ReactNode } from 'react';
import type { KeychainAbsence, KeychainState } from '../../shared/keychain.ts';
import type { State } from '../../shared/state.ts';

type Platform = State['app']['platform'];

interface Words {
  title: string;
  /** What is so, and what it means. */
  text: string;
  /** What to do about it. */
  advice: ReactNode;
}

/** How each standing of the keychain is said. */
export function wordsOf(
  keychain: Exclude<KeychainState, { status: 'unknown' }>,
  platform: Platform,
): Words {
  switch (keychain.status) {
    case 'ok':
      return {
        title: keychain.backend,
        text: 'Keyturn wrote a test item, read it back and deleted it. Your keys can be kept here, encrypted by your computer.',
        advice: null,
      };
    case 'locked':
      return {
        title: keychain.backend,
        text: 'It is there, but locked. Nothing can be saved or read until you open it.',
        advice: 'Unlock it here: your computer will ask for its password.',
      };
    case 'missing':
      return {
        title: 'No keychain to use',
        text: `${absences[keychain.reason]} Until there is one, Keyturn takes in no key: it never falls back to a plain file.`,
        advice: platform === 'linux' ? linuxAdvice[keychain.reason] : generalAdvice,
      };
    default:
      return keychain satisfies never;
  }
}

export const absences: Record<KeychainAbsence, string> = {
  'no-session-bus': 'Keyturn was started outside a desktop session, so no keychain can be reached.',
  'no-service': 'No program on this computer offers one.',
  'no-default-keyring': 'A keychain program runs, but it has no default keyring to put keys into.',
  'no-answer': 'The keychain was asked and did not answer.',
  refused: 'The keychain would not keep a test item, give it back or delete it.',
};

const linuxAdvice: Record<KeychainAbsence, ReactNode> = {
  'no-session-bus': (
    <>
      Start Keyturn from the menu of your desktop, or from a terminal inside it. Over a remote
      connection, start it with <code>dbus-run-session</code>.
    </>
  ),
  'no-service': (
    <>
      Install GNOME Keyring (<code>sudo apt install gnome-keyring</code>), or switch on Secret
      Service in KeePassXC or KWallet. Then check again.
    </>
  ),
  'no-default-keyring':
    'Open Passwords and Keys, make a new password keyring and set it as default. Then check again.',
  'no-answer': 'Close any password prompt that is still open, then check again.',
  refused: 'Open your keychain program and see that its default keyring can be written to.',
};

const generalAdvice = 'Sign out of your computer and in again, then check again.';

/** How the keychain stands, in one word. */
export const keychainWords: Record<KeychainState['status'], string> = {
  unknown: 'Looking…',
  ok: 'Ready',
  locked: 'Locked',
  missing: 'Missing',
};

/** Said in place of how it stood when it last answered. */
export const slowWord = 'Slow';
