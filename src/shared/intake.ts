import { z } from 'zod';
import { accountId } from './account.ts';
import { failure } from './failure.ts';
import { keyId, keyLabel } from './key.ts';
import { serviceId } from './service.ts';

/** What was done to a value so that the key in it could be taken. */
export const tidying = z.enum(['spaces', 'quotes', 'header-words']);

/** A key that was found in a paste or a file. It waits in main; the window knows it by its number. */
export const candidate = z.object({
  number: z.int().nonnegative(),
  /** The name it stood beside, such as `POSTMAN_API_KEY`. */
  name: z.string().nullable(),
  lastFive: z.string(),
  /** The services whose pattern it fits, the most telling first. */
  fits: z.array(serviceId),
  /** Which kind of key its form shows it to be, such as `Test`. */
  kind: z.string().nullable(),
  tidied: z.array(tidying),
  /** Whether a `+` seems to have become a space on its way. */
  isPlusLost: z.boolean(),
  /** It is held already, under this id. */
  heldAs: keyId.nullable(),
  /** Keys that a service lists, that are not held, and that end in the same five characters. */
  mayBe: z.array(keyId),
});
export type Candidate = z.infer<typeof candidate>;

/** What one paste or one file has brought. */
export const intake = z.object({
  intakeId: z.string(),
  source: z.enum(['clipboard', 'file']),
  fileName: z.string().nullable(),
  candidates: z.array(candidate),
});
export type Intake = z.infer<typeof intake>;

/** One candidate that the user wants to keep, and as what. */
export const pick = z.strictObject({
  number: z.int().nonnegative(),
  accountId,
  /** The listed key that it is; null for one that its service does not list. */
  listedAs: keyId.nullable(),
  label: keyLabel,
  /** Null for no end. What the service says counts for more. */
  expiresAt: z.iso.datetime().nullable(),
});
export type Pick = z.infer<typeof pick>;

/** One that was picked and could not be kept, and why. */
export const notKept = z.object({ number: pick.shape.number, failure });
export type NotKept = z.infer<typeof notKept>;
