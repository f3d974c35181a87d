import type { KeyRow } from './key.ts';
import type { RuleCard, Span } from './service.ts';
import type { ReminderSettings } from './settings.ts';
import { inOrder } from './span.ts';

/** Where a service has no rules about it. */
const usual: readonly Span[] = [30, 14, 7, 1].map((count) => ({ count, unit: 'days' }));

/** When to remind before the end of a key, earliest first: its own word, then that on its service, then its card's. */
export function stagesOf(
  { stages }: Pick<KeyRow, 'stages'>,
  card: Pick<RuleCard, 'id' | 'reminders'> | null,
  settings: Pick<ReminderSettings, 'stages'>,
): readonly Span[] {
  if (stages !== null) return inOrder(stages);
  const chosen = settings.stages.find(({ serviceId }) => serviceId === card?.id);
  if (chosen) return inOrder(chosen.stages);
  return card?.reminders.length ? card.reminders : usual;
}
