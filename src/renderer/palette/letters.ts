/** Where letters that were typed stand in a text: from, and up to but without, to. */
export interface Span {
  from: number;
  to: number;
}

export interface Match {
  /** More is better; only matches of the same letters can be compared. */
  score: number;
  spans: readonly Span[];
}

/** A text made ready to be looked through many times. */
export interface Haystack {
  text: string;
  small: string;
  /** A bit for each letter that is in it. Several letters share one, so it only tells what is not in it. */
  letters: number;
}

export function haystackOf(text: string): Haystack {
  const lower = text.toLowerCase();
  // A letter that is longer in small ones would move those after it; then case has to fit.
  const small = lower.length === text.length ? lower : text;
  return { text, small, letters: lettersIn(small) };
}

export function lettersIn(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

/**
 * The best way in which the letters stand in a text, null if they do not: the whole of it, its
 * beginning, the beginning of a word, anywhere, the first letters of its words, or, if they may be
 * scattered, in this order with others between them. `letters` are small.
 */
export function matchOf(letters: string, haystack: Haystack, isScattered = true): Match | null {
  const spans: Span[] = [];
  const score = scoreOf(letters, haystack, isScattered, spans);
  return score === 0 ? null : { score, spans };
}

/** The score alone, 0 where there is no match. It makes nothing on its way, as it is asked of every key. */
export function scoreOf(
  letters: string,
  haystack: Haystack,
  isScattered = true,
  spans: Span[] | null = null,
): number {
  const { text, small } = haystack;
  if (letters === '' || letters.length > small.length) return 0;
  const first = small.indexOf(letters);
  if (first === -1) {
    // Letter by letter, each at the beginning of a word if all can be, else where it comes.
    const initials = walk(letters, haystack, true, spans);
    if (initials > 0 || !isScattered) return initials;
    return walk(letters, haystack, false, spans);
  }
  const at = wordStartFrom(first, letters, haystack);
  const start = at === -1 ? first : at;
  spans?.push({ from: start, to: start + letters.length });
  if (small.length === letters.length) return 100;
  // A shorter text is more of what was meant.
  const share = letters.length / small.length;
  if (start === 0) return 80 + 10 * share;
  return (startsWord(text, start) ? 60 : 40) + 10 * share;
}

function walk(
  letters: string,
  haystack: Haystack,
  onlyStarts: boolean,
  spans: Span[] | null,
): number {
  const { small } = haystack;
  let from = 0;
  let spanCount = 0;
  for (const letter of letters) {
    const isNext = small.startsWith(letter, from);
    const first = isNext ? from : small.indexOf(letter, from);
    const next = isNext || !onlyStarts ? first : wordStartFrom(first, letter, haystack);
    if (next === -1) {
      spans?.splice(0);
      return 0;
    }
    const to = next + letter.length;
    const last = spans?.at(-1);
    if (spanCount === 0 || next > from) {
      spanCount += 1;
      spans?.push({ from: next, to });
    } else if (last !== undefined) last.to = to;
    from = to;
  }
  return (onlyStarts ? 30 : 10) - Math.min(9, spanCount);
}

/** The first place, from one where they stand, at which they begin a word; -1 if there is none. */
function wordStartFrom(first: number, letters: string, { text, small }: Haystack): number {
  let at = first;
  while (at !== -1 && !startsWord(text, at)) at = small.indexOf(letters, at + 1);
  return at;
}

function startsWord(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  const here = text.charCodeAt(at);
  return (
    isBetweenWords(before) ||
    (isSmall(before) && isCapital(here)) ||
    (!isDigit(before) && isDigit(here))
  );
}

const betweenWords = new Set(Array.from(' \t\r\n\u00a0-_./@:+#', (sign) => sign.charCodeAt(0)));

function isBetweenWords(code: number): boolean {
  return code <= 0xa0 && betweenWords.has(code);
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
