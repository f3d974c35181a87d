import type { AccountId } from '../../shared/account.ts';
import type { KeychainAbsence } from '../../shared/keychain.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { Kept, KeptAccount, KeptList } from './kept.ts';
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
  /** For naming something of ours; it is not secret. */
  id(): string;
}

/**
 * What rests on the disk, none of it secret. Each change is one transaction: when a method has come
 * back, it is kept, and when it throws, nothing has changed: `records-unwritable` as a FailureError
 * where the disk does not take it.
 */
export interface Records {
  read(): Kept;
  /** Adds it, or takes the place of the one with its id. */
  saveAccount(kept: KeptAccount): void;
  /** With its list. */
  removeAccount(id: AccountId): void;
  saveList(list: KeptList): void;
  saveService(card: RuleCard): void;
  removeService(id: RuleCard['id']): void;
}

/** The user's own browser. */
export interface Browser {
  open(url: string): Promise<void>;
}

export interface SandboxMail {
  to: string;
  subject: string;
  text: string;
}

/** The stand-in services, in a process of their own that ends with us. */
export interface Sandbox {
  /** Starts it unless it runs. Its address, which is another one after each start of the app. */
  start(): Promise<string>;
  /** Newest first. */
  mails(): Promise<SandboxMail[]>;
}
