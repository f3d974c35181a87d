import { subtractSpan } from './expiry.ts';
import type { KeyRow } from './key.ts';
import type { RuleCard, Span } from './service.ts';
import type { ReminderSettings } from './settings.ts';

/** More than these are noise. */
export const mostStages = 8;

/** Nobody plans further ahead than two years. */
const furthest: Record<Span['unit'], number> = { months: 24, weeks: 104, days: 730 };

export function isTooFar({ count, unit }: Span): boolean {
  return count > furthest[unit];
}

/** Where a service has no rules about it. */
export const usualStages: readonly Span[] = [30, 14, 7, 1].map((count) => ({
  count,
  unit: 'days',
}));

/** What its card says, or the usual where it says nothing. */
export function stagesOfCard(card: Pick<RuleCard, 'reminders'> | null): readonly Span[] {
  return card?.reminders.length ? card.reminders : usualStages;
}

/** What holds for the keys of a service that have no stages of their own. */
export function stagesOfService(
  card: Pick<RuleCard, 'id' | 'reminders'> | null,
  { stages }: Pick<ReminderSettings, 'stages'>,
): readonly Span[] {
  const chosen = stages.find(({ serviceId }) => serviceId === card?.id);
  return chosen?.stages ?? stagesOfCard(card);
}

type KeyOfStages = Pick<KeyRow, 'stages' | 'createdAt' | 'expiresAt'>;

/**
 * When to remind before the end of a key, earliest first: its own word, then that on its service, then its
 * card's, of which those count that lie well within its life. All that speaks of a key being due asks here.
 * The same list for the same facts.
 */
export function stagesOf(
  row: KeyOfStages,
  card: Pick<RuleCard, 'id' | 'reminders'> | null,
  settings: Pick<ReminderSettings, 'stages'>,
): readonly Span[] {
  return row.stages ?? stagesInLife(row, stagesOfService(card, settings));
}

interface InLife {
  all: readonly Span[];
  inLife: readonly Span[];
}

/** There may be ten thousand keys, which are asked about often. */
const known = new WeakMap<KeyOfStages, InLife>();

function stagesInLife(row: KeyOfStages, all: readonly Span[]): readonly Span[] {
  if (row.createdAt === null || row.expiresAt === null) return all;
  const before = known.get(row);
  if (before?.all === all) return before.inLife;
  const end = row.expiresAt;
  const endMs = Date.parse(end);
  // Who has just made a key that lives for thirty days knows that it ends in thirty.
  const firstMs = endMs - 0.9 * (endMs - Date.parse(row.createdAt));
  const last = all.at(-1);
  const counts = (stage: Span): boolean => Date.parse(subtractSpan(end, stage)) >= firstMs;
  // The last one counts in any case: nobody is to learn of an end only when it is there.
  const inLife = all.every(counts) ? all : all.filter((stage) => counts(stage) || stage === last);
  known.set(row, { all, inLife });
  return inLife;
}

/** The settings with other stages for a service; null for those of its card again. */
export function withStages(
  chosen: ReminderSettings['stages'],
  serviceId: RuleCard['id'],
  stages: readonly Span[] | null,
): ReminderSettings['stages'] {
  const others = chosen.filter((one) => one.serviceId !== serviceId);
  return stages === null ? others : [...others, { serviceId, stages: [...stages] }];
}
