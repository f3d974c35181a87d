import type { KeyId } from '../../shared/key.ts';
import { FailureError } from './failure-error.ts';
import type { HeldSecrets } from './held-secrets.ts';
import type { NoteUse } from './note-use.ts';
import type { AppWindow, Clock } from './ports.ts';
import type { Secret } from './secret.ts';

const shownMs = 10_000;

/** A key before the eyes of its user. One at a time, and the window cannot be recorded meanwhile. */
export interface Revealing {
  reveal(id: KeyId): Promise<{ secret: string; hidesAt: string }>;
  /** One that nobody else has, to be written down: it is shown until it is hidden. */
  show(secret: Secret): string;
  hide(): void;
}

interface World {
  heldSecrets: HeldSecrets;
  noteUse: NoteUse;
  appWindow: AppWindow;
  clock: Clock;
}

export function createRevealing({ heldSecrets, noteUse, appWindow, clock }: World): Revealing {
  let stopTimer: (() => void) | null = null;
  let timesHidden = 0;

  function end(): void {
    stopTimer?.();
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
      stopTimer?.();
      appWindow.protect(true);
      stopTimer = clock.after(shownMs, end);
      const hidesAt = new Date(clock.now().getTime() + shownMs).toISOString();
      return { secret: secret.reveal(), hidesAt };
    },
    show(secret) {
      stopTimer?.();
      appWindow.protect(true);
      return secret.reveal();
    },
    hide() {
      timesHidden += 1;
      end();
    },
  };
}
