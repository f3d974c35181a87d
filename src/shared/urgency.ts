import { subtractSpan } from './expiry.ts';
import type { KeyRow } from './key.ts';
import type { RuleCard, Span } from './service.ts';

export type Urgency =
  /** Its end is far: nobody is reminded yet. */
  | 'fresh'
  /** The first reminder of its service's rules is past: it is time to plan its replacement. */
  | 'due'
  /** It ends within a week, or within the first reminder where that is shorter. */
  | 'urgent'
  | 'expired'
  /** It has no end, or its service does not tell it. */
  | 'no-expiry';

/** Where a service has no rules about it. */
const usualFirst: Span = { count: 30, unit: 'days' };
const weekMs = 7 * 24 * 60 * 60_000;

/** When each urgency of a key begins, in milliseconds; null for a key without an end. */
export interface UrgencyTimes {
  dueMs: number;
  urgentMs: number;
  endMs: number;
}

export function urgencyTimesOf(
  expiresAt: string | null,
  card: Pick<RuleCard, 'reminders'> | null,
): UrgencyTimes | null {
  if (expiresAt === null) return null;
  const endMs = Date.parse(expiresAt);
  // A rule card names its reminders earliest first.
  const dueMs = Date.parse(subtractSpan(expiresAt, card?.reminders[0] ?? usualFirst));
  return { dueMs, urgentMs: Math.max(dueMs, endMs - weekMs), endMs };
}

export function urgencyAt(times: UrgencyTimes | null, nowMs: number): Urgency {
  if (times === null) return 'no-expiry';
  if (nowMs >= times.endMs) return 'expired';
  if (nowMs >= times.urgentMs) return 'urgent';
  return nowMs >= times.dueMs ? 'due' : 'fresh';
}

export function urgencyOf(
  { expiresAt }: Pick<KeyRow, 'expiresAt'>,
  card: Pick<RuleCard, 'reminders'> | null,
  now: Date,
): Urgency {
  return urgencyAt(urgencyTimesOf(expiresAt, card), now.getTime());
}
