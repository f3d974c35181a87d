import type { KeychainAbsence } from '../../shared/keychain.ts';
import type { Secret } from './secret.ts';

/** What the core needs from the world. Each port has one file in platform/ and one in test/fakes/. */

export interface Clock {
  now(): Date;
}

export interface Log {
  /** Something went wrong that the user need not act on. */
  warn: (message: string) => void;
  /** Our own fault, with its stack. */
  bug: (error: unknown) => void;
}

/** What can be learnt of the keychain without making the system ask the user for anything. */
export type KeychainLook =
  /** It seems open. Only a write tells whether it really is. */
  | { status: 'open'; backend: string }
  | { status: 'locked'; backend: string }
  /** It may be open or locked: here that cannot be seen without asking. */
  | { status: 'unseen'; backend: string }
  | { status: 'missing'; reason: KeychainAbsence };

/**
 * The operating system's keychain. Each method throws `keychain-locked` or `keychain-missing` as a
 * FailureError; `null` and `false` always mean that the item is not there.
 */
export interface Keychain {
  look(): Promise<KeychainLook>;
  write(account: string, secret: Secret): Promise<void>;
  read(account: string): Promise<Secret | null>;
  remove(account: string): Promise<boolean>;
}

/** Makes values that nobody can guess. */
export interface Random {
  secret(): Secret;
}
