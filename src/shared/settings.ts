import { z } from 'zod';
import { holidays } from './holiday.ts';
import { bundledHolidays, isAsBundled } from './holidays.ts';

/** Something that is said once and not again. */
export const tip = z.enum([
  /** This system or runtime cannot tell clipboard histories to leave a copy out. */
  'clipboard-not-concealed',
  /** This desktop does not let us see whether a copy is still there, so it may stay. */
  'clipboard-not-cleared',
]);
export type Tip = z.infer<typeof tip>;

export const settings = z.strictObject({
  /** How long a copied key stays in the clipboard. */
  clipboardSeconds: z.int().min(5).max(300),
  /** Opens the palette from anywhere, in the words of Electron's accelerators; null for none. */
  paletteShortcut: z.string().min(1).max(60).nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'dense']),
  /** What has been said. */
  told: z.array(tip).max(20),
  /** Days for which no rotation is planned. */
  holidays,
});
export type Settings = z.infer<typeof settings>;

/** As they rest on the disk, also from before there were holidays. */
export const keptSettings = settings.extend({
  holidays: holidays.default(() => [...bundledHolidays]),
});

/** Holidays as bundled are not written down, so that the list of a later Keyturn takes their place. */
export function settingsToKeep({
  holidays: days,
  ...rest
}: Settings): z.input<typeof keptSettings> {
  return isAsBundled(days) ? rest : { ...rest, holidays: days };
}

export const firstSettings: Settings = {
  clipboardSeconds: 30,
  paletteShortcut: null,
  theme: 'system',
  density: 'comfortable',
  told: [],
  holidays: [...bundledHolidays],
};
