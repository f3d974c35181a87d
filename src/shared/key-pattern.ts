/** A longer text is never matched: such a key goes without a pattern. */
const longestKey = 512;
const longestPattern = 200;
const mostWays = 300_000;

/**
 * Key patterns are written by users and matched while somebody waits, so they are a small part of what
 * JavaScript knows: characters, `.`, `\d`, `\w`, `[sets]`, `(a|b)` and a count after a character or a
 * set. A group has no count, so nothing nests; what is left is a number of ways to lay the pattern over
 * a key, which is worked out beforehand and limited. The whole key must fit; `^` and `$` may be written.
 *
 * Gives null for a pattern that can be used, else what is wrong with it.
 */
export function complaintAboutKeyPattern(text: string): string | null {
  const parsed = parse(text);
  return typeof parsed === 'string' ? parsed : null;
}

export function fitsKeyPattern(pattern: string, key: string): boolean {
  return keyPatternTest(pattern)(key);
}

/** The same for many keys: the pattern is read once. */
export function keyPatternTest(pattern: string): (key: string) => boolean {
  const parsed = parse(pattern);
  return (key) => typeof parsed !== 'string' && key.length <= longestKey && parsed.test(key);
}

/** Whether only one text fits. That is no form of keys: somebody has written down a key. */
export function leavesNothingOpen(pattern: string): boolean {
  return !/[.[|*+?{]|\\[dw]/.test(pattern.replaceAll(/\\[^dw]/g, ''));
}

/** A pattern that can be matched, or what is wrong with it. */
function parse(text: string): RegExp | string {
  if (text.length > longestPattern) return `A pattern has at most ${longestPattern} characters.`;
  const inner = text.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  const reader: Reader = { text: inner, at: 0 };
  try {
    const ways = waysOfChoice(reader);
    if (reader.at < inner.length) return 'A ) stands without its (.';
    if (ways > mostWays) return 'The pattern leaves too much open: give lengths, such as {32}.';
    return new RegExp(`^(?:${inner})$`, 'u');
  } catch (error) {
    return error instanceof PatternError ? error.message : 'The pattern cannot be read.';
  }
}

class PatternError extends Error {}

interface Reader {
  text: string;
  at: number;
}

function waysOfChoice(reader: Reader): number {
  let ways = waysOfSequence(reader);
  while (reader.text[reader.at] === '|') {
    reader.at += 1;
    ways += waysOfSequence(reader);
  }
  return ways;
}

function waysOfSequence(reader: Reader): number {
  let ways = 1;
  for (;;) {
    const next = reader.text[reader.at];
    if (next === undefined || next === '|' || next === ')') return ways;
    ways *= next === '(' ? waysOfGroup(reader) : waysOfPiece(reader);
  }
}

function waysOfGroup(reader: Reader): number {
  reader.at += reader.text.startsWith('(?:', reader.at) ? 3 : 1;
  if (reader.text[reader.at] === '?') throw new PatternError('A group holds (a|b) only.');
  const ways = waysOfChoice(reader);
  if (reader.text[reader.at] !== ')') throw new PatternError('A ( stands without its ).');
  reader.at += 1;
  if (/[*+?{]/.test(reader.text[reader.at] ?? '')) {
    throw new PatternError('A group cannot be repeated: repeat a character or a [set].');
  }
  return ways;
}

const piece = /\[\^?(?:\\.|[^\]\\])+\]|\\[dw]|\\[\^$\\.*+?()[\]{}|/]|[^\\[\](){}*+?^$|]/uy;
const howOften = /[*+?]|\{(\d{1,3})(?:(,)(\d{1,3})?)?\}/y;

function waysOfPiece(reader: Reader): number {
  read(reader, piece, 'This cannot stand here');
  howOften.lastIndex = reader.at;
  const found = howOften.exec(reader.text);
  if (!found) return 1;
  reader.at = howOften.lastIndex;
  if (/[*+?{]/.test(reader.text[reader.at] ?? '')) {
    throw new PatternError('A count stands once after a character.');
  }
  const [sign, least, comma, most] = found;
  if (sign === '?') return 2;
  if (least === undefined) return longestKey + 1;
  if (comma === undefined) return 1;
  return Math.max(1, Number(most ?? longestKey) - Number(least) + 1);
}

function read(reader: Reader, shape: RegExp, complaint: string): void {
  shape.lastIndex = reader.at;
  if (!shape.test(reader.text)) {
    throw new PatternError(`${complaint}: ${reader.text.slice(reader.at, reader.at + 10)}`);
  }
  reader.at = shape.lastIndex;
}
