import { firstSettings } from '../../shared/first-settings.ts';
import type { State } from '../../shared/state.ts';

type Known = Pick<State, 'app' | 'dataFolder' | 'records'> & { canAskForUpdates: boolean };

/** What is asked for from outside the window is for the page that comes next, and for no other after it. */
export const nothingAsked = {
  paletteAskedCount: 0,
  aboutAskedCount: 0,
  keysAsked: { count: 0, keyIds: [], isToRotate: false },
} satisfies Partial<State>;

/** What is told before anything was looked at. */
export function firstState({ canAskForUpdates, ...known }: Known): Omit<State, 'revision'> {
  return {
    ...known,
    sandbox: { status: 'ok' },
    keychain: { status: 'unknown' },
    checkingKeychain: false,
    keychainIsSlow: false,
    services: [],
    accounts: [],
    hiddenAccounts: [],
    keys: [],
    settings: firstSettings,
    paletteShortcut: 'none',
    update: { canAsk: canAskForUpdates, isAsking: false, found: null },
    clipboard: null,
    revealed: null,
    tips: [],
    unsaved: [],
    forgotten: [],
    checkRun: null,
    rotations: [],
    contactRun: null,
    remindersPausedUntil: null,
    ...nothingAsked,
    calendarTrouble: null,
    desktop: { hasTray: false, hasNotifications: false },
  };
}
