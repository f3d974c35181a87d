import { z } from 'zod';

/** Somebody else's work that is in the package, and by which right it is there. */
export const licensed = z.object({
  name: z.string(),
  version: z.string(),
  /** In the words of SPDX. */
  licence: z.string(),
  text: z.string(),
});
export type Licensed = z.infer<typeof licensed>;
