import type { DesktopNotice, NoticeAction, Notifier } from '../../src/main/core/ports.ts';

export interface FakeNotifier extends Notifier {
  /** What was shown, oldest first. */
  shown: DesktopNotice[];
  /** The names of what was taken away again, oldest first. */
  withdrawn: string[];
  /** What was to be shown while nobody was there to do it. */
  missedCount: number;
  /** Whether somebody shows notifications. */
  isThere: boolean;
  /** Whether it throws what nobody foresaw. */
  isFaulty: boolean;
  /** As its user would click. */
  click(action: NoticeAction, name?: string): void;
}

/** A desktop that shows what it is given. */
export function fakeNotifier(): FakeNotifier {
  let onAction: (name: string, action: NoticeAction) => void = () => undefined;
  const fake: FakeNotifier = {
    shown: [],
    withdrawn: [],
    missedCount: 0,
    isThere: true,
    isFaulty: false,
    async show(notice) {
      const isShown = fake.isThere && !fake.isFaulty;
      if (isShown) fake.shown.push(notice);
      else fake.missedCount += 1;
      if (fake.isFaulty) throw new Error('odd');
      return isShown;
    },
    withdraw: (name) => void fake.withdrawn.push(name),
    onAction(listener) {
      onAction = listener;
    },
    click: (action, name = 'due') => onAction(name, action),
  };
  return fake;
}
