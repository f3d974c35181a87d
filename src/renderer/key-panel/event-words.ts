import type { KeyEvent, KeyEventKind } from '../../shared/key.ts';
import { copiedWords } from '../use-key/recipe-words.ts';

export const eventWords: Record<KeyEventKind, string> = {
  generated: 'Made at the service from here',
  'brought-in': 'Brought in',
  found: 'Found in your keychain',
  copied: 'Copied',
  revealed: 'Shown',
  checked: 'Checked',
  'contacts-changed': 'Contacts changed',
  edited: 'Edited',
  retired: 'Retired at the service',
  'retired-by-hand': 'Noted as retired',
  'taken-back': 'Taken back',
  trouble: 'Trouble in the keychain',
  rotation: 'Rotation',
  'put-in-place': 'In use at one of its places',
};

/** The records keep codes, and the user reads words; empty where the kind says it all. */
export function detailWords({ kind, detail }: Pick<KeyEvent, 'kind' | 'detail'>): string {
  if (kind === 'copied') return wordIn(copiedWords, detail) ?? '';
  if (kind === 'checked') return wordIn(outcomeWords, detail) ?? detail;
  if (kind === 'trouble') return wordIn(troubleWords, detail) ?? detail;
  // Its kind has said where.
  return kind === 'found' ? '' : detail;
}

const outcomeWords = {
  works: 'It works',
  refused: 'It was refused',
  unknown: 'The answer says nothing about the key',
  'not-asked': 'The service was not asked',
};

const troubleWords = {
  'item-missing': 'Its item was deleted outside Keyturn',
  'item-changed': 'Its item was changed outside Keyturn',
};

function wordIn(words: Readonly<Record<string, string | null>>, code: string): string | null {
  return Object.hasOwn(words, code) ? (words[code] ?? null) : null;
}
