import { bundledHolidays } from './holidays.ts';
import type { Settings } from './settings.ts';

export const firstSettings: Settings = {
  clipboardSeconds: 30,
  paletteShortcut: null,
  theme: 'system',
  density: 'comfortable',
  told: [],
  reminders: {
    isOn: true,
    quietHours: null,
    isQuietAtWeekends: false,
    hidesNames: false,
    stages: [],
  },
  staysInBackground: true,
  startsAtLogin: false,
  calendarFile: null,
  goneContacts: [],
  holidays: [...bundledHolidays],
  lock: {
    afterIdleMinutes: null,
    isOnScreenLock: false,
    isOnSleep: false,
    endsSessions: false,
    hidesNames: true,
  },
  checksForUpdates: false,
  updateAskedAt: null,
};
