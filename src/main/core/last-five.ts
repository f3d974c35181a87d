import type { Secret } from './secret.ts';

/** All of a key that may be seen. A shorter one shows less, so that most of it stays hidden. */
export function lastFiveOf(secret: Secret): string {
  const value = secret.reveal();
  return value.slice(-Math.min(5, Math.floor(value.length / 3)));
}
