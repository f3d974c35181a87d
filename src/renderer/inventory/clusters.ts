import type { Entry } from './entry.ts';
import { liveUrgencyOf } from './key-state.ts';

/** The stretch of time that the timeline shows. */
export interface Stretch {
  startMs: number;
  endMs: number;
}

/** Keys whose ends are too near each other to be told apart at this width. */
export interface Cluster {
  /** Where it stands, in pixels from the start. */
  x: number;
  entries: readonly Entry[];
  /** The most pressing of its keys. */
  urgency: 'fresh' | 'due' | 'urgent';
}

/** The next twelve months, on the calendar. */
export function yearFrom(now: Date): Stretch {
  const end = new Date(now);
  end.setFullYear(now.getFullYear() + 1);
  return { startMs: now.getTime(), endMs: end.getTime() };
}

/**
 * One cluster for each key that has room, else for as many as stand less than `gapPx` apart. Costs one
 * look at each key and one at each pixel: nothing is sorted.
 */
export function clustersOf(
  entries: readonly Entry[],
  { startMs, endMs }: Stretch,
  widthPx: number,
  gapPx: number,
): Cluster[] {
  const scale = widthPx / (endMs - startMs);
  const columns: (Entry[] | undefined)[] = [];
  for (const entry of entries) {
    if (entry.times === null || liveUrgencyOf(entry, startMs) === null) continue;
    const end = entry.times.endMs - entry.skewMs;
    if (end > endMs) continue;
    const column = Math.round((end - startMs) * scale);
    const some = columns[column];
    if (some) some.push(entry);
    else columns[column] = [entry];
  }
  const clusters: { sum: number; entries: Entry[] }[] = [];
  for (const [column, some] of columns.entries()) {
    if (some === undefined) continue;
    const last = clusters.at(-1);
    if (last && column - last.sum / last.entries.length < roomFor(last.entries.length, gapPx)) {
      last.sum += column * some.length;
      last.entries.push(...some);
    } else {
      clusters.push({ sum: column * some.length, entries: some });
    }
  }
  return clusters.map(({ sum, entries: together }) => ({
    x: Math.round(sum / together.length),
    entries: together,
    urgency: mostPressing(together, startMs),
  }));
}

/** More keys need more figures, and these more room. */
function roomFor(count: number, gapPx: number): number {
  return gapPx * (1 + 0.18 * (String(count).length - 1));
}

function mostPressing(entries: readonly Entry[], nowMs: number): Cluster['urgency'] {
  let most: Cluster['urgency'] = 'fresh';
  for (const entry of entries) {
    const urgency = liveUrgencyOf(entry, nowMs);
    if (urgency === 'urgent') return 'urgent';
    if (urgency === 'due') most = 'due';
  }
  return most;
}

/** The first days of the months in a stretch. */
export function monthsIn({ startMs, endMs }: Stretch): Date[] {
  const first = new Date(startMs);
  const months: Date[] = [];
  for (let count = 1; count <= 13; count += 1) {
    const month = new Date(first.getFullYear(), first.getMonth() + count, 1);
    if (month.getTime() >= endMs) break;
    months.push(month);
  }
  return months;
}
