import type { Browser } from '../../src/main/core/ports.ts';

/** Notes what it would have opened. */
export function fakeBrowser(): Browser & { opened: string[] } {
  const opened: string[] = [];
  return { opened, open: async (url) => void opened.push(url) };
}
