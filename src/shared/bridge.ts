import type { CallName, Request, Response } from './contract.ts';
import type { Result } from './failure.ts';
import type { State } from './state.ts';

/** The only two things the preload gives to the window, as `window.bridge`. */
export interface Bridge {
  call<Name extends CallName>(name: Name, request: Request<Name>): Promise<Result<Response<Name>>>;
  /** Hears every new State until the returned function is called. */
  onState(listener: (state: State) => void): () => void;
}

/** The names of the one channel in each direction. */
export const callChannel = 'call';
export const stateChannel = 'state';
