import type { KeyId } from '../../shared/key.ts';
import type { HeldSecrets } from './held-secrets.ts';
import type { NoteUse } from './note-use.ts';
import type { AppWindow, Clock } from './ports.ts';

const shownMs = 10_000;

/** A key before the eyes of its user. One at a time, and the window cannot be recorded meanwhile. */
export interface Revealing {
  reveal(id: KeyId): Promise<{ secret: string; hidesAt: string }>;
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

  function hide(): void {
    stopTimer?.();
    appWindow.protect(false);
  }

  return {
    async reveal(id) {
      const secret = await heldSecrets.read(id);
      noteUse(id, 'revealed', '');
      stopTimer?.();
      appWindow.protect(true);
      stopTimer = clock.after(shownMs, hide);
      const hidesAt = new Date(clock.now().getTime() + shownMs).toISOString();
      return { secret: secret.reveal(), hidesAt };
    },
    hide,
  };
}
