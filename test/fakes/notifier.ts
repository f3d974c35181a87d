import type { DesktopNotice, NoticeAction, Notifier } from '../../src/main/core/ports.ts';

export interface FakeNotifier extends Notifier {
  /** What was shown, oldest first. */
  shown: DesktopNotice[];
  /** The names of those that were taken away. */
  withdrawn: string[];
  /** What was to be shown while nobody was there to do it. */
  missedCount: number;
  /** Whether somebody shows notifications. */
  isThere: boolean;
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
    async show(notice) {
      if (fake.isThere) fake.shown.push(notice);
      else fake.missedCount += 1;
      return fake.isThere;
    },
    withdraw: (name) => void fake.withdrawn.push(name),
    onAction(listener) {
      onAction = listener;
    },
    click: (action, name = 'due') => onAction(name, action),
  };
  return fake;
}
