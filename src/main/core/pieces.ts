import type { z } from 'zod';
import type { tidying } from '../../shared/intake.ts';

type Tidying = z.infer<typeof tidying>;

/** A value in a text, with the name that it stands beside. */
export interface Piece {
  name: string | null;
  value: string;
  /** What was taken off it. */
  tidied: Tidying[];
  /** It is all there is in the text. */
  isAlone: boolean;
}

/** A line longer than this is no line of settings, and JSON is not read by lines. */
const longestLine = 16_384;

/**
 * The values in a text, whatever form it has: JSON, lines of an `.env` file, of YAML or of a shell, a
 * header, a command, a bare key. It looks at every character a few times at most.
 */
export function* piecesOf(text: string): Generator<Piece> {
  const inJson = valuesOfJson(text);
  if (inJson) {
    for (const { name, value } of inJson) yield { ...tidy(value), name, isAlone: false };
    return;
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const isAlone = lines.filter((line) => line.trim() !== '').length === 1;
  for (const line of lines) if (line.length <= longestLine) yield* piecesOfLine(line, isAlone);
}

function* piecesOfLine(line: string, isAlone: boolean): Generator<Piece> {
  const trimmed = line.trim();
  if (trimmed === '' || /^(?:#|\/\/|;)/.test(trimmed)) return;
  const named = nameAndValueOf(trimmed);
  if (named) {
    yield { ...tidy(valueIn(named.value)), name: named.name, isAlone: false };
    yield { ...tidy(line), name: null, isAlone: false };
    return;
  }
  const whole = tidy(line);
  yield { ...whole, name: null, isAlone };
  // A command or a sentence with a key in it.
  let header: string | null = null;
  for (const word of trimmed.split(/[\s'"`,;<>()[\]{}]+/)) {
    const inner = nameAndValueOf(word);
    const value = inner?.value ?? word;
    if (value.length >= 8 && value !== whole.value) {
      yield { value, name: inner?.name ?? header, tidied: [], isAlone: false };
    }
    header = word.endsWith(':') ? word.slice(0, -1) : null;
  }
}

/** `NAME=value`, `name: value`, `"name": "value",`, with or without `export` before it. */
function nameAndValueOf(line: string): { name: string; value: string } | null {
  const at = line.search(/[=:]/);
  // A colon right after it is `https://` or `a::b`, and belongs to the value.
  if (at < 1 || line.startsWith('://', at)) return null;
  const name = line
    .slice(0, at)
    .trim()
    .replace(/^(?:export|set|setx|const|let)\s+|^\$env$/i, '')
    .replace(/^-\s+/, '')
    .replace(/^(["'])(.*)\1$/, '$2');
  const value = line.slice(at + 1).trim();
  if (name === '') return nameAndValueOf(value);
  // What ends in `=` may be a key itself.
  if (!/^[A-Za-z_][\w.-]{0,99}$/.test(name) || /^=*$/.test(value)) return null;
  return { name, value };
}

/** What a shell or a reader of `.env` files takes as the value. */
function valueIn(text: string): string {
  const quote = /^["'`]/.exec(text)?.[0];
  if (quote === undefined) return text.replace(/\s#.*$/, '').replace(/[,;]$/, '');
  let at = 1;
  while (at < text.length && text[at] !== quote) at += quote === '"' && text[at] === '\\' ? 2 : 1;
  const inner = text.slice(0, at + 1);
  return quote === '"' ? inner.replaceAll(/\\(["\\$`])/g, '$1') : inner;
}

/** Takes off what is not of the key: blanks, quotes, and the words of a header before it. */
function tidy(raw: string): Pick<Piece, 'value' | 'tidied'> {
  const tidied = new Set<Tidying>();
  let value = raw;
  const take = (what: Tidying, next: string): void => {
    if (next !== value) tidied.add(what);
    value = next;
  };
  for (let round = 0; round < 2; round += 1) {
    take('spaces', value.trim());
    take('quotes', value.replace(/^(["'`])(.*)\1[,;]?$/, '$2').replace(/^[“‘](.*)[”’]$/, '$1'));
    take('spaces', value.trim());
    take('header-words', value.replace(/^(?:authorization\s*:\s*)?(?:bearer|token)\s+/i, ''));
  }
  return { value, tidied: [...tidied] };
}

/** Null if it is no JSON. Every text in it, with the name of its field. */
function valuesOfJson(text: string): { name: string | null; value: string }[] | null {
  if (!/^\s*[{[]/.test(text)) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const values: { name: string | null; value: string }[] = [];
  const waiting: { name: string | null; value: unknown }[] = [{ name: null, value: parsed }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, value } = next;
    if (typeof value === 'string') values.push({ name, value });
    else if (Array.isArray(value)) {
      for (const item of value.toReversed()) waiting.push({ name, value: item });
    } else if (typeof value === 'object' && value !== null) {
      for (const [field, item] of Object.entries(value).toReversed()) {
        waiting.push({ name: field.slice(0, 100), value: item });
      }
    }
  }
  return values;
}
