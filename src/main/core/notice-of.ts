import { countdownWords } from '../../shared/countdown-words.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import type { DueKey } from './due.ts';
import type { DesktopNotice } from './ports.ts';

/** So many keys are named; a notification has room for no more. */
const mostNamed = 3;
/** Desktops cut what is longer, and with it what stands after it. */
const longestLabel = 48;

/** What the desktop says of keys that are due: label, last five and when, and what can be done. Never a key. */
export function noticeOf(due: readonly DueKey[], hidesNames: boolean): Omit<DesktopNotice, 'name'> {
  const [first] = due;
  const isOne = due.length === 1;
  const facts = {
    isUrgent: due.some(isUrgent),
    actions: [
      isOne && first?.because !== 'soaked'
        ? ({ action: 'rotate', label: 'Rotate' } as const)
        : ({ action: 'open', label: 'Show' } as const),
      { action: 'snooze', label: 'Snooze for a day' } as const,
    ],
  };
  if (hidesNames || first === undefined) {
    return { title: countOf(due), body: 'Open Keyturn to see more.', ...facts };
  }
  if (isOne) return { ...oneOf(first), ...facts };
  const named = due.slice(0, mostNamed).map(dueLineOf);
  const others = due.length - named.length;
  const lines = [...named, ...(others > 0 ? [`and ${others} more`] : [])];
  return { title: countOf(due), body: lines.join('\n'), ...facts };
}

/** "3 keys are due". */
export function countOf(due: readonly DueKey[]): string {
  const { length } = due;
  if (length > 0 && due.every(({ because }) => because === 'soaked')) {
    return length === 1 ? 'An old key can be retired' : `${length} old keys can be retired`;
  }
  return length === 1 ? 'A key is due' : `${length} keys are due`;
}

/** One key of several. */
export function dueLineOf(one: DueKey): string {
  return `${nameOf(one)} •••••${one.row.lastFive}: ${whenOf(one)}`;
}

function oneOf(one: DueKey): { title: string; body: string } {
  const key = `•••••${one.row.lastFive}`;
  if (one.because === 'soaked') {
    return {
      title: `${nameOf(one)}: the old key can be retired`,
      body: `The old key is ${key}. Its replacement has been in use for as long as you wanted.`,
    };
  }
  const title = `${nameOf(one)} ${whenOf(one)}`;
  return {
    title,
    body: one.isOver && one.because === 'ends' ? `Key ${key}.` : `Key ${key}. Replace it in time.`,
  };
}

/** As they are seen: an emoji is one. */
const letters = new Intl.Segmenter('en');

function nameOf({ row: { label } }: DueKey): string {
  const seen = Array.from(letters.segment(label), ({ segment }) => segment);
  const isLong = seen.length > longestLabel;
  const text = isLong ? `${seen.slice(0, longestLabel - 1).join('')}…` : label;
  return `“${shownLabel(text)}”`;
}

function whenOf({ because, endsAt, isOver, row, nowMs }: DueKey): string {
  switch (because) {
    case 'soaked':
      return 'the old key can be retired';
    case 'planned':
      return isOver ? `was to be rotated by ${dayOf(row.rotateBy)}` : 'is to be rotated today';
    case 'ends': {
      const words = countdownWords(endsAt, new Date(nowMs));
      return isOver ? words : `ends ${words}`;
    }
    default:
      return because satisfies never;
  }
}

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

function dayOf(date: string | null): string {
  return date === null ? 'now' : days.format(new Date(`${date}T00:00:00.000Z`));
}

function isUrgent({ because, isOver, endsAt, nowMs }: DueKey): boolean {
  const isNear = Date.parse(endsAt) - nowMs < 24 * 60 * 60_000;
  return because === 'ends' && (isOver || isNear);
}
