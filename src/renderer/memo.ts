import {
  keepDescription,
  keptDescription,
  onDescription,
  type KeptDescription,
} from './describe-service/kept-description.ts';
import { keepView, onView, takeView, type KeptView } from './inventory/view.ts';
import { call } from './call.ts';
import { keepStandpoint, onStandpoint, takeStandpoint, type KeptStandpoint } from './place.ts';
import { keepWish, onWish, wishFor, type Wish } from './wish.ts';

/** What is found again by the page that comes after a lock: where the user stood, and what was open. */
interface Memo {
  standpoint: KeptStandpoint;
  view: KeptView;
  wish: Wish | null;
  description: KeptDescription | null;
}

/** Takes up what the page before this one has left, and from then on leaves something for the next. */
export async function takeUpMemo(): Promise<void> {
  const result = await call('readMemo', {});
  if (result.ok && result.value.memo !== null) {
    // Written below, by this very version: main keeps it for no longer than it runs.
    const memo: Memo = JSON.parse(result.value.memo);
    takeStandpoint(memo.standpoint);
    takeView(memo.view);
    if (memo.wish !== null) wishFor(memo.wish);
    keepDescription(memo.description);
  }
  for (const hear of [onStandpoint, onView, onWish, onDescription]) hear(leaveMemo);
}

function leaveMemo(): void {
  const memo: Memo = {
    standpoint: keepStandpoint(),
    view: keepView(),
    wish: keepWish(),
    description: keptDescription(),
  };
  void call('keepMemo', { memo: JSON.stringify(memo) });
}
