import type { Request } from './request.ts';

/** What follows `Bearer` in the Authorization header; the word is taken as it is spelt here. */
export function bearerOf({ headers }: Request): string | null {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
}
