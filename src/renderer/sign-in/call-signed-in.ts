import type { AccountId } from '../../shared/account.ts';
import type { CallName, Request, Response } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { call } from '../call.ts';
import { askForSignIn } from './sign-in-wish.ts';

/**
 * A Call that needs a session. If that has ended, the user signs in where they stand and the Call goes
 * on: it was refused before anything was done, so that asking again does nothing twice.
 */
export async function callSignedIn<Name extends CallName>(
  accountId: AccountId,
  name: Name,
  request: Request<Name>,
): Promise<Result<Response<Name>>> {
  const result = await call(name, request);
  if (result.ok || result.failure.code !== 'signed-out') return result;
  const isSignedIn = await askForSignIn(accountId, true);
  return isSignedIn ? call(name, request) : result;
}
