import { create } from 'zustand';

/** A line that is shown for a while at the foot of the window, and read aloud. */
export interface Notice {
  number: number;
  tone: 'good' | 'plain' | 'trouble';
  text: string;
  /** One thing that can be done about it. */
  action: { label: string; do: () => void } | null;
}

const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));
let count = 0;

export function useNoticeList(): readonly Notice[] {
  return useNotices(({ notices }) => notices);
}

export function say(
  text: string,
  { tone = 'plain', action = null }: Partial<Pick<Notice, 'tone' | 'action'>> = {},
): void {
  count += 1;
  const notice: Notice = { number: count, tone, text, action };
  // The same line is not said twice beside itself.
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.text !== text), notice],
  }));
}

export function dismissNotice(number: number): void {
  useNotices.setState(({ notices }) => ({
    notices: notices.filter((notice) => notice.number !== number),
  }));
}

/** Does what the newest line offers, from wherever the focus is. */
export function undoLast(): void {
  const newest = useNotices.getState().notices.findLast(({ action }) => action !== null);
  if (newest === undefined) return;
  dismissNotice(newest.number);
  newest.action?.do();
}
