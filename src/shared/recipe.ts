import { z } from 'zod';

/** The forms in which a key can be copied into a tool. */
export const recipe = z.enum([
  'key',
  'header',
  'curl',
  'env-line',
  'export-line',
  'powershell',
  'json',
]);
export type Recipe = z.infer<typeof recipe>;
