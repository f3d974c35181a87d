import type { KeyId } from '../../shared/key.ts';
import { FailureError } from './failure-error.ts';
import type { HeldSecrets } from './held-secrets.ts';
import type { NoteUse } from './note-use.ts';
import type { AppWindow, Clock } from './ports.ts';
import type { Secret } from './secret.ts';
import type { StateStore } from './state-store.ts';

const shownMs = 10_000;

/** A key before the eyes of its user. One at a time, and the window cannot be recorded meanwhile. */
export interface Revealing {
  reveal(id: KeyId): Promise<{ secret: string; hidesAt: string }>;
  /** One that nobody else has, to be written down: it is shown until it is hidden. */
  show(id: KeyId, secret: Secret): string;
  /** What is still being fetched from the keychain is then not shown any more. */
  hide(): void;
}

interface World {
  heldSecrets: HeldSecrets;
  noteUse: NoteUse;
  appWindow: AppWindow;
  clock: Clock;
  store: StateStore;
}

export function createRevealing({
  heldSecrets,
  noteUse,
  appWindow,
  clock,
  store,
}: World): Revealing {
  let stopTimer: (() => void) | null = null;
  let timesHidden = 0;

  /** The window is protected before it may show anything. */
  function begin(keyId: KeyId, hidesAt: string | null): void {
    stopTimer?.();
    appWindow.protect(true);
    store.change({ revealed: { keyId, hidesAt } });
  }

  function end(): void {
    stopTimer?.();
    stopTimer = null;
    if (store.read().revealed === null) return;
    store.change({ revealed: null });
    appWindow.protect(false);
  }

  return {
    async reveal(id) {
      const before = timesHidden;
      const secret = await heldSecrets.read(id);
      // Whoever asked has gone away while the keychain took its time.
      if (timesHidden > before) {
        throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
      }
      noteUse(id, 'revealed', '');
      const hidesAt = new Date(clock.now().getTime() + shownMs).toISOString();
      begin(id, hidesAt);
      stopTimer = clock.after(shownMs, end);
      return { secret: secret.reveal(), hidesAt };
    },
    show(id, secret) {
      begin(id, null);
      return secret.reveal();
    },
    hide() {
      timesHidden += 1;
      end();
    },
  };
}
