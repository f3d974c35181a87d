import type { AsyncEntry } from '@napi-rs/keyring';
import type { Failure } from '../../shared/failure.ts';
import { FailureError } from '../core/failure-error.ts';
import type { Keychain } from '../core/ports.ts';
import { Secret } from '../core/secret.ts';

/** Long enough for a person to answer a prompt of the system. */
const answerWithinMs = 120_000;

/** The keychains of macOS and Windows, by way of the keyring library. */
export function createLibraryKeychain(service: string): Keychain {
  return {
    async look() {
      if (process.platform === 'darwin') return { status: 'unseen', backend: 'macOS Keychain' };
      return { status: 'open', backend: 'Windows Credential Manager' };
    },
    write: (account, secret) => ask(account, (entry) => entry.setPassword(secret.reveal())),
    async read(account) {
      const value = await ask(account, (entry) => entry.getPassword());
      return value === null ? null : new Secret(value);
    },
    remove: (account) => ask(account, (entry) => entry.deletePassword()),
    async all() {
      const { findCredentialsAsync } = await import('@napi-rs/keyring');
      const found = await answered(() => findCredentialsAsync(service));
      return found.map(({ account, password }) => ({ account, secret: new Secret(password) }));
    },
  };

  async function ask<Value>(
    account: string,
    question: (entry: AsyncEntry) => Promise<Value>,
  ): Promise<Value> {
    // Loaded at the first use, so that the window need not wait for it.
    const { AsyncEntry } = await import('@napi-rs/keyring');
    return answered(() => question(new AsyncEntry(service, account)));
  }
}

async function answered<Value>(ask: () => Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const failure: Failure = { code: 'keychain-missing', reason: 'no-answer' };
    timer = setTimeout(() => reject(new FailureError(failure)), answerWithinMs);
  });
  try {
    return await Promise.race([ask(), tooLate]);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    // Only the kind goes on: what a library says of a secret is not for a log.
    throw new FailureError(failureOf(error instanceof Error ? error.message : ''));
  } finally {
    clearTimeout(timer);
  }
}

/** The library has one error class and tells what happened in its message only. */
export function failureOf(message: string): Failure {
  const said = message.toLowerCase();
  const has = (...words: string[]): boolean => words.some((word) => said.includes(word));
  // macOS: "User interaction is not allowed" and "User canceled the operation".
  if (has('is locked', 'interaction is not allowed', 'user canceled')) {
    return { code: 'keychain-locked' };
  }
  if (has('timed out', 'timeout')) return { code: 'keychain-missing', reason: 'no-answer' };
  return { code: 'keychain-missing', reason: 'refused' };
}
