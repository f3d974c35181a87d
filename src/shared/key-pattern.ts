/** A longer text is never matched: such a key goes without a pattern. */
const longestKey = 512;
const longestPattern = 200;
const mostWays = 300_000;
/** Two open pieces and 44 characters after them are within it. */
const mostSteps = 13_000_000;

/**
 * Key patterns are written by users and matched while somebody waits, so they are a small part of what
 * JavaScript knows: characters, `.`, `\d`, `\w`, `[sets]`, `(a|b)` and a count after a character or a
 * set. A group has no count, so nothing nests; what is left is a number of ways to lay the pattern over
 * a key and the steps that these take, which are worked out beforehand and limited. The whole key must
 * fit; `^` and `$` may be written.
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
    const { ways, steps } = costOfChoice(reader);
    if (reader.at < inner.length) return 'A ) stands without its (.';
    if (ways > mostWays || steps > mostSteps) {
      return 'The pattern leaves too much open: give lengths, such as {32}.';
    }
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

/** In how many ways a part of a pattern may fit, and how many characters all of them look at, at most. */
interface Cost {
  ways: number;
  steps: number;
}

function costOfChoice(reader: Reader): Cost {
  const cost = costOfSequence(reader);
  while (reader.text[reader.at] === '|') {
    reader.at += 1;
    const { ways, steps } = costOfSequence(reader);
    cost.ways += ways;
    cost.steps += steps;
  }
  return cost;
}

function costOfSequence(reader: Reader): Cost {
  const cost = { ways: 1, steps: 1 };
  for (;;) {
    const next = reader.text[reader.at];
    if (next === undefined || next === '|' || next === ')') return cost;
    const { ways, steps } = next === '(' ? costOfGroup(reader) : costOfPiece(reader);
    // It is tried anew for each way in which what stands before it may fit.
    cost.steps += cost.ways * steps;
    cost.ways *= ways;
  }
}

function costOfGroup(reader: Reader): Cost {
  reader.at += reader.text.startsWith('(?:', reader.at) ? 3 : 1;
  if (reader.text[reader.at] === '?') throw new PatternError('A group holds (a|b) only.');
  const cost = costOfChoice(reader);
  if (reader.text[reader.at] !== ')') throw new PatternError('A ( stands without its ).');
  reader.at += 1;
  if (/[*+?{]/.test(reader.text[reader.at] ?? '')) {
    throw new PatternError('A group cannot be repeated: repeat a character or a [set].');
  }
  return cost;
}

const piece = /\[\^?(?:\\.|[^\]\\])+\]|\\[dw]|\\[\^$\\.*+?()[\]{}|/]|[^\\[\](){}*+?^$|]/uy;
const howOften = /[*+?]|\{(\d{1,3})(?:(,)(\d{1,3})?)?\}/y;

function costOfPiece(reader: Reader): Cost {
  read(reader, piece, 'This cannot stand here');
  howOften.lastIndex = reader.at;
  const found = howOften.exec(reader.text);
  if (!found) return { ways: 1, steps: 1 };
  reader.at = howOften.lastIndex;
  if (/[*+?{]/.test(reader.text[reader.at] ?? '')) {
    throw new PatternError('A count stands once after a character.');
  }
  const [sign, least, comma, most] = found;
  if (sign === '?') return { ways: 2, steps: 2 };
  if (least === undefined) return { ways: longestKey + 1, steps: longestKey };
  if (comma === undefined) return { ways: 1, steps: Number(least) };
  const longest = Number(most ?? longestKey);
  return { ways: Math.max(1, longest - Number(least) + 1), steps: longest };
}

function read(reader: Reader, shape: RegExp, complaint: string): void {
  shape.lastIndex = reader.at;
  if (!shape.test(reader.text)) {
    throw new PatternError(`${complaint}: ${reader.text.slice(reader.at, reader.at + 10)}`);
  }
  reader.at = shape.lastIndex;
}
