import { z } from 'zod';

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
});
export type Settings = z.infer<typeof settings>;

export const firstSettings: Settings = {
  clipboardSeconds: 30,
  paletteShortcut: null,
  theme: 'system',
  density: 'comfortable',
  told: [],
};
