import { create } from 'zustand';
import type { AccountId } from '../../shared/account.ts';

/** A sign-in that the window asks the user for. */
export interface SignInWish {
  accountId: AccountId;
  /** True in the middle of something, which goes on afterwards. */
  isInTheMiddle: boolean;
  settle: (isSignedIn: boolean) => void;
}

const useWish = create<{ wish: SignInWish | null }>(() => ({ wish: null }));

export function useSignInWish(): SignInWish | null {
  return useWish(({ wish }) => wish);
}

/** What opens again after a lock: a code that was mailed can still be entered. */
export function keepSignIn(): AccountId | null {
  return useWish.getState().wish?.accountId ?? null;
}

export function onSignInWish(listener: () => void): void {
  useWish.subscribe(listener);
}

/** Opens the sign-in where the user stands. True once they are signed in, false if they would not. */
export function askForSignIn(accountId: AccountId, isInTheMiddle = false): Promise<boolean> {
  useWish.getState().wish?.settle(false);
  return new Promise((resolve) => {
    const settle = (isSignedIn: boolean): void => {
      useWish.setState({ wish: null });
      resolve(isSignedIn);
    };
    useWish.setState({ wish: { accountId, isInTheMiddle, settle } });
  });
}
