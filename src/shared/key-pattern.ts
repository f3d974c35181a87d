/** Null if this can be used as a key pattern, else what is wrong with it, in words. */
export function complaintAboutKeyPattern(text: string): string | null {
  return text.length > 200 ? 'A key pattern has at most 200 characters.' : null;
}
