import type { AccountParts } from './account-parts.ts';
import { createBackground, type Background } from './background.ts';
import { createDueNow } from './due-now.ts';
import type { KeyParts } from './key-parts.ts';
import type { Locking } from './locking.ts';
import type { AppWindow, Clock, Log, Notifier, Tray } from './ports.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createReminding, type Reminding } from './reminding.ts';
import type { StateStore } from './state-store.ts';
import { createTrayIcon, type TrayIcon } from './tray-icon.ts';
import type { UseParts } from './use-parts.ts';

export interface TimeParts {
  reminding: Reminding;
  trayIcon: TrayIcon;
  background: Background;
  /** Once a minute, at the start, on waking up and when the screen is unlocked. */
  tick: () => Promise<void>;
}

interface World {
  store: StateStore;
  accountParts: Pick<AccountParts, 'book'>;
  keyParts: Pick<KeyParts, 'inventory' | 'keyPlans' | 'rotationBook'>;
  useParts: Pick<UseParts, 'chosenSettings'>;
  notifier: Notifier;
  tray: Tray;
  appWindow: AppWindow;
  locking: Pick<Locking, 'hidesNames' | 'subscribe'>;
  /** Ends the app, as its menu does. */
  quit: () => void;
  clock: Clock;
  steadyMs: () => number;
  log: Log;
}

/** All that tells of keys in time, joined. */
export function createTimeParts(world: World): TimeParts {
  const { accountParts, keyParts, useParts, ...rest } = world;
  const parts = { ...rest, ...accountParts, ...keyParts, ...useParts };
  const dueNow = createDueNow(parts);
  const reminding = createReminding({ ...parts, dueNow });
  const trayIcon = createTrayIcon({ ...parts, dueNow, reminding });
  return {
    reminding,
    trayIcon,
    background: createBackground(parts),
    tick: oneAtATime(async () => {
      await reminding.tick();
      await trayIcon.tick();
    }),
  };
}
