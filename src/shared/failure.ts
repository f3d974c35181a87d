import { z } from 'zod';
import { keychainAbsence } from './keychain.ts';

/** What keeps a service out of reach. Each time, our request has not been read by it. */
export const unreachableReason = z.enum([
  /** There is no way from this computer to that one: no network, or not the right one. */
  'offline',
  /** Nobody knows the name in the address. */
  'dns',
  /** The computer is there, but no server listens. */
  'refused',
  /** No connection, or no whole answer, in the time we give it. */
  'timeout',
  /** The server could not show that it is who it says: nothing was sent to it. */
  'tls',
  /** The proxy of this computer could not be reached, or would not let us through. */
  'proxy',
  /** The system asks for a kind of proxy that we cannot speak to, such as SOCKS. */
  'proxy-kind',
  /** The connection was there and broke. */
  'reset',
]);
export type UnreachableReason = z.infer<typeof unreachableReason>;

/** Why an answer that came cannot be used. */
export const unreadableReason = z.enum([
  /** It is no JSON, where JSON was due: a page of a CDN or a portal, say. */
  'not-json',
  /** A field is missing or of another kind than it should be; `field` names it. */
  'shape',
  /** It was over the size that we take in. */
  'too-large',
  /** It sends us elsewhere. We never follow, since that would carry a key there. */
  'redirect',
  /** It is no HTTP, or a success that this question cannot have. */
  'not-understood',
]);
export type UnreadableReason = z.infer<typeof unreadableReason>;

/** Why a change could not be written down. Each time, what was there before is there still. */
export const unwritableReason = z.enum([
  /** There is no room left. */
  'disk-full',
  /** The file or its folder is read-only or not where it was, or another program holds it. */
  'not-allowed',
  /** The disk took it for a fault of its own, or of a limit that the system sets. */
  'disk-fault',
]);
export type UnwritableReason = z.infer<typeof unwritableReason>;

const seconds = z.int().nonnegative();
const httpStatus = z.int().min(100).max(999);

/** Every way a Call can fail. The words for the user are made in the renderer, from `code`. */
export const failure = z.discriminatedUnion('code', [
  /** The Call asked for something that does not exist, or in a way that is not allowed. */
  z.strictObject({
    code: z.literal('call-refused'),
    reason: z.enum([
      'unknown-call',
      'bad-request',
      'untrusted-sender',
      /** The window is locked. */
      'locked',
    ]),
  }),
  /** The system was asked whether its user is there, and did not find it so. It stays locked. */
  z.strictObject({ code: z.literal('unlock-refused') }),
  /** The keychain is there but shut, and was not opened. */
  z.strictObject({ code: z.literal('keychain-locked') }),
  /** Nothing on this computer can hold a key. */
  z.strictObject({ code: z.literal('keychain-missing'), reason: keychainAbsence }),
  /** What is not secret could not be written to the disk: the change is not made, and nothing is lost. */
  z.strictObject({ code: z.literal('records-unwritable'), reason: unwritableReason }),

  /** The secret of this key is not here. */
  z.strictObject({ code: z.literal('key-not-held') }),
  /** The keychain has no item for this key any more. Somebody has deleted it, behind our back. */
  z.strictObject({ code: z.literal('item-missing') }),
  /** The item holds another value than it was given, so it is not used. */
  z.strictObject({ code: z.literal('item-changed') }),
  /** The keychain gave back something else than was written to it; the key is still in memory. */
  z.strictObject({ code: z.literal('read-back-failed') }),
  /** The key was made at the service and could not be put into the keychain: see State's `unsaved`. */
  z.strictObject({ code: z.literal('key-unsaved') }),
  /** Copying this key wants a second word, and why. Nothing was copied. */
  z.strictObject({
    code: z.literal('confirmation-needed'),
    because: z.enum(['expired', 'gone', 'refused', 'retired']),
  }),
  /** The five characters that were typed are not those of the key. Nothing was changed. */
  z.strictObject({ code: z.literal('wrong-last-five') }),
  /** No key was found in what was pasted or in the file. */
  z.strictObject({ code: z.literal('nothing-found') }),
  /** The file is not there, is not a plain file, is too large, or may not be read. */
  z.strictObject({ code: z.literal('file-unreadable') }),
  /** This key has characters that the wanted form cannot carry, or the account lacks what it needs. */
  z.strictObject({ code: z.literal('recipe-unfit') }),
  /** The file could not be written there: it is no plain file, its folder is gone or may not be written. */
  z.strictObject({ code: z.literal('file-unwritable') }),
  /** The clipboard could not be used. */
  z.strictObject({ code: z.literal('clipboard-failed') }),
  /** The account has keys that are held here, and was not to be removed with them. */
  z.strictObject({ code: z.literal('keys-still-held'), count: seconds }),

  /** The key is being rotated: what is to become of it is decided there. */
  z.strictObject({ code: z.literal('in-rotation') }),
  /** Another copy of Keyturn has gone on with this rotation. Nothing was done here. */
  z.strictObject({ code: z.literal('rotation-elsewhere') }),
  /** Places where the key is used do not have the new one yet, and the user has not said that they need not. */
  z.strictObject({ code: z.literal('places-open'), count: seconds }),
  /** The new key has not been shown to work within the hour, so the old one is not retired. */
  z.strictObject({ code: z.literal('successor-unproven') }),
  /** Its service lists the old key no more, or refuses it: it cannot be the one to use. Nothing was changed. */
  z.strictObject({ code: z.literal('old-key-missing') }),
  /** The key was said to be ended, and its service still takes it. */
  z.strictObject({ code: z.literal('still-works') }),
  /** There is no harmless question that tells whether a key works. */
  z.strictObject({ code: z.literal('cannot-be-asked') }),

  /** The service no longer takes the session, or never did: nothing happens before a new sign-in. */
  z.strictObject({ code: z.literal('signed-out') }),
  /** There is no session. `wrong-code` is also said of a code that is too old or used up. */
  z.strictObject({
    code: z.literal('sign-in-refused'),
    reason: z.enum(['not-authorized', 'wrong-code']),
  }),
  /** No new code was sent, and none will be before so many seconds have passed. */
  z.strictObject({ code: z.literal('wait-before-retry'), seconds }),
  /** A probe has shown that the service does not take this key. Thrown by core, never by a connector. */
  z.strictObject({ code: z.literal('key-refused') }),
  /** We are known, or never asked, and not let in: rights, a white list, a CDN. Never said of a key. */
  z.strictObject({ code: z.literal('forbidden') }),
  /** The service has no such thing, or not for this account; nothing was changed. */
  z.strictObject({ code: z.literal('not-found') }),
  /** The service found fault with what we sent; nothing was changed. `message` is its own, cut short. */
  z.strictObject({
    code: z.literal('rejected-by-service'),
    field: z.string().max(80).nullable(),
    message: z.string().max(200),
  }),
  /** The account has as many keys as it may have; nothing was created. */
  z.strictObject({ code: z.literal('quota-full') }),
  /** Too many requests; nothing was done. It says nothing about a key. */
  z.strictObject({
    code: z.literal('rate-limited'),
    retryAfterSeconds: seconds.nullable(),
  }),
  /** The service has a fault of its own, and nothing was to be changed. It says nothing about a key. */
  z.strictObject({
    code: z.literal('service-failed'),
    status: httpStatus,
    retryAfterSeconds: seconds.nullable(),
  }),
  /** An answer came that we do not understand. `field` is a path, never a value. */
  z.strictObject({
    code: z.literal('unreadable-answer'),
    reason: unreadableReason,
    field: z.string().max(120).nullable(),
  }),
  /** The service did not get our request, or it was a mere question and no answer came. */
  z.strictObject({ code: z.literal('unreachable'), reason: unreachableReason }),
  /**
   * A change was sent and no answer came that tells whether it was made. For a create there may now be
   * a key whose secret is lost: look at the list before anything is sent again. `status` is that of a
   * server which answered with its own fault, perhaps after the change.
   */
  z.strictObject({ code: z.literal('outcome-unknown'), status: httpStatus.nullable() }),

  /** The file of the sandbox inside the app is not what we write. It is left as it is: see State's `sandbox`. */
  z.strictObject({ code: z.literal('sandbox-unreadable'), file: z.string() }),

  /** Our own fault. The log has the stack; the window only says that it was unexpected. */
  z.strictObject({ code: z.literal('bug') }),
]);
export type Failure = z.infer<typeof failure>;

/** What every Call answers: Electron would keep only the message of a thrown error. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };
