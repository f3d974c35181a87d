import { expect, test } from 'vitest';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { ruleCard } from '../../src/shared/service.ts';

test.each(ruleCards.map((card) => ({ id: card.id, card })))(
  'the card of $id is one',
  ({ card }) => {
    expect(ruleCard.parse(card)).toEqual(card);
    // What is asked with a key needs to know how the key is sent.
    expect(card.probe === null || card.use !== null).toBe(true);
  },
);

test('no two services have the same id', () => {
  expect(new Set(ruleCards.map(({ id }) => id)).size).toBe(ruleCards.length);
});
