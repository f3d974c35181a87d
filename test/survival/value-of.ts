/** What stands behind a word of the command line; null where it is not there. */
export function valueOf(word: string): string | null {
  const place = process.argv.indexOf(word);
  return place === -1 ? null : (process.argv[place + 1] ?? null);
}
