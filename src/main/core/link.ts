import { keyId, type KeyId } from '../../shared/key.ts';
import { idInLink } from '../../shared/key-link.ts';

/** What a `keyturn://` link may ask for: to see the window, or one row in it. Nothing that does something. */
export type Link = { kind: 'open' } | { kind: 'key'; keyId: KeyId };

/** Whether a word of a command line is meant to be such a link, good or bad. */
export function isLinkLike(word: string): boolean {
  return /^keyturn:/i.test(word);
}

/** There is one way to write each. Null for everything else, whoever sends it. */
export function linkOf(text: string): Link | null {
  if (text === 'keyturn://open') return { kind: 'open' };
  const id = idInLink(text);
  return id === null ? null : { kind: 'key', keyId: keyId.parse(id) };
}
