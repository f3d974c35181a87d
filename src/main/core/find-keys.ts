import type { Candidate } from '../../shared/intake.ts';
import { keyPatternTest } from '../../shared/key-pattern.ts';
import type { RuleCard } from '../../shared/service.ts';
import { piecesOf, type Piece } from './pieces.ts';
import { Secret } from './secret.ts';

/** A key in a text, and what its form tells. */
export interface FoundKey extends Pick<
  Candidate,
  'name' | 'fits' | 'kind' | 'tidied' | 'isPlusLost'
> {
  secret: Secret;
}

const mostCandidates = 1000;
/** Even a file made to keep us busy has an end. */
const mostPieces = 50_000;
const longestKey = 512;
const shortestUnknown = 16;

/**
 * The keys in a text: what fits a service's pattern, and what looks like a secret and stands beside a
 * name that says so or is all that was pasted. Ordinary words are never taken for a key.
 */
export function findKeys(text: string, cards: readonly RuleCard[]): FoundKey[] {
  // A binary file, in which anything may look like anything.
  if (text.includes('\0')) return [];
  const tests = testsOf(cards);
  const found = new Map<string, FoundKey>();
  let count = 0;
  for (const piece of piecesOf(text)) {
    count += 1;
    if (found.size >= mostCandidates || count > mostPieces) break;
    const key = keyIn(piece, tests);
    if (key && !found.has(key.secret.reveal())) found.set(key.secret.reveal(), key);
  }
  return [...found.values()];
}

interface Test {
  card: RuleCard;
  fits: ((key: string) => boolean) | null;
}

/** The most telling pattern first: the one with the most that only its own keys have. */
function testsOf(cards: readonly RuleCard[]): Test[] {
  return cards
    .map((card) => ({
      card,
      fits: card.keyPattern === null ? null : keyPatternTest(card.keyPattern),
    }))
    .toSorted((one, other) => fixedPart(other.card) - fixedPart(one.card));
}

/** How many characters of its pattern every key of it has. */
function fixedPart({ keyPattern }: RuleCard): number {
  return (keyPattern ?? '').replaceAll(/\[[^\]]*\]|\{[^}]*\}|\\.|\(\?:|[()|+*?.^$]/g, '').length;
}

function keyIn({ name, value, tidied, isAlone }: Piece, tests: readonly Test[]): FoundKey | null {
  if (value.length === 0 || value.length > longestKey) return null;
  const key = (text: string, fits: readonly RuleCard[], isPlusLost: boolean): FoundKey => ({
    // It is told and written down, and in a list of pairs a key may stand where others have a name.
    name: name !== null && isKeyItself(name, tests) ? null : name,
    secret: new Secret(text),
    fits: fits.map(({ id }) => id),
    kind: kindOf(text, fits),
    tidied,
    isPlusLost,
  });
  const isNamed = name !== null && smellsOfKey(name);
  // What is hexadecimal throughout is the mark of a commit or a checksum, unless it is said to be a key.
  const isFreeToFit = isNamed || isAlone || !/^[0-9a-f]+$/i.test(value);
  const fitting = isFreeToFit ? cardsFor(value, name, tests) : [];
  if (fitting.length > 0) return key(value, fitting, false);
  if (/[ ]/.test(value)) {
    const mended = value.replaceAll(' ', '+');
    const withPlus = tests.filter(({ fits }) => fits?.(mended) ?? false).map(({ card }) => card);
    return withPlus.length > 0 ? key(mended, withPlus, true) : null;
  }
  return (isNamed || isAlone) && looksSecret(value) ? key(value, [], false) : null;
}

function cardsFor(value: string, name: string | null, tests: readonly Test[]): RuleCard[] {
  return tests
    .filter(({ card, fits }) => (fits ? fits(value) : isHeaderOf(card, name) && looksSecret(value)))
    .map(({ card }) => card);
}

/** A header that carries only this service's keys tells as much as a pattern. */
function isHeaderOf({ use }: RuleCard, name: string | null): boolean {
  const header = use?.header.toLowerCase();
  return header !== undefined && header !== 'authorization' && header === name?.toLowerCase();
}

/** `key_test_…` is a Test key and `key_prod_…` a Production key. */
export function kindOf(key: string, cards: readonly RuleCard[]): string | null {
  const words = key
    .toLowerCase()
    .split('_')
    .slice(0, -1)
    .filter((word) => /^[a-z]{3,}$/.test(word));
  for (const { keyKinds } of cards) {
    for (const { name } of keyKinds) {
      if (words.some((word) => name.toLowerCase().startsWith(word))) return name;
    }
  }
  return null;
}

const telling = new Set([
  'key',
  'keys',
  'apikey',
  'token',
  'tokens',
  'secret',
  'secrets',
  'bearer',
  'authorization',
  'credential',
  'credentials',
]);

/** By whole words, so that a MONKEY or a KEYBOARD is none. */
function smellsOfKey(name: string): boolean {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => telling.has(word));
}

function isKeyItself(name: string, tests: readonly Test[]): boolean {
  return tests.some(({ fits }) => fits?.(name) ?? false) || name.split(/[_.-]/).some(isLongSecret);
}

function isLongSecret(part: string): boolean {
  return part.length >= 20 && looksSecret(part);
}

/** Long enough, of characters that keys are made of, and without the rhythm of words. */
function looksSecret(value: string): boolean {
  if (value.length < shortestUnknown || !/^[\w+/=.~:-]+$/.test(value)) return false;
  if (value.includes('://') || value.startsWith('/') || value.startsWith('.')) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length;
  return kinds >= 2 && /\d/.test(value) && bitsPerCharacter(value) >= 3;
}

function bitsPerCharacter(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / value.length;
    return bits - share * Math.log2(share);
  }, 0);
}
