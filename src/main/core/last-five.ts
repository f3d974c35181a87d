import type { Secret } from './secret.ts';

/** All of a key that may be seen. A shorter one shows less, so that most of it stays hidden. */
export function lastFiveOf(secret: Secret): string {
  const value = secret.reveal();
  return value.slice(value.length - Math.min(5, Math.floor(value.length / 3)));
}

/** Whether these may be its last five. Services may tell more of a short key than we would. */
export function endsIn(secret: Secret, lastFive: string): boolean {
  const isFull = lastFive.length === 5 && secret.reveal().endsWith(lastFive);
  return isFull || lastFiveOf(secret) === lastFive;
}
