import { keepView, onView, takeView, type KeptView } from './inventory/view.ts';
import { call } from './call.ts';
import { keepStandpoint, onStandpoint, takeStandpoint, type KeptStandpoint } from './place.ts';

/** What is found again by the page that comes after a lock: where the user stood, and how they looked. */
interface Memo {
  standpoint: KeptStandpoint;
  view: KeptView;
}

/** Takes up what the page before this one has left, and from then on leaves something for the next. */
export async function takeUpMemo(): Promise<void> {
  const result = await call('readMemo', {});
  if (result.ok && result.value.memo !== null) {
    // Written below, by this very version: main keeps it for no longer than it runs.
    const memo: Memo = JSON.parse(result.value.memo);
    takeStandpoint(memo.standpoint);
    takeView(memo.view);
  }
  onStandpoint(leaveMemo);
  onView(leaveMemo);
}

function leaveMemo(): void {
  const memo: Memo = { standpoint: keepStandpoint(), view: keepView() };
  void call('keepMemo', { memo: JSON.stringify(memo) });
}
