import { z } from 'zod';
import { keychainAbsence } from './keychain.ts';

/** Every way a Call can fail. The words for the user are made in the renderer, from `code`. */
export const failure = z.discriminatedUnion('code', [
  /** The Call asked for something that does not exist, or in a way that is not allowed. */
  z.strictObject({
    code: z.literal('call-refused'),
    reason: z.enum(['unknown-call', 'bad-request', 'untrusted-sender']),
  }),
  /** The keychain is there but shut, and was not opened. */
  z.strictObject({ code: z.literal('keychain-locked') }),
  /** Nothing on this computer can hold a key. */
  z.strictObject({ code: z.literal('keychain-missing'), reason: keychainAbsence }),
  /** Our own fault. The log has the stack; the window only says that it was unexpected. */
  z.strictObject({ code: z.literal('bug') }),
]);
export type Failure = z.infer<typeof failure>;

/** What every Call answers: Electron would keep only the message of a thrown error. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };
