import type { Printer } from '../../src/main/core/ports.ts';

/** Prints nothing, and keeps the pages. */
export function fakePrinter(): Printer & { pages: string[] } {
  const pages: string[] = [];
  return {
    pages,
    async pdf(html) {
      pages.push(html);
      return new TextEncoder().encode('%PDF-1.4 fake');
    },
  };
}
