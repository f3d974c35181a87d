import { ruleCards } from '../../src/shared/rule-cards.ts';
import type { RuleCard } from '../../src/shared/service.ts';

/** The rule card of a service that Keyturn knows. */
export function cardOf(id: string): RuleCard {
  const card = ruleCards.find((one) => one.id === id);
  if (!card) throw new Error(`There is no card ${id}.`);
  return card;
}
