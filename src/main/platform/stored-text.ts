import { z } from 'zod';

/** As the library gives them for many rows, and for one. */
const bytes = z.union([z.instanceof(ArrayBuffer), z.instanceof(Uint8Array)]);
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Text of the records, which is asked for as bytes: `CAST (… AS BLOB)`. Asked for as text, the library ends
 * the whole app where a damaged disk has left something that is no UTF-8.
 */
export const storedText = bytes.transform((found, context) => {
  try {
    return decoder.decode(found);
  } catch {
    context.addIssue({ code: 'custom', message: 'no UTF-8' });
    return z.NEVER;
  }
});
