/** A longer text is never matched: such a key goes without a pattern. */
const longestKey = 512;
const longestPattern = 200;
const mostWays = 300_000;
/** The forms of real keys leave a hundred and more open. */
const fewestBits = 40;
/** `notifications-key-` has 18. */
const mostFixed = 24;
/** `AIzaSy` has 6, the first part of a UUID 8. */
const mostOdd = 7;
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

/**
 * Whether so few texts fit that they could be tried one by one. That is no form of keys: somebody has
 * written down a key, or nearly all of it.
 */
export function leavesTooLittleOpen(pattern: string): boolean {
  try {
    return costOfChoice({ text: innerOf(pattern), at: 0 }).bits < fewestBits;
  } catch {
    return false;
  }
}

/**
 * Whether so much of it is fixed that it may be the beginning of a key, with the rest left open. What all
 * keys of a service share is short, or made of words and marks between them, such as `live_v1_`.
 */
export function mayHoldKey(pattern: string): boolean {
  try {
    const { fixed } = costOfChoice({ text: innerOf(pattern), at: 0 });
    return fixed.replaceAll(open, '').length > mostFixed || oddCountOf(fixed) > mostOdd;
  } catch {
    return false;
  }
}

/** A pattern that can be matched, or what is wrong with it. */
function parse(text: string): RegExp | string {
  if (text.length > longestPattern) return `A pattern has at most ${longestPattern} characters.`;
  const inner = innerOf(text);
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

function innerOf(text: string): string {
  return text.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
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
  /** How many texts fit, at most, as a power of two. */
  bits: number;
  /** The characters that do not change from key to key, and a mark where others stand. */
  fixed: string;
}

const open = '\0';

function costOfChoice(reader: Reader): Cost {
  const cost = costOfSequence(reader);
  while (reader.text[reader.at] === '|') {
    reader.at += 1;
    const { ways, steps, bits, fixed } = costOfSequence(reader);
    if (weightOf(fixed) > weightOf(cost.fixed)) cost.fixed = fixed;
    cost.ways += ways;
    cost.steps += steps;
    // The sum of two powers of two, of which each alone may be too large for a number.
    cost.bits = Math.max(cost.bits, bits) + Math.log2(1 + 2 ** -Math.abs(cost.bits - bits));
  }
  return cost;
}

function costOfSequence(reader: Reader): Cost {
  const cost = { ways: 1, steps: 1, bits: 0, fixed: '' };
  for (;;) {
    const next = reader.text[reader.at];
    if (next === undefined || next === '|' || next === ')') return cost;
    const { ways, steps, bits, fixed } = next === '(' ? costOfGroup(reader) : costOfPiece(reader);
    // It is tried anew for each way in which what stands before it may fit.
    cost.steps += cost.ways * steps;
    cost.ways *= ways;
    cost.bits += bits;
    cost.fixed += fixed;
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
  const text = read(reader, piece, 'This cannot stand here');
  const size = sizeOf(text);
  // However often it is repeated, it tells no more.
  const fixed = size > 1 ? open : (/[^\\[\]]/u.exec(text)?.[0] ?? text);
  howOften.lastIndex = reader.at;
  const found = howOften.exec(reader.text);
  if (!found) return { ways: 1, steps: 1, bits: Math.log2(size), fixed };
  reader.at = howOften.lastIndex;
  if (/[*+?{]/.test(reader.text[reader.at] ?? '')) {
    throw new PatternError('A count stands once after a character.');
  }
  const [least, most] = boundsOf(found);
  const ways = Math.max(1, most - least + 1);
  const bits = size > 1 ? most * Math.log2(size) : Math.log2(ways);
  return { ways, steps: Math.max(1, most), bits, fixed };
}

function boundsOf([sign, least, comma, most]: RegExpExecArray): [number, number] {
  if (sign === '?') return [0, 1];
  if (least === undefined) return [sign === '+' ? 1 : 0, longestKey];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), Number(most ?? longestKey)];
}

/** What people write keys in. */
const openSize = 64;

/** How many characters a piece may stand for, as far as they are those of keys. */
function sizeOf(text: string): number {
  if (text === '.' || text.startsWith('[^')) return openSize;
  if (text === String.raw`\d`) return 10;
  if (text === String.raw`\w`) return openSize;
  if (!text.startsWith('[')) return 1;
  const members = new Set<number>();
  for (const [member, from, to] of text.slice(1, -1).matchAll(setMember)) {
    if (member === String.raw`\w`) return openSize;
    const first = member === String.raw`\d` ? 48 : codeOf(from ?? member);
    const last = member === String.raw`\d` ? 57 : codeOf(to ?? from ?? member);
    if (last - first >= openSize) return openSize;
    for (let code = first; code <= last; code += 1) members.add(code);
  }
  return Math.max(1, members.size);
}

const setMember = /\\[dw]|(\\.|[^\\])-(\\.|[^\\])|\\.|[^\\]/gu;

function codeOf(character: string): number {
  return character.replace(/^\\/, '').codePointAt(0) ?? 0;
}

/** Of two ways to go on, the one that may rather be a key. */
function weightOf(fixed: string): number {
  return oddCountOf(fixed) * mostFixed + fixed.length;
}

/** How many characters of it are in no word. What goes over into others, without a mark between, is none. */
function oddCountOf(fixed: string): number {
  const parts = fixed.split(/[^\p{L}\p{N}\0]+/u).flatMap((part) => {
    const pieces = part.split(open);
    return pieces.map((text) => (pieces.length === 1 && word.test(text) ? '' : text));
  });
  return parts.join('').length;
}

const word = /^(?:\p{L}\p{Ll}{0,13}|\p{Lu}{1,14})$/u;

function read(reader: Reader, shape: RegExp, complaint: string): string {
  shape.lastIndex = reader.at;
  if (!shape.test(reader.text)) {
    throw new PatternError(`${complaint}: ${reader.text.slice(reader.at, reader.at + 10)}`);
  }
  const text = reader.text.slice(reader.at, shape.lastIndex);
  reader.at = shape.lastIndex;
  return text;
}
