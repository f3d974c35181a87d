import { subtractSpan } from '../../shared/expiry.ts';
import type { KeyId, KeyPlan, KeyRow } from '../../shared/key.ts';
import type { Span } from '../../shared/service.ts';

/** A key whose owner is to be told something now. */
export interface DueKey {
  row: KeyRow;
  because:
    /** Its end is near or past. */
    | 'ends'
    /** The day by which its owner means to rotate it has come, or is past. */
    | 'planned'
    /** It was replaced, the time that both were to live is over, and it can be retired. */
    | 'soaked';
  /** What is told with it is told of this stage; see `KeyPlan`. */
  stageAt: string;
  /** What its stages lead to: its end, or the day or moment that has come where it has none. */
  endsAt: string;
  /** Its end is past, or its day. */
  isOver: boolean;
  /** By the clock of the key's service, as all of the above. */
  nowMs: number;
}

export interface DueFacts {
  rows: readonly KeyRow[];
  stagesOf: (row: KeyRow) => readonly Span[];
  planOf: (id: KeyId) => KeyPlan | null;
  /** Its replacement is under way or done: nobody is told of its end. */
  isBeingReplaced: (row: KeyRow) => boolean;
  /** Keys that were replaced: since when they can be retired. */
  soakedAtOf: (row: KeyRow) => string | null;
  /** By the clock of the key's service. */
  nowMsOf: (row: KeyRow) => number;
  /** Until then nothing more may be said: of what ends meanwhile the last word comes before. */
  silenceMs: number;
}

/** Of an end that is longer past than this nobody is told any more, but of a key that was held before it. */
const forgottenAfterMs = 30 * 24 * 60 * 60_000;

const dayMs = 24 * 60 * 60_000;

/**
 * The keys of which a stage has begun that nobody was told of. Pure. Of several stages that were missed,
 * only the last counts; its end is the last of all. A row that cannot be reckoned is given to `onFault`
 * and stops no other.
 */
export function dueKeys(facts: DueFacts, onFault: (row: KeyRow, error: unknown) => void): DueKey[] {
  const due: DueKey[] = [];
  for (const row of facts.rows) {
    try {
      const one = dueOf(row, facts);
      if (one) due.push(one);
    } catch (error) {
      onFault(row, error);
    }
  }
  return due.toSorted((one, other) => Date.parse(one.endsAt) - Date.parse(other.endsAt));
}

function dueOf(row: KeyRow, facts: DueFacts): DueKey | null {
  const { standing, expiresAt, rotateBy } = row;
  if (standing !== 'held' && standing !== 'known-not-held' && standing !== 'expired') return null;
  const soakedAt = facts.soakedAtOf(row);
  if (soakedAt !== null) return soakedOf(row, soakedAt, facts);
  if (expiresAt === null && rotateBy === null) return null;
  const nowMs = facts.nowMsOf(row);
  const stages = expiresAt === null ? [] : facts.stagesOf(row);
  // Most keys have no end that is near, which is seen without reckoning when each stage begins.
  const mayBeNear =
    expiresAt !== null && nowMs + facts.silenceMs >= nearMsOf(row, expiresAt, stages)
      ? expiresAt
      : null;
  if (mayBeNear === null && rotateBy === null) return null;
  const times = mayBeNear === null ? null : timesOf(row, mayBeNear, stages);
  const dayBeganMs = rotateBy === null ? null : beginOfDay(rotateBy);
  const firstMs = Math.min(times?.firstMs ?? Infinity, dayBeganMs ?? Infinity);
  if (nowMs + facts.silenceMs < firstMs) return null;
  if (times !== null && isForgotten(row, times.endMs, nowMs)) return null;
  if (row.replacedBy !== null || facts.isBeingReplaced(row)) return null;
  // It came in when it had ended already: whoever brought it knows.
  if (times !== null && row.addedAt !== null && Date.parse(row.addedAt) > times.endMs) return null;
  const plan = facts.planOf(row.id);
  const begun = begunOf(times, nowMs, facts.silenceMs);
  const beganMs = lastBegun(begun, dayBeganMs, plan?.snoozedUntil ?? null, nowMs);
  if (beganMs === null) return null;
  const isDay = rotateBy !== null && beganMs === dayBeganMs;
  // By its name and not by its moment, which is another one after a journey.
  const stageAt = isDay ? nameOfDay(rotateBy) : new Date(beganMs).toISOString();
  const endsAt = expiresAt ?? nameOfDay(rotateBy ?? '');
  // A snooze that is over speaks of what it had put off.
  const because = isDay || times === null ? 'planned' : 'ends';
  const overMs = isDay || times === null ? beginOfDay(rotateBy ?? '', 1) : times.endMs;
  return untold({ row, because, stageAt, endsAt, isOver: nowMs >= overMs, nowMs }, plan);
}

/** Two keys live, and nobody hears of it again by any end: so this is never too late to be said. */
function soakedOf(row: KeyRow, soakedAt: string, facts: DueFacts): DueKey | null {
  const nowMs = facts.nowMsOf(row);
  const soakedMs = Date.parse(soakedAt);
  if (nowMs < soakedMs) return null;
  const plan = facts.planOf(row.id);
  const beganMs = lastBegun(noneBegun, soakedMs, plan?.snoozedUntil ?? null, nowMs);
  if (beganMs === null) return null;
  const stageAt = new Date(beganMs).toISOString();
  const endsAt = row.expiresAt ?? soakedAt;
  return untold({ row, because: 'soaked', stageAt, endsAt, isOver: false, nowMs }, plan);
}

function untold(due: DueKey, plan: KeyPlan | null): DueKey | null {
  const { told = null } = plan ?? {};
  return told?.endsAt === due.endsAt && told.stageAts.includes(due.stageAt) ? null : due;
}

function isForgotten({ addedAt }: KeyRow, endMs: number, nowMs: number): boolean {
  const wasHeld = addedAt !== null && Date.parse(addedAt) <= endMs;
  return !wasHeld && nowMs > endMs + forgottenAfterMs;
}

interface Begun {
  all: readonly number[];
  /** What no snooze passes over in silence: the last stage before the end, and the end itself. */
  last: readonly number[];
}

const noneBegun: Begun = { all: [], last: [] };

/** The stages that have begun; the last one also where the end comes before anything can be said again. */
function begunOf(times: StageTimes | null, nowMs: number, silenceMs: number): Begun {
  if (times === null) return noneBegun;
  const endsInSilence = nowMs < times.endMs && times.endMs <= nowMs + silenceMs;
  const lastStageMs = times.all.at(-2);
  const hasBegun = (ms: number): boolean => ms <= nowMs || (endsInSilence && ms === lastStageMs);
  return { all: times.all.filter(hasBegun), last: times.all.slice(-2).filter(hasBegun) };
}

/**
 * The last of what has begun. The end of a snooze is one too, and so is the day of its owner's; while a
 * snooze lasts there is none, but for what it does not pass over in silence.
 */
function lastBegun(
  begun: Begun,
  dayBeganMs: number | null,
  snoozedUntil: string | null,
  nowMs: number,
): number | null {
  const snoozedMs = snoozedUntil === null ? null : Date.parse(snoozedUntil);
  const isSnoozed = snoozedMs !== null && nowMs < snoozedMs;
  const others = [dayBeganMs, snoozedMs].filter((ms) => ms !== null && ms <= nowMs);
  const counting = isSnoozed ? begun.last : [...begun.all, ...others];
  return counting.reduce<number | null>(
    (last, ms) => (ms !== null && (last === null || ms > last) ? ms : last),
    null,
  );
}

/** Where the user is, or of the day so much later. */
function beginOfDay(date: string, daysLater = 0): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + daysLater).getTime();
}

function nameOfDay(date: string): string {
  return `${date}T00:00:00.000Z`;
}

interface StageTimes {
  stages: readonly Span[];
  firstMs: number;
  endMs: number;
  /** Earliest first, the end itself last. */
  all: readonly number[];
}

const mostDays = { days: 1, weeks: 7, months: 31 };

/** No stage begins earlier before an end than this. */
function mostMsOf(stages: readonly Span[]): number {
  return Math.max(0, ...stages.map(({ count, unit }) => count * mostDays[unit] * dayMs));
}

/** Rows that did not change are the same objects from one sweep to the next. */
const known = new WeakMap<KeyRow, StageTimes>();
const near = new WeakMap<KeyRow, { stages: readonly Span[]; ms: number }>();

/** Before this moment no stage of it can have begun. */
function nearMsOf(row: KeyRow, endsAt: string, stages: readonly Span[]): number {
  const before = near.get(row);
  if (before?.stages === stages) return before.ms;
  const ms = Date.parse(endsAt) - mostMsOf(stages);
  near.set(row, { stages, ms });
  return ms;
}

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
