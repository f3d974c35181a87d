import { z } from 'zod';

/** A day on which nobody should have to replace a key. */
export const holiday = z.strictObject({
  date: z.iso.date(),
  name: z.string().trim().min(1).max(60),
});
export type Holiday = z.infer<typeof holiday>;

export const holidays = z
  .array(holiday)
  .max(300)
  .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, 'a day twice');
