import type { AccountState } from '../../shared/account-state.ts';
import type { Result } from '../../shared/failure.ts';
import { call } from '../call.ts';
import { askForSignIn } from './sign-in-wish.ts';

/**
 * Also where there is a session, which ends too soon to be of use: it goes first, since a code is asked
 * for only where there is none. False if the user would not.
 */
export async function signInAnew(
  { id, signIn }: Pick<AccountState, 'id' | 'signIn'>,
  isInTheMiddle = false,
): Promise<Result<boolean>> {
  if (signIn.status === 'signed-in') {
    const result = await call('signOut', { accountId: id });
    if (!result.ok) return result;
  }
  return { ok: true, value: await askForSignIn(id, isInTheMiddle) };
}
