import type { AccountParts } from './account-parts.ts';
import { createCheckKey, type CheckKey } from './check-key.ts';
import { createCheckRuns, type CheckRuns } from './check-runs.ts';
import { createChosenSettings, type ChosenSettings } from './chosen-settings.ts';
import { createCopying, type Copying } from './copying.ts';
import { createIdentifyKey, type IdentifyKey } from './identify-key.ts';
import type { KeyParts } from './key-parts.ts';
import { createNoteUse } from './note-use.ts';
import type {
  AppWindow,
  Clipboard,
  Clock,
  Files,
  Log,
  LoginStart,
  Records,
  Shortcut,
  Theme,
} from './ports.ts';
import { createRevealing, type Revealing } from './revealing.ts';
import type { StateStore } from './state-store.ts';

export interface UseParts {
  copying: Copying;
  revealing: Revealing;
  checkKey: CheckKey;
  checkRuns: CheckRuns;
  identifyKey: IdentifyKey;
  chosenSettings: ChosenSettings;
  /**
   * The user goes away, by the lock of the screen, the sleep of the computer or the end of the app: no key
   * stays in the clipboard or before anybody's eyes.
   */
  leave: () => Promise<void>;
}

interface World {
  store: StateStore;
  accountParts: AccountParts;
  keyParts: KeyParts;
  records: Records;
  clipboard: Clipboard;
  files: Files;
  appWindow: AppWindow;
  shortcut: Shortcut;
  theme: Theme;
  loginStart: LoginStart;
  clock: Clock;
  log: Log;
}

/** All that is done with keys that are held, joined. */
export function createUseParts({ accountParts, keyParts, ...world }: World): UseParts {
  const { keyBook, inventory, heldSecrets } = keyParts;
  const parts = {
    ...accountParts,
    ...world,
    keyBook,
    inventory,
    heldSecrets,
    noteUse: createNoteUse(keyBook, world.clock, world.log),
  };
  const checkKey = createCheckKey(parts);
  const copying = createCopying(parts);
  const revealing = createRevealing(parts);
  return {
    copying,
    revealing,
    checkKey,
    checkRuns: createCheckRuns({ ...parts, checkKey }),
    identifyKey: createIdentifyKey(parts),
    chosenSettings: createChosenSettings(world),
    leave() {
      revealing.hide();
      return copying.leave();
    },
  };
}
