import { z } from 'zod';
import { accountId } from './account.ts';
import { addressOf } from './address.ts';
import { serviceId } from './service.ts';
import { serviceDescription } from './service-description.ts';
import { state } from './state.ts';

// Requests are strict: a field that is not expected is refused. Responses and State are not: a field
// that is not described is dropped on the way out, so that nothing leaves main by accident.
const nothing = z.strictObject({});
const done = z.null();
const oneAccount = z.strictObject({ accountId });
const accountName = z.string().trim().min(1).max(100);

const newAccount = z.strictObject({
  serviceId,
  place: z.union([
    /** One of the environments of the rule card. */
    z.strictObject({ environmentId: z.string().max(64) }),
    /** An address of the user's own, or null where none is known: see `hasNoPlace`. */
    z.strictObject({
      address: z
        .string()
        .refine((text) => addressOf(text) !== null, 'not an address')
        .nullable(),
    }),
  ]),
  name: accountName,
  /** Null where Keyturn does not sign in. */
  email: z.string().trim().toLowerCase().max(320).pipe(z.email()).nullable(),
  parameters: z.record(z.string().max(32), z.string().trim().min(1).max(300)),
});
export type NewAccount = z.output<typeof newAccount>;

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

  /** Which one it has become is the only thing that State does not tell. */
  addAccount: { request: newAccount, response: z.object({ accountId }) },
  renameAccount: { request: z.strictObject({ accountId, name: accountName }), response: done },
  /** Forget it here, with its session and its list. Nothing is changed at the service. */
  removeAccount: { request: oneAccount, response: done },
  /** Describe a service that Keyturn does not know. Its rule card is told by State, but not which it is. */
  addService: {
    request: z.strictObject({ description: serviceDescription }),
    response: z.object({ serviceId }),
  },
  /** Accounts that it has keep the address they were added with. */
  changeService: {
    request: z.strictObject({ serviceId, description: serviceDescription }),
    response: done,
  },
  /** Refused for one that Keyturn knows by itself, and for one that has accounts. */
  removeService: { request: z.strictObject({ serviceId }), response: done },
  /** Let the service mail a one-time code. */
  requestCode: { request: oneAccount, response: done },
  /** The code goes through as it was pasted; the connector trims it. */
  signIn: {
    request: z.strictObject({
      accountId,
      code: z.string().trim().min(1).max(40),
      /** Keep the session in the keychain, so that it outlives this run. */
      isToBeKept: z.boolean(),
    }),
    response: done,
  },
  signOut: { request: oneAccount, response: done },
  /** Read the service's list of keys now. */
  syncAccount: { request: oneAccount, response: done },
  /** Open a page in the user's browser: only one that stands on a rule card. */
  openPage: { request: z.strictObject({ url: z.url().max(2000) }), response: done },
  /** Start the stand-in services, and add an account at each unless there is one. */
  startSandbox: { request: nothing, response: z.object({ accountId }) },
  /**
   * The code that the sandbox has mailed last, for the sign-in screen to show. A Call and no State:
   * a code is told to whoever asks, once, and stays nowhere.
   */
  readSandboxCode: { request: oneAccount, response: z.object({ code: z.string().nullable() }) },
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Request<Name extends CallName> = z.input<Contract[Name]['request']>;
/** A request as main hears it, after it was checked. */
export type Heard<Name extends CallName> = z.output<Contract[Name]['request']>;
export type Response<Name extends CallName> = z.output<Contract[Name]['response']>;
