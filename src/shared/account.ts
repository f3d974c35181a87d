import { z } from 'zod';
import { addressOf } from './address.ts';
import { serviceId } from './service.ts';

export const accountId = z.string().min(1).max(64).brand<'AccountId'>();
export type AccountId = z.infer<typeof accountId>;

/** One sign-in at one service in one environment. */
export const account = z.strictObject({
  id: accountId,
  serviceId,
  /** Null for an address of the user's own. */
  environmentId: z.string().nullable(),
  /**
   * Kept even where there is an environment, so that an account goes on speaking to whom it spoke.
   * Null where the service has none that is known: nothing is ever sent there.
   */
  address: z
    .string()
    .refine((text) => addressOf(text) === text, 'not an address')
    .nullable(),
  name: z.string().min(1).max(100),
  /** Null where Keyturn does not sign in. */
  email: z.string().max(320).nullable(),
  /** A value for each parameter of the rule card that is known, such as `campaignId`. */
  parameters: z.record(z.string(), z.string().max(300)),
});
export type Account = z.infer<typeof account>;
