import type { KeyRow } from '../../shared/key.ts';
import { haystackOf, lettersIn, matchOf, scoreOf, type Haystack, type Span } from './letters.ts';

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

/** What many keys have in common is made ready once, by who makes the entries. */
export type Owner = Pick<Entry, 'account' | 'service'>;

export function ownerOf(account: string, service: string): Owner {
  return { account: haystackOf(account), service: haystackOf(service) };
}

export function entryOf(row: KeyRow, { account, service }: Owner): Entry {
  return {
    row,
    label: haystackOf(row.label),
    lastFive: haystackOf(row.lastFive),
    account,
    service,
    tags: row.tags.length === 0 ? noTags : haystackOf(row.tags.join(' ')),
  };
}

const noTags = haystackOf('');

/** What letters with others between them are worth at most. In all but labels they would be in nearly each. */
const loose = 10;
/** What a match in a field counts, the weightiest first. */
const weights = [
  ['label', 1],
  ['lastFive', 0.95],
  ['tags', 0.7],
  ['account', 0.6],
  ['service', 0.5],
] as const;
/** The score of a match that leaves nothing out. */
const whole = 100;

interface Word {
  text: string;
  letters: number;
}

interface Ranked {
  entry: Entry;
  /** In one number, since it is compared often: a guess comes last, then what is of less use, then by score. */
  rank: number;
}

/** More than any score, as there is room for sixty words. */
const useStep = 10_000;
const sureStep = 10 * useStep;

/** The keys that each word of the query is found in, the best first. */
export function rankKeys(query: string, entries: readonly Entry[]): Found[] {
  return createRanking()(query, entries);
}

/**
 * Ranks, and remembers what it has found: with one letter more, only that has to be looked at again.
 */
export function createRanking(): (query: string, entries: readonly Entry[]) => Found[] {
  let last: { query: string; entries: readonly Entry[]; found: readonly Entry[] } | null = null;
  return (query, entries) => {
    const small = query.toLowerCase();
    const isNarrower = last?.entries === entries && small.startsWith(last.query);
    const words = wordsOf(query).map((text) => ({ text, letters: lettersIn(text) }));
    const ranked: Ranked[] = [];
    for (const entry of isNarrower && last ? last.found : entries) {
      const rank = rankOf(words, entry);
      if (rank > 0) ranked.push({ entry, rank });
    }
    last = { query: small, entries, found: ranked.map(({ entry }) => entry) };
    return best(ranked).map(({ entry }) => foundOf(words, entry));
  };
}

/** Without letters: of what is of the same use what was copied last, then what ends first. */
export function firstKeys(entries: readonly Entry[], recent: readonly KeyRow['id'][]): Found[] {
  const ranked = entries.map((entry) => {
    const place = recent.indexOf(entry.row.id);
    const recency = place === -1 ? 0 : recent.length - place;
    return { entry, rank: useStep * usefulnessOf(entry.row) + recency };
  });
  return best(ranked).map(({ entry }) => foundOf([], entry));
}

export function wordsOf(query: string): string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** 0 where one of the words is nowhere in it. */
function rankOf(words: readonly Word[], entry: Entry): number {
  let score = 0;
  let isSure = true;
  for (const word of words) {
    const most = scoreOfWord(word, entry);
    if (most === 0) return 0;
    isSure &&= most > loose;
    score += most;
  }
  return (isSure ? sureStep : 0) + useStep * usefulnessOf(entry.row) + score;
}

function scoreOfWord({ text, letters }: Word, entry: Entry): number {
  let most = 0;
  for (const [field, weight] of weights) {
    // No later field can be worth more.
    if (most >= whole * weight) break;
    const haystack = entry[field];
    if ((letters & ~haystack.letters) !== 0) continue;
    most = Math.max(most, scoreOf(text, haystack, field === 'label') * weight);
  }
  return most;
}

/** Only the best are put in order, since there may be ten thousand. */
function best(ranked: readonly Ranked[]): readonly Ranked[] {
  const order = (one: Ranked, other: Ranked): number =>
    other.rank - one.rank || byEnd(one.entry.row, other.entry.row);
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

function byEnd(one: KeyRow, other: KeyRow): number {
  return (
    compare(endOf(one), endOf(other)) ||
    compare(one.label, other.label) ||
    compare(one.id, other.id)
  );
}

/** What can be copied and works, what works, what could be copied, and what is over. */
function usefulnessOf({ isHeld, standing }: KeyRow): number {
  const isLive = standing === 'held' || standing === 'known-not-held';
  return (isLive ? 2 : 0) + (isHeld ? 1 : 0);
}

/** All are written in one way, so that their order is that of their letters. */
function endOf({ expiresAt }: KeyRow): string {
  return expiresAt ?? '9999';
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function foundOf(words: readonly Word[], entry: Entry): Found {
  const { row, label, lastFive, account } = entry;
  return {
    isLoose: words.some((word) => scoreOfWord(word, entry) <= loose),
    row,
    label: spansIn(words, label, true),
    lastFive: spansIn(words, lastFive, false),
    account: spansIn(words, account, false),
  };
}

/** Where any of the words stands, in order and without one in another. */
function spansIn(words: readonly Word[], haystack: Haystack, isScattered: boolean): Span[] {
  const spans = words
    .flatMap(({ text }) => matchOf(text, haystack, isScattered)?.spans ?? [])
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
