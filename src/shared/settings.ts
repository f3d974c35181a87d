import { z } from 'zod';
import { chosenStages } from './chosen-stages.ts';
import { firstSettings } from './first-settings.ts';
import { holidays } from './holiday.ts';
import { bundledHolidays, isAsBundled } from './holidays.ts';
import { lockSettings } from './lock.ts';
import { serviceId } from './service.ts';

/** Something that is said once and not again. */
export const tip = z.enum([
  /** This system or runtime cannot tell clipboard histories to leave a copy out. */
  'clipboard-not-concealed',
  /** This desktop does not let us see whether a copy is still there, so it may stay. */
  'clipboard-not-cleared',
  /** The window was closed and the app goes on watching. */
  'in-background',
]);
export type Tip = z.infer<typeof tip>;

/** A time of day by the clock of the desktop. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hours and minutes');

/** How its owner is reminded. What quiet hours hold back is said after them, and nothing is lost: the last word on a key that ends in them comes before. */
export const reminderSettings = z.strictObject({
  isOn: z.boolean(),
  /** Null for none. `from` may be later than `to`: then they go over midnight. */
  quietHours: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable(),
  isQuietAtWeekends: z.boolean(),
  /** "A key is due", without saying which. */
  hidesNames: z.boolean(),
  /** Instead of those of the rule card. */
  stages: z.array(z.strictObject({ serviceId, stages: chosenStages })).max(100),
});
export type ReminderSettings = z.infer<typeof reminderSettings>;

export const settings = z.strictObject({
  /** How long a copied key stays in the clipboard. */
  clipboardSeconds: z.int().min(5).max(300),
  /** Opens the palette from anywhere, in the words of Electron's accelerators; null for none. */
  paletteShortcut: z.string().min(1).max(60).nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'dense']),
  /** What has been said. */
  told: z.array(tip).max(20),
  reminders: reminderSettings,
  /** Whether the app goes on watching when its window is closed. */
  staysInBackground: z.boolean(),
  /** Started by the desktop, hidden, when its user logs in. */
  startsAtLogin: z.boolean(),
  /** The file that is kept up to date for a calendar program; null for none. */
  calendarFile: z.string().min(1).max(4096).nullable(),
  /** Addresses that nobody reads any more. */
  goneContacts: z.array(z.string().max(320)).max(1000),
  /** Days for which no rotation is planned. */
  holidays,
  lock: lockSettings,
  /** Whether it is asked once a day if there is a newer Keyturn. */
  checksForUpdates: z.boolean(),
  /** When it was asked last. Main alone writes it down. */
  updateAskedAt: z.iso.datetime().nullable(),
});
export type Settings = z.infer<typeof settings>;

/** As they rest on the disk, also from before there were holidays and reminders. */
export const keptSettings = settings.extend({
  holidays: holidays.default(() => [...bundledHolidays]),
  reminders: reminderSettings.default(firstSettings.reminders),
  staysInBackground: settings.shape.staysInBackground.default(firstSettings.staysInBackground),
  startsAtLogin: settings.shape.startsAtLogin.default(firstSettings.startsAtLogin),
  calendarFile: settings.shape.calendarFile.default(firstSettings.calendarFile),
  goneContacts: settings.shape.goneContacts.default(firstSettings.goneContacts),
  lock: lockSettings.default(firstSettings.lock),
  checksForUpdates: settings.shape.checksForUpdates.default(firstSettings.checksForUpdates),
  updateAskedAt: settings.shape.updateAskedAt.default(firstSettings.updateAskedAt),
});

/** Holidays as bundled are not written down, so that the list of a later Keyturn takes their place. */
export function settingsToKeep({
  holidays: days,
  ...rest
}: Settings): z.input<typeof keptSettings> {
  return isAsBundled(days) ? rest : { ...rest, holidays: days };
}
