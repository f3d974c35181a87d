import { z } from 'zod';
import { state } from './state.ts';

// Requests are strict: a field that is not expected is refused. Responses and State are not: a field
// that is not described is dropped on the way out, so that nothing leaves main by accident.
const nothing = z.strictObject({});
const done = z.null();

/**
 * Each Call that the renderer may make: what it sends and what it gets back. A Call is an
 * intention ("check the keychain"), never access to storage; its effects are told by State.
 */
export const contract = {
  /** The State as it is now, asked for once after subscribing. */
  readState: { request: nothing, response: state },
  /** Look at the keychain again, without making the system ask the user for anything. */
  checkKeychain: { request: nothing, response: done },
  /** Use the keychain although it is locked, so that the system asks the user to open it. */
  unlockKeychain: { request: nothing, response: done },
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Request<Name extends CallName> = z.input<Contract[Name]['request']>;
export type Response<Name extends CallName> = z.output<Contract[Name]['response']>;
