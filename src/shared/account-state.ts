import { z } from 'zod';
import { accountId } from './account.ts';
import { failure } from './failure.ts';
import { serviceId } from './service.ts';

export const signedOutReason = z.enum([
  /** Nobody has signed in here yet. */
  'not-yet',
  /** The user signed out. */
  'by-user',
  /** The window was locked, and the user wants no session to outlive that. */
  'by-lock',
  /** The service ended the session, or its time was over. */
  'ended',
  /** The session was only in memory and went when Keyturn was closed. */
  'app-closed',
  /** A session may be in the keychain, which is not open: it is looked for when it is. */
  'keychain-shut',
]);
export type SignedOutReason = z.infer<typeof signedOutReason>;

export const signInState = z.discriminatedUnion('status', [
  /** Keyturn does not sign in at this service: its keys are managed in its own pages. */
  z.object({ status: z.literal('not-needed') }),
  /** There is no session. */
  z.object({ status: z.literal('signed-out'), because: signedOutReason }),
  /** A code is in the user's mail; there is no session yet. */
  z.object({
    status: z.literal('code-sent'),
    sentAt: z.iso.datetime(),
    mayResendAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** Null where the service does not say how many wrong codes it takes. */
    triesLeft: z.int().nonnegative().nullable(),
  }),
  /** There is a session in memory, and if `isKept` in the keychain too. */
  z.object({
    status: z.literal('signed-in'),
    until: z.iso.datetime().nullable(),
    isKept: z.boolean(),
  }),
]);
export type SignInState = z.infer<typeof signInState>;

export const syncState = z.object({
  /** When the list was last read; null if never. */
  at: z.iso.datetime().nullable(),
  isRunning: z.boolean(),
  /** Why the last try brought nothing; null if it did. */
  failure: failure.nullable(),
});

/** What the window may know of an account. */
export const accountState = z.object({
  id: accountId,
  serviceId,
  serviceName: z.string(),
  /** Null for an address of the user's own. */
  environmentName: z.string().nullable(),
  /** Null where the service has none that is known. */
  address: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  /** What the probe needs, such as `campaignId`. */
  parameters: z.record(z.string(), z.string()),
  /** At the stand-in services that run inside the app. */
  isSandbox: z.boolean(),
  signIn: signInState,
  /** When the service was first not reached, since it was last reached. It says nothing of the session. */
  unreachableSince: z.iso.datetime().nullable(),
  /** By how much the service's clock is ahead of this computer's; null if they agree well enough. */
  clockSkewMs: z.number().nullable(),
  /** Null where Keyturn cannot list keys. */
  sync: syncState.nullable(),
});
export type AccountState = z.infer<typeof accountState>;
