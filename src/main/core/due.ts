import { subtractSpan } from '../../shared/expiry.ts';
import type { KeyId, KeyPlan, KeyRow } from '../../shared/key.ts';
import type { Span } from '../../shared/service.ts';

/** A key whose owner is to be told something now. */
export interface DueKey {
  row: KeyRow;
  /** What is told with it is told of this stage; see `KeyPlan`. */
  stageAt: string;
  endsAt: string;
  /** Its end is past. */
  isOver: boolean;
}

export interface DueFacts {
  rows: readonly KeyRow[];
  stagesOf: (row: KeyRow) => readonly Span[];
  planOf: (id: KeyId) => KeyPlan | null;
  /** Its replacement is under way or done: nobody is told of its end. */
  isBeingReplaced: (row: KeyRow) => boolean;
  /** By the clock of the key's service. */
  nowMsOf: (row: KeyRow) => number;
}

/** Of an end that is longer past than this nobody is told any more. */
const forgottenAfterMs = 30 * 24 * 60 * 60_000;

/**
 * The keys of which a stage has begun that nobody was told of. Pure. Of several stages that were missed,
 * only the last counts; its end is the last of all. A row that cannot be reckoned is given to `onFault`
 * and stops no other.
 */
export function dueKeys(facts: DueFacts, onFault: (row: KeyRow, error: unknown) => void): DueKey[] {
  const due: DueKey[] = [];
  for (const row of facts.rows) {
    // Most keys have no end that is near, which is seen without asking anything else.
    if (row.expiresAt === null) continue;
    try {
      const one = dueOf(row, row.expiresAt, facts);
      if (one) due.push(one);
    } catch (error) {
      onFault(row, error);
    }
  }
  return due.toSorted((one, other) => Date.parse(one.endsAt) - Date.parse(other.endsAt));
}

function dueOf(row: KeyRow, endsAt: string, facts: DueFacts): DueKey | null {
  const { standing } = row;
  if (standing !== 'held' && standing !== 'known-not-held' && standing !== 'expired') return null;
  const nowMs = facts.nowMsOf(row);
  const times = timesOf(row, endsAt, facts.stagesOf(row));
  if (nowMs < times.firstMs || nowMs > times.endMs + forgottenAfterMs) return null;
  if (row.replacedBy !== null || facts.isBeingReplaced(row)) return null;
  // It came in when it had ended already: whoever brought it knows.
  if (row.addedAt !== null && Date.parse(row.addedAt) > times.endMs) return null;
  const plan = facts.planOf(row.id);
  const beganMs = lastBegun(times.all, plan?.snoozedUntil ?? null, nowMs);
  if (beganMs === null) return null;
  const stageAt = new Date(beganMs).toISOString();
  const isTold = plan?.told?.endsAt === endsAt && plan.told.stageAts.includes(stageAt);
  return isTold ? null : { row, stageAt, endsAt, isOver: nowMs >= times.endMs };
}

/**
 * The last stage that has begun. The end of a snooze is one too; while it lasts there is none, but for
 * the last stage before the end and the end itself, which no snooze passes over in silence.
 */
function lastBegun(
  all: readonly number[],
  snoozedUntil: string | null,
  nowMs: number,
): number | null {
  const snoozedMs = snoozedUntil === null ? null : Date.parse(snoozedUntil);
  const isSnoozed = snoozedMs !== null && nowMs < snoozedMs;
  const counting = isSnoozed ? all.slice(-2) : [...all, ...(snoozedMs === null ? [] : [snoozedMs])];
  return counting.reduce<number | null>(
    (last, ms) => (ms <= nowMs && (last === null || ms > last) ? ms : last),
    null,
  );
}

interface StageTimes {
  stages: readonly Span[];
  firstMs: number;
  endMs: number;
  /** Earliest first, the end itself last. */
  all: readonly number[];
}

/** Rows that did not change are the same objects from one sweep to the next. */
const known = new WeakMap<KeyRow, StageTimes>();

function timesOf(row: KeyRow, endsAt: string, stages: readonly Span[]): StageTimes {
  const before = known.get(row);
  if (before?.stages === stages) return before;
  const endMs = Date.parse(endsAt);
  const begun = stages.map((stage) => Date.parse(subtractSpan(endsAt, stage)));
  const all = [...begun.toSorted((one, other) => one - other), endMs];
  const times = { stages, firstMs: all[0] ?? endMs, endMs, all };
  known.set(row, times);
  return times;
}
