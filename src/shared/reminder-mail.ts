import { z } from 'zod';
import { keyId } from './key.ts';

/** What a service's reminder says, and which of our keys it may mean: the likeliest first. */
export const reminderMail = z.object({
  /** Null where the text does not tell. */
  label: z.string().nullable(),
  lastFive: z.string().nullable(),
  endsAt: z.iso.datetime().nullable(),
  keyIds: z.array(keyId),
});
export type ReminderMail = z.infer<typeof reminderMail>;
