import { expect, test } from 'vitest';
import { actionsOf } from '../../src/renderer/use-key/key-actions.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { keyRow } from '../fakes/key-row.ts';
import { aRotation } from './a-rotation.ts';

const card = ruleCards.find(({ id }) => id === 'postman-v1') ?? null;
const labelsOf = (rotation: Parameters<typeof actionsOf>[0]['rotation']): string[] => {
  const { others, dangers } = actionsOf({ row: keyRow(), card, rotation });
  return [...others, ...dangers].map(({ label }) => label);
};

test('a key that stands by itself can be rotated, and be let go in each way', () => {
  expect(labelsOf(null)).toEqual([
    'Check this key',
    'Show it for ten seconds…',
    'Rotate…',
    'Change contacts…',
    'Reminders…',
    'Copy link',
    'This key leaked…',
    'Forget here…',
    'Retire at the service…',
  ]);
});

test.each(['old', 'new'] as const)(
  'the %s key of a rotation leads there, and offers nothing that would be refused',
  (part) => {
    expect(labelsOf({ part, rotation: aRotation() })).toEqual([
      'Check this key',
      'Show it for ten seconds…',
      'Open rotation',
      'Change contacts…',
      'Copy link',
    ]);
  },
);
