import type { ChosenSettings } from './chosen-settings.ts';
import { FailureError } from './failure-error.ts';
import type { Notifier } from './ports.ts';
import type { StateStore } from './state-store.ts';

/** Going on to watch keys without a window. */
export interface Background {
  /** Whether the app goes on when its window is closed. */
  isWanted(): boolean;
  /** The window was closed, and the app goes on: that is said the first time. */
  begin(): Promise<void>;
}

interface World {
  store: StateStore;
  chosenSettings: Pick<ChosenSettings, 'change'>;
  notifier: Notifier;
}

export function createBackground({ store, chosenSettings, notifier }: World): Background {
  async function begin(): Promise<void> {
    const { told } = store.read().settings;
    if (told.includes('in-background')) return;
    const isShown = await notifier.show({
      name: 'in-background',
      title: 'Keyturn goes on in the background',
      body: 'It watches your keys, so that you hear of them in time. Start Keyturn again to see its window; its settings can end this.',
      isUrgent: false,
      actions: [],
    });
    // Where nobody shows it, the window says it when it comes back.
    if (!isShown) {
      const { tips } = store.read();
      if (!tips.includes('in-background')) store.change({ tips: [...tips, 'in-background'] });
      return;
    }
    try {
      chosenSettings.change({ told: [...store.read().settings.told, 'in-background'] });
    } catch (error) {
      // It is said once more.
      if (!(error instanceof FailureError)) throw error;
    }
  }

  return { isWanted: () => store.read().settings.staysInBackground, begin };
}
