import { firstSettings } from '../../src/shared/settings.ts';
import type { State } from '../../src/shared/state.ts';

/** State as it is in the first moment of a run. */
export const initialState: Omit<State, 'revision'> = {
  app: { version: '0.1.0', runtime: 'Electron 45', platform: 'linux' },
  dataFolder: { status: 'ok', folder: '/home/ops/.config/Keyturn' },
  records: { status: 'ok' },
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
