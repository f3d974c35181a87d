import { countdownWords } from '../../shared/countdown-words.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import type { DueKey } from './due.ts';
import type { DesktopNotice } from './ports.ts';

/** So many keys are named; a notification has room for no more. */
const mostNamed = 3;

/** What the desktop says of keys that are due: label, last five and when, and what can be done. Never a key. */
export function noticeOf(
  due: readonly DueKey[],
  hidesNames: boolean,
  now: Date,
): Omit<DesktopNotice, 'name'> {
  const [first] = due;
  const isOne = due.length === 1;
  const isUrgent = due.some(({ isOver, endsAt }) => isOver || isWithinDay(endsAt, now));
  const actions = isOne
    ? ([
        { action: 'rotate', label: 'Rotate' },
        { action: 'snooze', label: 'Snooze for a day' },
      ] as const)
    : ([
        { action: 'open', label: 'Show' },
        { action: 'snooze', label: 'Snooze for a day' },
      ] as const);
  if (hidesNames || first === undefined) {
    const title = isOne ? 'A key is due' : `${due.length} keys are due`;
    return { title, body: 'Open Keyturn to see more.', isUrgent, actions };
  }
  if (isOne) {
    const title = `${nameOf(first)} ${whenOf(first, now)}`;
    return {
      title,
      body: `Key •••••${first.row.lastFive}. Replace it in time.`,
      isUrgent,
      actions,
    };
  }
  const named = due.slice(0, mostNamed).map((one) => lineOf(one, now));
  const others = due.length - named.length;
  return {
    title: `${due.length} keys are due`,
    body: [...named, ...(others > 0 ? [`and ${others} more`] : [])].join('\n'),
    isUrgent,
    actions,
  };
}

function lineOf(one: DueKey, now: Date): string {
  return `${nameOf(one)} •••••${one.row.lastFive}: ${whenOf(one, now)}`;
}

function nameOf({ row }: DueKey): string {
  return `“${shownLabel(row.label)}”`;
}

function whenOf({ endsAt, isOver }: DueKey, now: Date): string {
  const words = countdownWords(endsAt, now);
  return isOver ? words : `ends ${words}`;
}

function isWithinDay(endsAt: string, now: Date): boolean {
  return Date.parse(endsAt) - now.getTime() < 24 * 60 * 60_000;
}
