import type { KeyRow } from '../../shared/key.ts';
import { haystackOf, matchOf, type Haystack, type Span } from './letters.ts';

/** A key made ready for the palette. */
export interface Entry {
  row: KeyRow;
  label: Haystack;
  lastFive: Haystack;
  account: Haystack;
  service: Haystack;
  tags: Haystack;
}

/** A key that was found, and where the letters stand in what is shown of it. */
export interface Found {
  row: KeyRow;
  label: readonly Span[];
  lastFive: readonly Span[];
  account: readonly Span[];
  /** A word of the query is only in it letter by letter, with others between: a guess. */
  isLoose: boolean;
}

/** More are never shown: who sees fifty types another letter. */
export const mostFound = 50;

export function entryOf(row: KeyRow, account: string, service: string): Entry {
  return {
    row,
    label: haystackOf(row.label),
    lastFive: haystackOf(row.lastFive),
    account: haystackOf(account),
    service: haystackOf(service),
    tags: haystackOf(row.tags.join(' ')),
  };
}

/** What letters with others between them are worth at most. */
const loose = 10;
const weights = { label: 1, lastFive: 0.95, tags: 0.7, account: 0.6, service: 0.5 } as const;
type Field = keyof typeof weights;
const fields: readonly Field[] = ['label', 'lastFive', 'tags', 'account', 'service'];

/** The keys that each word of the query is found in, the best first. */
export function rankKeys(query: string, entries: readonly Entry[]): Found[] {
  const words = wordsOf(query);
  const ranked: { entry: Entry; score: number }[] = [];
  for (const entry of entries) {
    const score = scoreOf(words, entry);
    if (score !== null) ranked.push({ entry, score });
  }
  return best(ranked).map(({ entry }) => foundOf(words, entry));
}

/** Without letters: what was copied last, then what ends first. */
export function firstKeys(entries: readonly Entry[], recent: readonly KeyRow['id'][]): Found[] {
  const ranked = entries.map((entry) => {
    const place = recent.indexOf(entry.row.id);
    return { entry, score: place === -1 ? 0 : recent.length - place };
  });
  return best(ranked).map(({ entry }) => foundOf([], entry));
}

export function wordsOf(query: string): string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function scoreOf(words: readonly string[], entry: Entry): number | null {
  let score = 0;
  for (const word of words) {
    const most = scoreOfWord(word, entry);
    if (most === 0) return null;
    score += most;
  }
  return score;
}

function scoreOfWord(word: string, entry: Entry): number {
  let most = 0;
  for (const field of fields) {
    const match = matchOf(word, entry[field]);
    if (match !== null) most = Math.max(most, match.score * weights[field]);
  }
  return most;
}

/** Only the best are put in order, since there may be ten thousand. */
function best<Ranked extends { entry: Entry; score: number }>(ranked: Ranked[]): Ranked[] {
  const order = (one: Ranked, other: Ranked): number =>
    other.score - one.score || byUse(one.entry.row, other.entry.row);
  if (ranked.length <= mostFound) return ranked.toSorted(order);
  const top: Ranked[] = [];
  for (const candidate of ranked) {
    const last = top.at(-1);
    if (top.length === mostFound && last !== undefined && order(candidate, last) >= 0) continue;
    let low = 0;
    let high = top.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = top[middle];
      if (there !== undefined && order(candidate, there) < 0) high = middle;
      else low = middle + 1;
    }
    top.splice(low, 0, candidate);
    if (top.length > mostFound) top.pop();
  }
  return top;
}

/** What can be copied and works comes first, then what ends first, then by name. */
function byUse(one: KeyRow, other: KeyRow): number {
  return (
    uselessnessOf(one) - uselessnessOf(other) ||
    compare(endOf(one), endOf(other)) ||
    compare(one.label, other.label) ||
    compare(one.id, other.id)
  );
}

function uselessnessOf({ isHeld, standing }: KeyRow): number {
  const isLive = standing === 'held' || standing === 'known-not-held';
  return (isHeld ? 0 : 1) + (isLive ? 0 : 2);
}

/** All are written in one way, so that their order is that of their letters. */
function endOf({ expiresAt }: KeyRow): string {
  return expiresAt ?? '9999';
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function foundOf(words: readonly string[], entry: Entry): Found {
  const { row, label, lastFive, account } = entry;
  return {
    isLoose: words.some((word) => scoreOfWord(word, entry) <= loose),
    row,
    label: spansIn(words, label),
    lastFive: spansIn(words, lastFive),
    account: spansIn(words, account),
  };
}

/** Where any of the words stands, in order and without one in another. */
function spansIn(words: readonly string[], text: Haystack): Span[] {
  const spans = words
    .flatMap((word) => matchOf(word, text)?.spans ?? [])
    .toSorted((one, other) => one.from - other.from);
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else merged.push(span);
  }
  return merged;
}
