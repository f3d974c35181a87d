import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownLabel } from '../../src/shared/shown-label.ts';

test.each([
  ['ops-mailer', 'ops-mailer'],
  ['Épaisse ключ 鍵 👩‍💻 ❤️', 'Épaisse ключ 鍵 👩‍💻 ❤️'],
  // The joiners that these scripts are written with.
  ['می‌خواهم', '\u2068می‌خواهم\u2069'],
  ['क्‍ष', 'क्‍ष'],
  ['', '(no label)'],
  [' ', '(blank label, 1 character)'],
  ['   ', '(blank label, 3 characters)'],
  ['1\u200D', '1⟨U+200D⟩'],
  ['👩🏽‍💻', '👩🏽‍💻'],
  ['\u3164\u200B\t', '⟨U+3164⟩⟨U+200B⟩⟨U+0009⟩'],
  ['a\u0000b', 'a⟨U+0000⟩b'],
  ['a\nb', 'a⟨U+000A⟩b'],
  [' a', '␣a'],
  ['a ', 'a␣'],
  ['a  b', 'a ␣b'],
  ['a\u00A0b', 'a⟨U+00A0⟩b'],
  ['a\u200Bb', 'a⟨U+200B⟩b'],
  ['ops\u200Dmailer', 'ops⟨U+200D⟩mailer'],
  ['key\u202Egpj', 'key⟨U+202E⟩gpj'],
  ['\u2069\u2066x', '⟨U+2069⟩⟨U+2066⟩x'],
  ['\uD800x', '⟨U+D800⟩x'],
  ['מפתח', '\u2068מפתח\u2069'],
])('%j is shown as %j', (label, shown) => {
  expect(shownLabel(label)).toBe(shown);
});

test(
  'nothing that is shown is blank, or can turn round what stands beside it',
  { timeout: 60_000 },
  () => {
    const odd = fc.constantFrom(
      ' ',
      '\t',
      '\u200D',
      '\u202E',
      '\u2067',
      '\u2069',
      'א',
      'a',
      '\u3164',
    );
    const label = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(odd, { maxLength: 9 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(label, (text) => {
        const shown = shownLabel(text);
        const inside = shown.replace(/^\u2068(.*)\u2069$/u, '$1');
        expect(inside).not.toMatch(/[\p{Cc}\u200B\u202A-\u202E\u2066-\u2069]/u);
        expect(inside.trim()).not.toBe('');
      }),
    );
  },
);
