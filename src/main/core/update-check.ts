import { isNewerVersion } from '../../shared/version.ts';
import type { ChosenSettings } from './chosen-settings.ts';
import { FailureError } from './failure-error.ts';
import type { Browser, Clock, ReleaseNews } from './ports.ts';
import type { Releases } from './releases.ts';
import type { StateStore } from './state-store.ts';

/**
 * Asks whether there is a newer Keyturn: only if the user wants it, once a day at most. It tells of it and
 * opens its page when asked to; it never fetches or installs anything.
 */
export interface UpdateCheck {
  /** Once a minute. */
  tick(): Promise<void>;
  /** The user wants to know it now. */
  ask(): Promise<void>;
  openPage(): Promise<void>;
}

interface World {
  store: StateStore;
  chosenSettings: Pick<ChosenSettings, 'change'>;
  releases: Releases | null;
  releaseNews: ReleaseNews;
  browser: Browser;
  clock: Clock;
}

const dayMs = 24 * 60 * 60_000;

export function createUpdateCheck(world: World): UpdateCheck {
  const { store, chosenSettings, releases, releaseNews, browser, clock } = world;

  async function ask(): Promise<void> {
    const { isAsking } = store.read().update;
    if (releases === null || isAsking) return;
    // Before it is asked: a kill or a full disk must not make it twice a day.
    chosenSettings.change({ updateAskedAt: clock.now().toISOString() });
    store.change({ update: { ...store.read().update, isAsking: true } });
    const found = await foundBy(releases);
    store.change({ update: { ...store.read().update, isAsking: false, found } });
  }

  async function foundBy(from: Releases) {
    const at = clock.now().toISOString();
    try {
      const version = await releaseNews.newest(from);
      const isNewer = isNewerVersion(version, store.read().app.version);
      return isNewer
        ? ({ status: 'newer', version, at } as const)
        : ({ status: 'newest', at } as const);
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      return { status: 'failed', failure: error.failure, at } as const;
    }
  }

  function isTime(): boolean {
    const { checksForUpdates, updateAskedAt } = store.read().settings;
    if (!checksForUpdates) return false;
    const sinceMs =
      updateAskedAt === null ? dayMs : clock.now().getTime() - Date.parse(updateAskedAt);
    // A clock that was set back must not put it off for years.
    return sinceMs >= dayMs || sinceMs < -dayMs;
  }

  return {
    async tick() {
      if (releases === null || !isTime()) return;
      try {
        await ask();
      } catch (error) {
        // The disk is full: what cannot be written down is not asked.
        if (!(error instanceof FailureError)) throw error;
      }
    },
    ask,
    async openPage() {
      if (releases !== null) await browser.open(releases.page);
    },
  };
}
