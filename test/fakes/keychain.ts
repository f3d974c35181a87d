import { FailureError } from '../../src/main/core/failure-error.ts';
import type { Clock, Keychain, KeychainLook } from '../../src/main/core/ports.ts';
import { Secret } from '../../src/main/core/secret.ts';
import type { KeychainAbsence } from '../../src/shared/keychain.ts';

export interface FakeKeychain extends Keychain {
  items: Map<string, string>;
  /** What each use of it was, in order. */
  uses: string[];
  lock(): void;
  unlock(): void;
  /** A look no longer tells whether it is open or locked. */
  hide(): void;
  /** The next use while locked shows a prompt, and the user opens the keychain there. */
  openAtPrompt(): void;
  lose(reason: KeychainAbsence): void;
  /** From now on it gives back something else than it was given, or nothing. */
  lieWith(value: string | null): void;
  /** Until the returned function is called, every read waits. */
  hold(): () => void;
  /** From now on every read takes so long. */
  takes(ms: number, clock: Clock): void;
}

/** A keychain in memory that can be locked, lost and made to lie. */
export function fakeKeychain(): FakeKeychain {
  const items = new Map<string, string>();
  const uses: string[] = [];
  let look: KeychainLook = { status: 'open', backend: 'Fake Keychain' };
  let isHidden = false;
  let willOpen = false;
  let lie: { value: string | null } | null = null;
  let waiting = (): Promise<void> => Promise.resolve();

  function use(what: string): void {
    uses.push(what);
    if (look.status === 'missing') {
      throw new FailureError({ code: 'keychain-missing', reason: look.reason });
    }
    if (look.status === 'locked' && willOpen) look = { ...look, status: 'open' };
    if (look.status === 'locked') throw new FailureError({ code: 'keychain-locked' });
  }

  return {
    items,
    uses,
    lock() {
      look = { status: 'locked', backend: 'Fake Keychain' };
    },
    unlock() {
      look = { status: 'open', backend: 'Fake Keychain' };
    },
    hide() {
      isHidden = true;
    },
    openAtPrompt() {
      willOpen = true;
    },
    lose(reason) {
      look = { status: 'missing', reason };
    },
    lieWith(value) {
      lie = { value };
    },
    hold() {
      let open = (): void => undefined;
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      waiting = () => gate;
      return () => open();
    },
    takes(ms, clock) {
      waiting = () => new Promise((resolve) => void clock.after(ms, resolve));
    },
    async look() {
      if (!isHidden || look.status === 'missing') return look;
      return { status: 'unseen', backend: look.backend };
    },
    async write(account, secret) {
      use(`write ${account}`);
      items.set(account, secret.reveal());
    },
    async read(account) {
      await waiting();
      use(`read ${account}`);
      const value = lie ? lie.value : (items.get(account) ?? null);
      return value === null ? null : new Secret(value);
    },
    async remove(account) {
      use(`remove ${account}`);
      return items.delete(account);
    },
    async all() {
      use('read all');
      return [...items].map(([account, value]) => ({ account, secret: new Secret(value) }));
    },
  };
}
