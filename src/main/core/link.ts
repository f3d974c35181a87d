import { keyId, type KeyId } from '../../shared/key.ts';

/** What a `keyturn://` link may ask for: to see the window, or one row in it. Nothing that does something. */
export type Link = { kind: 'open' } | { kind: 'key'; keyId: KeyId };

/** As long as the longest name that we give to a key, and no longer. */
const keyLink = /^keyturn:\/\/key\/(?<id>[A-Za-z0-9-]{1,64})$/;

/** Whether a word of a command line is meant to be such a link, good or bad. */
export function isLinkLike(word: string): boolean {
  return /^keyturn:/i.test(word);
}

/**
 * Reads a link as it is written: nothing of it is decoded, resolved or cut off, so there is one way to
 * write each. Null for everything else, whoever sends it.
 */
export function linkOf(text: string): Link | null {
  if (text === 'keyturn://open') return { kind: 'open' };
  const id = keyLink.exec(text)?.groups?.['id'];
  return id === undefined ? null : { kind: 'key', keyId: keyId.parse(id) };
}
