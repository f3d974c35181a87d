import type { z } from 'zod';
import type { Failure, UnreadableReason } from '../../shared/failure.ts';
import { FailureError } from '../core/failure-error.ts';
import type { Secret } from '../core/secret.ts';
import type { Answer } from './http.ts';

/** The body as JSON; undefined if it is none. What a parser says of it would quote it, so it is dropped. */
export function jsonOf({ text }: Answer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body as what it should be, else a Failure that names the field and never its value. */
export function read<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.output<Schema> {
  const json = jsonOf(answer);
  if (json === undefined) throw unreadable('not-json', null);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw unreadable('shape', fieldOf(parsed.error.issues[0]?.path ?? []));
}

/**
 * The same for the answer to a change: it has been made then, or something unknown has, and what cannot
 * be read must not pass for "nothing happened".
 */
export function readChange<Schema extends z.ZodType>(
  schema: Schema,
  answer: Answer,
): z.output<Schema> {
  const parsed = schema.safeParse(jsonOf(answer));
  if (parsed.success) return parsed.data;
  throw new FailureError({ code: 'outcome-unknown', status: answer.status });
}

export function unreadable(reason: UnreadableReason, field: string | null): FailureError {
  return new FailureError({ code: 'unreadable-answer', reason, field });
}

export function isGood({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** What a status means that is no success, where a connector does not know better. */
export function failureOf(
  answer: Answer,
  said: { isChange: boolean; field: string | null; message: string },
): Failure {
  const { status, retryAfterSeconds } = answer;
  if (isGood(answer)) {
    return { code: 'unreadable-answer', reason: 'not-understood', field: null };
  }
  if (status === 401) return { code: 'signed-out' };
  if (status === 403) return { code: 'forbidden' };
  if (status === 404) return { code: 'not-found' };
  if (status === 429) return { code: 'rate-limited', retryAfterSeconds };
  // 408: the server, or somebody before it, did not get the whole request in time.
  if (status >= 500 || status === 408) {
    return said.isChange
      ? { code: 'outcome-unknown', status }
      : { code: 'service-failed', status, retryAfterSeconds };
  }
  return { code: 'rejected-by-service', field: said.field, message: said.message };
}

const longestMessage = 200;
/** Beyond this nobody means it for people, and looking through it would take too long. */
const longestRead = 2000;

/**
 * The service's own words, fit to be shown: one line, cut short, without anything that it quotes from
 * what was sent. `secrets` are those that were.
 */
export function wordsOf(message: unknown, secrets: readonly Secret[]): string {
  if (typeof message !== 'string' || message.length > longestRead) return '';
  let words = message.replaceAll(/ with value "[^"]*"/g, '').replaceAll(secretShapes, '…');
  for (const secret of secrets.map((one) => one.reveal()).filter((one) => one !== '')) {
    const literally = secret.replaceAll(/[^A-Za-z0-9]/g, String.raw`\$&`);
    words = words.replaceAll(new RegExp(literally, 'gi'), '…');
  }
  words = words.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return words.length > longestMessage ? `${words.slice(0, longestMessage - 1)}…` : words;
}

/** A key of Postman, a bearer header, its cookie, and whatever is long and without a space. */
const secretShapes = /\w+_v\d_[\w+/=]+|\bBearer \S+|s(?::|%3A)[\w%.+/-]{20,}|[\w+/=-]{40,}/gi;

const longestField = 120;

/** Such as `[3].valid_until`. Only names from our own schemas and numbers stand in it. */
function fieldOf(path: readonly PropertyKey[]): string | null {
  const field = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return field === '' ? null : field.slice(0, longestField);
}
