import type { CallName, Request, Response } from '../shared/contract.ts';
import type { Result } from '../shared/failure.ts';

/** Asks main for something. Never throws: what went wrong is in the Result. */
export async function call<Name extends CallName>(
  name: Name,
  request: Request<Name>,
): Promise<Result<Response<Name>>> {
  try {
    return await window.bridge.call(name, request);
  } catch {
    // The bridge itself failed, which main cannot have told us in a Result.
    return { ok: false, failure: { code: 'bug' } };
  }
}
