import { askForAbout, createAboutHandlers, type AboutHandlers } from './about.ts';
import type { KeyParts } from './key-parts.ts';
import { createLinks, type Links } from './links.ts';
import type { AppWindow, Browser, Clock, Folders, Licences, ReleaseNews } from './ports.ts';
import type { Releases } from './releases.ts';
import type { StateStore } from './state-store.ts';
import type { TimeParts } from './time-parts.ts';
import { createUpdateCheck } from './update-check.ts';
import type { UseParts } from './use-parts.ts';

export interface AboutParts {
  links: Links;
  aboutHandlers: AboutHandlers;
  /** The app's menu wants to tell about it. */
  askForAbout: () => void;
  /** Once a minute. */
  tick: () => Promise<void>;
}

interface World {
  store: StateStore;
  keyParts: Pick<KeyParts, 'inventory'>;
  useParts: Pick<UseParts, 'chosenSettings'>;
  timeParts: Pick<TimeParts, 'reminding'>;
  appWindow: AppWindow;
  licences: Licences;
  folders: Folders;
  releases: Releases | null;
  releaseNews: ReleaseNews;
  browser: Browser;
  clock: Clock;
}

/** All that Keyturn has to do with itself as a program on a desktop, joined. */
export function createAboutParts({ keyParts, useParts, timeParts, ...world }: World): AboutParts {
  const updateCheck = createUpdateCheck({ ...world, ...useParts });
  const links = createLinks({
    ...world,
    ...keyParts,
    showKey: (id) => timeParts.reminding.show(id === null ? [] : [id], false),
  });
  return {
    links,
    aboutHandlers: createAboutHandlers({ ...world, updateCheck }),
    askForAbout: () => askForAbout(world.store, world.appWindow),
    tick: () => updateCheck.tick(),
  };
}
