import { z } from 'zod';
import { failure } from './failure.ts';

/** What a harmless question, asked with a key, has told about that key. */
export const probeAnswer = z.discriminatedUnion('outcome', [
  /** The service took the key. */
  z.object({ outcome: z.literal('works') }),
  /** The service was asked and does not take the key. */
  z.object({
    outcome: z.literal('refused'),
    because: z.enum([
      /** It is wrong, expired or deleted: services seldom say which. */
      'not-accepted',
      /** The service knows it and has switched it off. */
      'disabled',
      /** It waits for its owner to confirm an e-mail address. */
      'unverified',
    ]),
  }),
  /** The service was asked, and what came back says nothing about the key. */
  z.object({
    outcome: z.literal('unknown'),
    because: failure,
    retryAfterSeconds: z.int().nonnegative().nullable(),
  }),
  /** Nothing was asked: there is no harmless question, or something that it needs is not known. */
  z.object({
    outcome: z.literal('not-asked'),
    because: z.discriminatedUnion('reason', [
      /** The rule card has no probe. */
      z.object({ reason: z.literal('no-probe') }),
      /** The account has no value for this parameter of the rule card. */
      z.object({ reason: z.literal('parameter-missing'), parameter: z.string() }),
      /** The key has characters that no header can carry. */
      z.object({ reason: z.literal('not-sendable') }),
    ]),
  }),
]);
export type ProbeAnswer = z.infer<typeof probeAnswer>;
