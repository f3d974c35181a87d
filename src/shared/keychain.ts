import { z } from 'zod';

/** Why there is no keychain to use. The words for it are made in the renderer. */
export const keychainAbsence = z.enum([
  /** The desktop session has no bus, so no keychain can be reached at all. */
  'no-session-bus',
  /** The session runs, but no program in it offers a keychain. */
  'no-service',
  /** A keychain program runs, but has no default keyring to put keys into. */
  'no-default-keyring',
  /** It was asked and did not answer in time. */
  'no-answer',
  /** It answered, but would not write, give back or delete a test item. */
  'refused',
]);
export type KeychainAbsence = z.infer<typeof keychainAbsence>;

/** How keys would be held on this computer. */
export const keychainState = z.discriminatedUnion('status', [
  /** Nothing is known yet: the first moments after the start. */
  z.object({ status: z.literal('unknown') }),
  /** At `checkedAt` a test item was written, read back and deleted. */
  z.object({
    status: z.literal('ok'),
    backend: z.string(),
    checkedAt: z.iso.datetime(),
  }),
  /** The keychain is there and shut: nothing can be read or written until its user opens it. */
  z.object({
    status: z.literal('locked'),
    backend: z.string(),
    checkedAt: z.iso.datetime(),
  }),
  /** There is nothing that could hold a key. No key is taken in while this stands. */
  z.object({
    status: z.literal('missing'),
    reason: keychainAbsence,
    checkedAt: z.iso.datetime(),
  }),
]);
export type KeychainState = z.infer<typeof keychainState>;
