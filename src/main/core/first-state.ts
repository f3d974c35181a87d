import { firstSettings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';

type Known = Pick<State, 'app' | 'dataFolder' | 'records'> & { canAskForUpdates: boolean };

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
    paletteAskedCount: 0,
    aboutAskedCount: 0,
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
    keysAsked: { count: 0, keyIds: [], isToRotate: false },
    calendarTrouble: null,
    desktop: { hasTray: false, hasNotifications: false },
  };
}
