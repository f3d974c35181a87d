import { subtractSpan } from './expiry.ts';
import type { Span } from './service.ts';

export type Urgency =
  /** Its end is far: nobody is reminded yet. */
  | 'fresh'
  /** The first stage of its reminders is past: it is time to plan its replacement. */
  | 'due'
  /** It ends within a week, or within the first stage where that is shorter. */
  | 'urgent'
  | 'expired'
  /** It has no end, or its service does not tell it. */
  | 'no-expiry';

const weekMs = 7 * 24 * 60 * 60_000;

/** When each urgency of a key begins, in milliseconds; null for a key without an end. */
export interface UrgencyTimes {
  dueMs: number;
  urgentMs: number;
  endMs: number;
}

/** `stages` are those of stages.ts. */
export function urgencyTimesOf(
  expiresAt: string | null,
  stages: readonly Span[],
): UrgencyTimes | null {
  if (expiresAt === null) return null;
  const endMs = Date.parse(expiresAt);
  const dueMs = Math.min(
    endMs,
    ...stages.map((stage) => Date.parse(subtractSpan(expiresAt, stage))),
  );
  return { dueMs, urgentMs: Math.max(dueMs, endMs - weekMs), endMs };
}

export function urgencyAt(times: UrgencyTimes | null, nowMs: number): Urgency {
  if (times === null) return 'no-expiry';
  if (nowMs >= times.endMs) return 'expired';
  if (nowMs >= times.urgentMs) return 'urgent';
  return nowMs >= times.dueMs ? 'due' : 'fresh';
}
