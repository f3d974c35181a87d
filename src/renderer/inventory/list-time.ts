import { useSyncExternalStore } from 'react';
import type { Rotation } from '../../shared/rotation.ts';
import { isOpen } from '../../shared/rotation-progress.ts';
import { minuteNow, subscribeToMinute } from '../minute.ts';
import { changesByDueMs } from '../rotation/due.ts';
import type { Entry } from './entry.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Nearer than this to an end hours are counted, or will be before this one is over: see `countdownWords`. */
const inHoursMs = 49 * hourMs;

/**
 * The time, told to what shows many keys only when they may say something else by it, so that a window
 * that is merely open is not drawn each minute. What creeps, as the timeline, follows within the hour.
 */
export function useListTime(entries: readonly Entry[], rotations: readonly Rotation[]): Date {
  return useSyncExternalStore(subscribeToMinute, () => listTimeOf(entries, rotations, minuteNow()));
}

interface Known {
  rotations: readonly Rotation[];
  time: Date;
  untilMs: number;
}

const known = new WeakMap<readonly Entry[], Known>();

function listTimeOf(entries: readonly Entry[], rotations: readonly Rotation[], now: Date): Date {
  const before = known.get(entries);
  const nowMs = now.getTime();
  const isSame = before?.rotations === rotations && before.time.getTime() <= nowMs;
  if (isSame && nowMs < before.untilMs) return before.time;
  known.set(entries, { rotations, time: now, untilMs: nextChangeMs(entries, rotations, now) });
  return now;
}

/** The first moment after this one at which a list of these keys may say something else. */
export function nextChangeMs(
  entries: readonly Entry[],
  rotations: readonly Rotation[],
  now: Date,
): number {
  const nowMs = now.getTime();
  // What is under way has words of its own for the time.
  if (rotations.some(isOpen)) return nowMs + 1;
  let next = nextHourMs(nowMs);
  const note = (ms: number): void => {
    if (ms > nowMs && ms < next) next = ms;
  };
  for (const entry of entries) {
    const { times, skewMs } = entry;
    if (skewMs !== 0) note(nextHourMs(nowMs + skewMs) - skewMs);
    for (const ms of changesByDueMs(entry)) note(ms);
    if (times === null) continue;
    note(times.dueMs - skewMs);
    note(times.urgentMs - skewMs);
    note(times.endMs - skewMs);
    note(nextCountMs(times.endMs - skewMs, nowMs));
  }
  return next;
}

/** Also the midnights at which days and months are counted on are at the beginning of an hour. */
function nextHourMs(ms: number): number {
  const next = new Date(ms);
  next.setMinutes(60, 0, 0);
  return next.getTime();
}

/** When the hours or minutes to an end, or since one, are one more or one less. */
function nextCountMs(endMs: number, nowMs: number): number {
  const pastMs = nowMs - endMs;
  if (Math.abs(pastMs) > inHoursMs) return Infinity;
  const stepMs = Math.abs(pastMs) <= hourMs ? minuteMs : hourMs;
  // Of what is left a whole one counts until less is left.
  return pastMs >= 0
    ? endMs + (Math.floor(pastMs / stepMs) + 1) * stepMs
    : endMs - Math.floor(-pastMs / stepMs) * stepMs + 1;
}
