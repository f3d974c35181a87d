import type { RuleCard } from './service.ts';

/** Whether a service has no address at all, so that its accounts have none and nothing is sent. */
export function hasNoPlace({ environments, takesOwnAddress }: RuleCard): boolean {
  return environments.length === 0 && !takesOwnAddress;
}
