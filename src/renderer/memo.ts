import {
  keepDescription,
  keptDescription,
  onDescription,
  type KeptDescription,
} from './describe-service/kept-description.ts';
import { keepView, onView, takeView, type KeptView } from './inventory/view.ts';
import { call } from './call.ts';
import type { AccountId } from '../shared/account.ts';
import { keepStandpoint, onStandpoint, takeStandpoint, type KeptStandpoint } from './place.ts';
import { askForSignIn, keepSignIn, onSignInWish } from './sign-in/sign-in-wish.ts';
import { onFirstState } from './state.ts';
import { keepWish, onWish, wishFor, type Wish } from './wish.ts';

/** What is found again by the page that comes after a lock: where the user stood, and what was open. */
interface Memo {
  standpoint: KeptStandpoint;
  view: KeptView;
  wish: Wish | null;
  signIn: AccountId | null;
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
    if (memo.signIn !== null) signInAgain(memo.signIn);
  }
  for (const hear of [onStandpoint, onView, onWish, onSignInWish, onDescription]) hear(leaveMemo);
}

/** Not where main has come to the end of it meanwhile. */
function signInAgain(id: AccountId): void {
  onFirstState(({ accounts }) => {
    const account = accounts.find((one) => one.id === id);
    if (account && account.signIn.status !== 'signed-in') void askForSignIn(id);
  });
}

function leaveMemo(): void {
  const memo: Memo = {
    standpoint: keepStandpoint(),
    view: keepView(),
    wish: keepWish(),
    signIn: keepSignIn(),
    description: keptDescription(),
  };
  void call('keepMemo', { memo: JSON.stringify(memo) });
}
