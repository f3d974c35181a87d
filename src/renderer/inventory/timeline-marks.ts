import { addSpan } from '../../shared/expiry.ts';
import { endOfDateMs } from '../rotation/day-words.ts';
import { clustersOf, yearFrom, type Cluster, type Stretch } from './clusters.ts';
import type { Entry } from './entry.ts';
import { isLive } from './key-state.ts';
import { clusterWords } from './timeline-keys.tsx';

/** One mark for a cluster. */
export interface Dot extends Cluster {
  /** For who does not see where it stands. */
  words: string;
}

/** What stands on the timeline of a list. */
export interface TimelineMarks {
  stretch: Stretch;
  dots: readonly Dot[];
  /** The days by which keys are to be rotated. */
  plannedMs: readonly number[];
  /** Ends of the windows in which these keys are due. */
  windowEndsMs: readonly number[];
}

interface Room {
  now: Date;
  widthPx: number;
  /** Clusters nearer than this are one. */
  gapPx: number;
}

/** A list that is come back to, as one does by taking letters off a search, is the same object. */
const known = new WeakMap<readonly Entry[], Room & { marks: TimelineMarks }>();

/** Looks at every key, but only once for a list. */
export function marksOf(entries: readonly Entry[], room: Room): TimelineMarks {
  const { now, widthPx, gapPx } = room;
  const before = known.get(entries);
  if (before?.now === now && before.widthPx === widthPx && before.gapPx === gapPx) {
    return before.marks;
  }
  const stretch = yearFrom(now);
  const marks: TimelineMarks = {
    stretch,
    dots: clustersOf(entries, stretch, widthPx, gapPx).map((cluster) => ({
      ...cluster,
      words: clusterWords(cluster, now),
    })),
    plannedMs: plannedDaysOf(entries, stretch),
    windowEndsMs: reminderWindowsOf(entries, stretch),
  };
  known.set(entries, { ...room, marks });
  return marks;
}

/** Each once. */
function plannedDaysOf(entries: readonly Entry[], { startMs, endMs }: Stretch): number[] {
  const dates = new Set<string>();
  for (const { row, rotation } of entries) {
    if (row.rotateBy === null) continue;
    const isOpen = rotation === null && row.replacedBy === null && isLive(row.standing);
    if (isOpen) dates.add(row.rotateBy);
  }
  return [...dates].map((date) => endOfDateMs(date)).filter((ms) => ms > startMs && ms < endMs);
}

/** Each once. */
function reminderWindowsOf(entries: readonly Entry[], { startMs }: Stretch): number[] {
  const start = new Date(startMs).toISOString();
  const stages = new Set<Entry['stages']>();
  for (const entry of entries) stages.add(entry.stages);
  const firsts = [...stages].flatMap(([first]) => first ?? []);
  return [...new Set(firsts.map((first) => Date.parse(addSpan(start, first))))];
}
