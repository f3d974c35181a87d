import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { secondsOf } from '../../src/renderer/settings/clipboard-seconds.tsx';
import { acceleratorOf, isPressed, keysWords } from '../../src/renderer/shortcut-keys.ts';
import { shortcuts, shortcutWords } from '../../src/renderer/shortcuts.ts';
import { isAccelerator } from '../../src/shared/accelerator.ts';

const bare = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
const press = (key: string, held: Partial<typeof bare> = {}, code = '') => ({
  key,
  code,
  ...bare,
  ...held,
});

test('Mod is Cmd on a Mac and Ctrl elsewhere, and no other modifier may be held', () => {
  expect(isPressed('Mod+K', press('k', { ctrlKey: true }), 'linux')).toBe(true);
  expect(isPressed('Mod+K', press('K', { ctrlKey: true }), 'windows')).toBe(true);
  expect(isPressed('Mod+K', press('k', { metaKey: true }), 'mac')).toBe(true);
  expect(isPressed('Mod+K', press('k', { ctrlKey: true }), 'mac')).toBe(false);
  expect(isPressed('Mod+K', press('k', { ctrlKey: true, shiftKey: true }), 'linux')).toBe(false);
  expect(isPressed('Mod+K', press('k', { ctrlKey: true, altKey: true }), 'linux')).toBe(false);
  expect(isPressed('Mod+K', press('k'), 'linux')).toBe(false);
});

test('a sign is heard however the keyboard makes it', () => {
  expect(isPressed('?', press('?', { shiftKey: true }), 'linux')).toBe(true);
  expect(isPressed('?', press('?'), 'linux')).toBe(true);
  expect(isPressed('Mod+,', press(',', { ctrlKey: true }), 'linux')).toBe(true);
});

test('each platform has its own way of writing them', () => {
  expect(shortcutWords('palette', 'linux')).toBe('Ctrl+K');
  expect(shortcutWords('palette', 'mac')).toBe('⌘K');
  expect(shortcutWords('back', 'mac')).toBe('⎋');
  expect(keysWords('Control+Alt+Space', 'windows')).toBe('Ctrl+Alt+Space');
  expect(keysWords('Command+Shift+K', 'mac')).toBe('⌘⇧K');
  expect(keysWords('Super+K', 'windows')).toBe('Win+K');
});

test('in one place no two shortcuts have the same keys', () => {
  const all = shortcuts.flatMap(({ where, keys }) => keys.map((one) => `${where}: ${one}`));
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  [press('k', { ctrlKey: true, shiftKey: true }, 'KeyK'), 'Control+Shift+K'],
  // Alt makes other signs on a Mac: the place on the keyboard tells.
  [press('˚', { altKey: true, metaKey: true }, 'KeyK'), 'Command+Alt+K'],
  // On a French keyboard the letter counts and not its place.
  [press('a', { ctrlKey: true }, 'KeyQ'), 'Control+A'],
  [press('F9', {}, 'F9'), 'F9'],
  [press(' ', { ctrlKey: true }, 'Space'), 'Control+Space'],
  [press('k', {}, 'KeyK'), null],
  [press('K', { shiftKey: true }, 'KeyK'), null],
  [press('Control', { ctrlKey: true }, 'ControlLeft'), null],
])('%j is recorded as %s', (event, accelerator) => {
  expect(acceleratorOf(event, 'mac')).toBe(accelerator);
});

test('what is recorded with a modifier is an accelerator, or is one that all programs use', () => {
  const event = fc.record({
    key: fc.constantFrom(...Array.from('abcdkvxz0189'), ' ', 'ArrowUp', 'F5'),
    code: fc.constantFrom('Space', 'ArrowUp', 'F5', 'Home'),
    ctrlKey: fc.boolean(),
    altKey: fc.boolean(),
    shiftKey: fc.boolean(),
    metaKey: fc.boolean(),
  });
  fc.assert(
    fc.property(event, fc.constantFrom('linux', 'mac', 'windows'), (pressed, platform) => {
      const accelerator = acceleratorOf(pressed, platform);
      if (accelerator === null || /^[^+]*$|^Shift\+F\d+$/.test(accelerator)) return;
      const isEverybodys = /^(?:Control|Command|Control\+Command|Super)\+[ACVXZ]$/.test(
        accelerator,
      );
      expect(isAccelerator(accelerator) || isEverybodys).toBe(true);
    }),
  );
});

test('the clipboard keeps a key from 5 to 300 seconds', () => {
  expect(['5', ' 30 ', '300'].map(secondsOf)).toEqual([5, 30, 300]);
  expect(['4', '301', '', '1e2', '-9', '30.5'].map(secondsOf)).toEqual(Array(6).fill(null));
});
