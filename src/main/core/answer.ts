import { contract, type CallName, type Heard, type Response } from '../../shared/contract.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import { FailureError } from './failure-error.ts';
import type { Locking } from './locking.ts';
import type { Log } from './ports.ts';

/** One function per Call; a Call without one does not compile. */
export type Handlers = {
  [Name in CallName]: (request: Heard<Name>) => Promise<Response<Name>> | Response<Name>;
};

export type Answer = (name: unknown, request: unknown) => Promise<Result<unknown>>;

/** All that is answered while the window is locked. */
const openWhileLocked: ReadonlySet<CallName> = new Set<CallName>(['readLock', 'unlock']);

export function createAnswer(
  handlers: Handlers,
  { isLocked }: Pick<Locking, 'isLocked'>,
  log: Log,
): Answer {
  return async function answer(name, request) {
    if (!isCallName(name)) return refused('unknown-call');
    const isShut = (): boolean => isLocked() && !openWhileLocked.has(name);
    if (isShut()) return refused('locked');
    const parsed = contract[name].request.safeParse(request);
    if (!parsed.success) return refused('bad-request');
    try {
      const response: unknown = await Reflect.apply(handlers[name], handlers, [parsed.data]);
      // Locked meanwhile: whoever asked is gone.
      if (isShut()) return refused('locked');
      // Parsed too, so that what a handler returns by mistake fails here and never leaves main.
      return { ok: true, value: contract[name].response.parse(response) };
    } catch (error) {
      if (error instanceof FailureError) return { ok: false, failure: error.failure };
      log.bug(error);
      return { ok: false, failure: { code: 'bug' } };
    }
  };
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(contract, name);
}

function refused(reason: Extract<Failure, { code: 'call-refused' }>['reason']): Result<never> {
  return { ok: false, failure: { code: 'call-refused', reason } };
}
