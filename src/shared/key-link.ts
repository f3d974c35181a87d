import type { KeyId } from './key.ts';

/** Ours, or that of an account and what its service calls the key; each as long as such names are. */
const keyLink = /^keyturn:\/\/key\/(?<id>[A-Za-z0-9-]{1,64}(?:\/[A-Za-z0-9_-]{1,64})?)$/;

/** What opens the row of a key from elsewhere; null where its service calls it by a name that fits no link. */
export function keyLinkOf(id: KeyId): string | null {
  const link = `keyturn://key/${id}`;
  return idInLink(link) === id ? link : null;
}

/** Which key a link names. It is read as it is written: nothing of it is decoded, resolved or cut off. */
export function idInLink(link: string): string | null {
  return keyLink.exec(link)?.groups?.['id'] ?? null;
}
