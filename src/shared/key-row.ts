import { z } from 'zod';

/** Where a key stands, when what the service lists is laid beside what we hold. */
export const standing = z.enum([
  /** The service lists it and we hold its secret. */
  'held',
  /** The service lists it, it works on, and its secret is not here. */
  'known-not-held',
  /** We hold it and the service lists it no more: it was ended there. */
  'gone',
  /** Its end is past. It works no more, held or not. */
  'expired',
  /** A row of the service's that stands for a key from before its present rules. */
  'legacy',
]);
export type Standing = z.infer<typeof standing>;

/** One line of an account's list: what the service says of a key, what we hold of it, or both. */
export const keyRow = z.object({
  /** The service's own name for it; never a secret. */
  remoteId: z.string(),
  label: z.string(),
  lastFive: z.string(),
  createdAt: z.iso.datetime().nullable(),
  /** Null where it has no end, or the service does not tell it. */
  expiresAt: z.iso.datetime().nullable(),
  contacts: z.array(z.string()).nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  standing,
  /** Whether its secret is in our keychain, whatever its standing. */
  isHeld: z.boolean(),
  /** Another live key of the account has the same label, so that the last five must tell them apart. */
  hasTwin: z.boolean(),
});
export type KeyRow = z.infer<typeof keyRow>;
