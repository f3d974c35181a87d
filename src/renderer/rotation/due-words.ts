import { shownLabel } from '../../shared/shown-label.ts';
import { dateOfMoment, dayWords } from './day-words.ts';
import type { DueKey } from './due.ts';

const weekMs = 7 * 24 * 60 * 60_000;
/** More than these are not taken in at a glance. */
const mostNames = 4;

/** `2 keys to rotate before 12 May`. */
export function dueTitle(keys: readonly DueKey[], now: Date): string {
  const count = keys.length;
  const expired = keys.filter(({ because }) => because === 'expired').length;
  if (expired === count) {
    return count === 1
      ? '1 key has expired without a successor'
      : `${countOf(count)} have expired without a successor`;
  }
  const what = `${countOf(count)} to rotate`;
  if (expired > 0) return `${what}, ${expired === 1 ? '1 has' : `${expired} have`} expired`;
  const [first] = keys;
  const last = keys.at(-1);
  if (!first || !last) return what;
  // A day that was chosen is meant; ends of one week are one.
  const apartMs = last.byMs - first.byMs;
  const isTogether = first.because === 'planned' ? apartMs === 0 : apartMs <= weekMs;
  const when = whenOf(first, now);
  return isTogether || when === null ? `${what}${when ?? ''}` : `${what}, the first${when}`;
}

/** `ops-mailer, forms-sync and 3 more`. */
export function dueNames(keys: readonly DueKey[]): string {
  const names = keys.slice(0, mostNames).map(({ entry }) => shownLabel(entry.row.label));
  const left = keys.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')} and ${left.toLocaleString()} more`;
}

/** What a snooze would sleep through; null if nothing ends before its day. */
export function endingWords(keys: readonly DueKey[], now: Date, until: Date): string | null {
  const ending = keys.filter(({ entry: { times, skewMs } }) => {
    const endMs = times === null ? Infinity : times.endMs - skewMs;
    return endMs > now.getTime() && endMs <= until.getTime();
  });
  if (ending.length === 0) return null;
  return `${dueNames(ending)} ${ending.length === 1 ? 'ends' : 'end'} before that.`;
}

export function countOf(count: number): string {
  return count === 1 ? '1 key' : `${count.toLocaleString()} keys`;
}

function whenOf({ byMs, because }: DueKey, now: Date): string | null {
  const by = new Date(byMs);
  const words = dayWords(by, now);
  if (because === 'old') return null;
  if (byMs < now.getTime()) return `, planned for ${words}`;
  if (dateOfMoment(by) === dateOfMoment(now)) return ' today';
  return because === 'planned' ? ` by ${words}` : ` before ${words}`;
}
