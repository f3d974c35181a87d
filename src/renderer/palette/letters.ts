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
}

export function haystackOf(text: string): Haystack {
  const small = text.toLowerCase();
  // A letter that is longer in small ones would move those after it; then case has to fit.
  return { text, small: small.length === text.length ? small : text };
}

/**
 * The best way in which the letters stand in a text, null if they do not: the whole of it, its
 * beginning, the beginning of a word, anywhere, the first letters of its words, or in this order with
 * others between them. `letters` are small.
 */
export function matchOf(letters: string, { text, small }: Haystack): Match | null {
  if (letters === '' || letters.length > small.length) return null;
  const at = small.indexOf(letters);
  if (at !== -1) {
    const start = at === 0 ? 0 : wordStartOf(letters, text, small, at);
    return {
      score: scoreAt(letters, small, text, start),
      spans: [{ from: start, to: start + letters.length }],
    };
  }
  return scattered(letters, text, small);
}

function scoreAt(letters: string, small: string, text: string, at: number): number {
  if (small.length === letters.length) return 100;
  // A shorter text is more of what was meant.
  const share = letters.length / small.length;
  if (at === 0) return 80 + 10 * share;
  return (startsWord(text, at) ? 60 : 40) + 10 * share;
}

/** The first place where they begin a word; else the first of all. */
function wordStartOf(letters: string, text: string, small: string, first: number): number {
  for (let at = first; at !== -1; at = small.indexOf(letters, at + 1)) {
    if (startsWord(text, at)) return at;
  }
  return first;
}

function startsWord(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text[at - 1] ?? '';
  const here = text[at] ?? '';
  return (
    /[\s\-_./@:+#]/.test(before) ||
    (/[a-z]/.test(before) && /[A-Z]/.test(here)) ||
    (/\D/.test(before) && /\d/.test(here))
  );
}

/** Letter by letter, each time at the beginning of a word if there is one ahead, else where it comes. */
function scattered(letters: string, text: string, small: string): Match | null {
  return walk(letters, text, small, true) ?? walk(letters, text, small, false);
}

function walk(letters: string, text: string, small: string, onlyStarts: boolean): Match | null {
  const spans: Span[] = [];
  let from = 0;
  for (const letter of letters) {
    const last = spans.at(-1);
    const next = small[from] === letter ? from : placeOf(letter, text, small, from, onlyStarts);
    if (next === -1) return null;
    if (last?.to === next) spans[spans.length - 1] = { from: last.from, to: next + letter.length };
    else spans.push({ from: next, to: next + letter.length });
    from = next + letter.length;
  }
  const first = spans[0]?.from ?? 0;
  if (onlyStarts && !startsWord(text, first)) return null;
  return { score: (onlyStarts ? 30 : 10) - Math.min(9, spans.length), spans };
}

function placeOf(
  letter: string,
  text: string,
  small: string,
  from: number,
  onlyStarts: boolean,
): number {
  const first = small.indexOf(letter, from);
  if (!onlyStarts) return first;
  for (let at = first; at !== -1; at = small.indexOf(letter, at + 1)) {
    if (startsWord(text, at)) return at;
  }
  return -1;
}
