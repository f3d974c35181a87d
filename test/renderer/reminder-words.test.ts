import { expect, test } from 'vitest';
import { reminderWords } from '../../src/renderer/identify/reminder-words.ts';
import { keyId, type KeyRow } from '../../src/shared/key.ts';
import { keyRow } from '../fakes/key-row.ts';

const now = new Date('2027-05-03T02:00:00.000Z');
const successor = keyRow({ lastFive: 'CD34E' });

function words(part: Partial<KeyRow>, by: KeyRow | null = null) {
  const { text, isToRotate } = reminderWords(keyRow(part), by, now);
  return [text, isToRotate];
}

test('a reminder of a key that was retired or replaced wants nothing, or only the end of the old one', () => {
  const retired = { standing: 'retired' as const, retiredAt: '2027-05-01T02:00:00.000Z' };
  expect(words(retired)[0]).toMatch(/^•••••AB12C, retired on .*, nothing to do\.$/);
  expect(words(retired, successor)[0]).toContain('•••••CD34E has taken its place.');
  expect(words({ standing: 'gone' })[1]).toBe(false);
  expect(words({ replacedBy: keyId.parse('new') }, successor)).toEqual([
    '•••••AB12C was replaced. •••••CD34E has taken its place. Retire the old one when nothing uses it.',
    false,
  ]);
});

test('a reminder of a key that lives says when it ends, and to rotate it', () => {
  const [text, isToRotate] = words({});
  expect(text).toMatch(/^•••••AB12C ends on .*, in 9 days; rotate it\.$/);
  expect(isToRotate).toBe(true);
  const over = { standing: 'expired' as const, expiresAt: '2027-05-01T00:00:00.000Z' };
  expect(words(over)[0]).toMatch(/^•••••AB12C expired on .*\. Rotate it if it is still needed\.$/);
  expect(words({ expiresAt: null })[0]).toBe('•••••AB12C has no end that is known here.');
});
