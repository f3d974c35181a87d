import type { CallName, Request, Response } from './contract.ts';
import type { Result } from './failure.ts';
import type { StateNews } from './state.ts';

/** The only three things the preload gives to the window, as `window.bridge`. */
export interface Bridge<DroppedFile> {
  call<Name extends CallName>(name: Name, request: Request<Name>): Promise<Result<Response<Name>>>;
  /** Hears of every change of State until the returned function is called. */
  onState(listener: (news: StateNews) => void): () => void;
  /** Where a file that was dropped on the window lies, so that main can read it and the window need not. */
  pathOf(file: DroppedFile): string;
}

/** The names of the one channel in each direction. */
export const callChannel = 'call';
export const stateChannel = 'state';
