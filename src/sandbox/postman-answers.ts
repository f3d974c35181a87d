import type { z } from 'zod';
import { escapeHtml, html, json, type Reply } from './reply.ts';
import type { Request } from './request.ts';

/** How Postman says no. */

export function invalid(message: string): Reply {
  return json(400, { code: 'api_validation', message });
}

export function malformed(): Reply {
  return json(400, { code: 'malformed', message: 'The request body is not valid JSON.' });
}

/** One and the same for everything that can be wrong with a key or a session. */
export function unauthenticated(): Reply {
  return json(401, {
    code: 'unauthenticated',
    message: 'Unauthenticated request. Please try again with correct authentication',
  });
}

export function notFound(): Reply {
  return json(404, { code: 'not_found', message: 'There is no such API key.' });
}

export function unknownPath({ method, path }: Request): Reply {
  const said = escapeHtml(`Cannot ${method} ${path}`);
  return html(
    404,
    `<!doctype html><html lang="en"><head><title>Error</title></head><body><pre>${said}</pre></body></html>`,
  );
}

export function tooLarge(): Reply {
  return json(413, { code: 'too_large', message: 'The request body is too large.' });
}

export function failed(): Reply {
  return json(500, { code: 'internal_server', message: 'Internal server error' });
}

export function rateLimited(headers: Record<string, string>): Reply {
  return json(
    429,
    { code: 'rate_limit', message: 'Too many requests. Please try again later.' },
    headers,
  );
}

/** What a body holds, or the first thing that is wrong with it in Postman's words. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { ok: true; value: z.output<Schema> } | { ok: false; reply: Reply } {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data };
  // A field that is not known is complained about only when all known ones are right.
  const issues = parsed.error.issues.toSorted((a, b) => rankOf(a) - rankOf(b));
  const [first] = issues;
  return { ok: false, reply: invalid(first ? wordsFor(first) : 'The request is not valid.') };
}

function rankOf({ code }: z.core.$ZodIssue): number {
  return code === 'unrecognized_keys' ? 1 : 0;
}

function wordsFor(issue: z.core.$ZodIssue): string {
  const name = `"${nameOf(issue.path)}"`;
  if (issue.code === 'unrecognized_keys') return `"${issue.keys[0]}" is not allowed`;
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return `${name} must contain at least ${issue.minimum} items`;
  }
  if (issue.code === 'too_small') return `${name} is not allowed to be empty`;
  if (issue.code === 'too_big') {
    return `${name} length must be less than or equal to ${issue.maximum} characters long`;
  }
  if (issue.code === 'invalid_format') {
    return `${name} with value "${String(issue.input)}" fails to match the required pattern: ${issue.pattern}`;
  }
  if (issue.code !== 'invalid_type') return `${name} must be a valid email`;
  if (issue.input === undefined) return `${name} is required`;
  if (issue.expected === 'array') return `${name} must be an array`;
  return issue.expected === 'object'
    ? `${name} must be of type object`
    : `${name} must be a ${issue.expected}`;
}

function nameOf(path: PropertyKey[]): string {
  const [first, ...rest] = path;
  if (first === undefined) return 'value';
  return String(first) + rest.map((part) => `[${String(part)}]`).join('');
}
