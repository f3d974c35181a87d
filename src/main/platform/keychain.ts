import type { AsyncEntry } from '@napi-rs/keyring';
import type { Failure } from '../../shared/failure.ts';
import { FailureError } from '../core/failure-error.ts';
import type { Keychain } from '../core/ports.ts';
import { Secret } from '../core/secret.ts';
import { lookAtSecretService } from './secret-service.ts';

/** Under this name the keychain program of the platform groups what we keep. */
const service = 'Keyturn';

/** Long enough for a person to answer a prompt of the system. */
const answerWithinMs = 120_000;

/**
 * The operating system's keychain: Secret Service, macOS Keychain or Windows Credential Manager.
 * Pinned to the Secret Service on Linux, because left to itself the library falls back to the
 * kernel's keyring without a word, and that one forgets everything when the computer restarts.
 */
export const systemKeychain: Keychain = {
  async look() {
    if (process.platform === 'darwin') return { status: 'unseen', backend: 'macOS Keychain' };
    if (process.platform === 'win32') {
      return { status: 'open', backend: 'Windows Credential Manager' };
    }
    return lookAtSecretService();
  },
  write: (account, secret) => ask(account, (entry) => entry.setPassword(secret.reveal())),
  async read(account) {
    const value = await ask(account, (entry) => entry.getPassword());
    return value === null ? null : new Secret(value);
  },
  remove: (account) => ask(account, (entry) => entry.deletePassword()),
  async all() {
    const { findCredentialsAsync } = await import('@napi-rs/keyring');
    try {
      const found = await answered(findCredentialsAsync(service));
      return found.map(({ account, password }) => ({ account, secret: new Secret(password) }));
    } catch (error) {
      if (error instanceof FailureError) throw error;
      throw new FailureError(failureOf(error instanceof Error ? error.message : ''));
    }
  },
};

async function ask<Value>(
  account: string,
  question: (entry: AsyncEntry) => Promise<Value>,
): Promise<Value> {
  // Loaded at the first use, so that the window need not wait for it.
  const { AsyncEntry } = await import('@napi-rs/keyring');
  try {
    const entry = new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
    return await answered(question(entry));
  } catch (error) {
    if (error instanceof FailureError) throw error;
    // Only the kind goes on: what a library says of a secret is not for a log.
    throw new FailureError(failureOf(error instanceof Error ? error.message : ''));
  }
}

async function answered<Value>(answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const failure: Failure = { code: 'keychain-missing', reason: 'no-answer' };
    timer = setTimeout(() => reject(new FailureError(failure)), answerWithinMs);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** The library has one error class and tells what happened in its message only. */
export function failureOf(message: string): Failure {
  const said = message.toLowerCase();
  const has = (...words: string[]): boolean => words.some((word) => said.includes(word));
  // macOS: "User interaction is not allowed" and "User canceled the operation".
  // The Secret Service: "…Error.IsLocked", when many are read at once.
  if (
    has(
      'prompt was dismissed',
      'is locked',
      '.islocked',
      'interaction is not allowed',
      'user canceled',
    )
  ) {
    return { code: 'keychain-locked' };
  }
  if (has('no result found')) return { code: 'keychain-missing', reason: 'no-default-keyring' };
  if (has('dbus_session_bus_address', 'failed to connect to', 'autolaunch')) {
    return { code: 'keychain-missing', reason: 'no-session-bus' };
  }
  if (has('not provided by any', 'has no owner')) {
    return { code: 'keychain-missing', reason: 'no-service' };
  }
  if (has('did not receive a reply', 'timed out', 'timeout')) {
    return { code: 'keychain-missing', reason: 'no-answer' };
  }
  return { code: 'keychain-missing', reason: 'refused' };
}
