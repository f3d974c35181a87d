import { expect, test } from 'vitest';
import type { Rotation, RotationNote } from '../../src/shared/rotation.ts';
import { abandonedWords } from '../../src/renderer/rotation/abandoned-words.ts';
import { aRotation } from './a-rotation.ts';

const at = '2027-05-03T01:00:00.000Z';

function ended(notes: RotationNote[], part: Partial<Rotation> = {}): Rotation {
  const timeline = notes.map((note) => ({ at, note, detail: '' }));
  return aRotation({ step: { at: 'abandoned' }, closedAt: at, timeline, ...part });
}

test('a new key that lives on is not said to be deleted, although one before it was', () => {
  expect(abandonedWords(ended(['stored', 'new-retired']))).toContain('was deleted at the service');
  const second = ended(['stored', 'new-retired', 'stored', 'in-use', 'gone-back', 'abandoned']);
  expect(abandonedWords(second)).toBe(
    'Both keys work on: the old one in use, the new one held here.',
  );
});

test('a key that has leaked is never said to be the one to use', () => {
  const leaked = ended(['began', 'retire-failed', 'abandoned'], {
    reason: 'leaked',
    successor: null,
  });
  expect(abandonedWords(leaked)).toContain('whoever has it may still use it');
});
