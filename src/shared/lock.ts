import { z } from 'zod';

/** After how many minutes without a press or a move the window is locked. */
export const idleMinutes = z.union([z.literal(5), z.literal(15), z.literal(60)]);

/** What locks the window beside its user, and what is to happen then. */
export const lockSettings = z.strictObject({
  /** Null for never. */
  afterIdleMinutes: idleMinutes.nullable(),
  isOnScreenLock: z.boolean(),
  isOnSleep: z.boolean(),
  /** Every account is signed out, but where a rotation is just at work. */
  endsSessions: z.boolean(),
  /** "A key is due", without saying which, for as long as it is locked. */
  hidesNames: z.boolean(),
});
export type LockSettings = z.infer<typeof lockSettings>;

export const lockReason = z.enum([
  /** Its user said so. */
  'asked',
  /** Nobody has touched the computer for as long as the settings say. */
  'idle',
  /** The screen of the desktop was locked. */
  'screen',
  /** The computer went to sleep. */
  'sleep',
]);
export type LockReason = z.infer<typeof lockReason>;

/** All that the page may know which stands in the place of the window's own while that is locked. */
export const lockView = z.object({
  because: lockReason,
  /** How the system is asked whether its user is there; null where a click is all there is. */
  means: z.enum(['touch-id']).nullable(),
  /** New keys that the keychain has not taken and that are in memory only. */
  unsavedCount: z.int().nonnegative(),
});
export type LockView = z.infer<typeof lockView>;
