import { isDescribed } from '../../shared/described-service.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';

/** The services that concern the user, and the others: those in use, described, or changed come first. */
export function servicesFirst({
  services,
  accounts,
  settings,
}: Pick<State, 'services' | 'accounts' | 'settings'>): { first: RuleCard[]; others: RuleCard[] } {
  const own = new Set([
    ...accounts.map(({ serviceId }) => serviceId),
    ...settings.reminders.stages.map(({ serviceId }) => serviceId),
  ]);
  const isFirst = (card: RuleCard): boolean => own.has(card.id) || isDescribed(card);
  const first = services.filter(isFirst);
  if (first.length === 0) return { first: [...services], others: [] };
  return { first, others: services.filter((card) => !isFirst(card)) };
}
