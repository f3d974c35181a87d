import { z } from 'zod';
import { isAccelerator } from './accelerator.ts';
import { accountId } from './account.ts';
import { addressOf } from './address.ts';
import { intake, notKept, pick } from './intake.ts';
import {
  keyContacts,
  keyEvent,
  keyId,
  keyLabel,
  keyNote,
  keyPlace,
  keyPlan,
  keyTags,
  mostPlaces,
} from './key.ts';
import { licensed } from './licence.ts';
import { recipe } from './recipe.ts';
import {
  rotation,
  rotationDecision,
  rotationId,
  rotationReason,
  successorWish,
} from './rotation.ts';
import { lockView } from './lock.ts';
import { reminderMail } from './reminder-mail.ts';
import { serviceId } from './service.ts';
import { serviceDescription } from './service-description.ts';
import { settings } from './settings.ts';
import { state } from './state.ts';

// Requests are strict: a field that is not expected is refused. Responses and State are not: a field
// that is not described is dropped on the way out, so that nothing leaves main by accident.
const nothing = z.strictObject({});
const done = z.null();
const oneAccount = z.strictObject({ accountId });
const oneKey = z.strictObject({ keyId });
const lastFive = z.string().max(20);
/** A secret on its way to the eyes of a user who asked for it. Nothing else in the window may hold one. */
const shown = z.object({ secret: z.string() });
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
  /**
   * Forget it here, with its session, its list and, only if that is said, the keys of it that are held.
   * Nothing is changed at the service.
   */
  removeAccount: {
    request: z.strictObject({ accountId, isForgettingKeys: z.boolean() }),
    response: done,
  },
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
  /** Forget all that is made up: its accounts, its keys and their rotations, and what the sandbox knew. */
  leaveSandbox: { request: nothing, response: done },
  /** Put the file that the sandbox cannot read aside, and begin with a new one. */
  beginSandboxAnew: { request: nothing, response: done },
  /**
   * The code that the sandbox has mailed last, for the sign-in screen to show. A Call and no State:
   * a code is told to whoever asks, once, and stays nowhere.
   */
  readSandboxCode: { request: oneAccount, response: z.object({ code: z.string().nullable() }) },

  /** Let the service make a key and put it into the keychain. The window never sees it. */
  generateKey: {
    request: z.strictObject({
      accountId,
      label: keyLabel,
      contacts: keyContacts,
      /** The id of one of `listExpirations`; null where the service has none. */
      expiration: z.string().max(100).nullable(),
    }),
    response: z.object({ keyId }),
  },
  /** What the service offers as the life of a new key; empty where there is no choice. */
  listExpirations: {
    request: oneAccount,
    response: z.object({ options: z.array(z.object({ id: z.string(), label: z.string() })) }),
  },
  /** Let main look for keys in the clipboard. Their values stay there. */
  readClipboard: { request: nothing, response: intake },
  /** The same in a file that was dropped on the window. */
  readKeyFile: { request: z.strictObject({ path: z.string().min(1).max(4096) }), response: intake },
  /** The same in a file that the user chooses in a dialog of the system; null if none was chosen. */
  chooseKeyFile: { request: nothing, response: intake.nullable() },
  /** Keep what was found, in the keychain; the others are forgotten. */
  keepKeys: {
    request: z.strictObject({
      intakeId: z.string().max(64),
      picks: z.array(pick).min(1).max(1000),
    }),
    response: z.object({
      keyIds: z.array(keyId),
      /** Those that failed, each by itself. While there are any, what was found waits for another try. */
      notKept: z.array(notKept),
      /** Whether the clipboard they came from has been emptied since. */
      isClipboardCleared: z.boolean(),
    }),
  },
  /** Forget what was found. */
  dropIntake: { request: z.strictObject({ intakeId: z.string().max(64) }), response: done },

  /** Try once more to put a new key into the keychain. */
  saveUnsaved: { request: oneKey, response: done },
  /** Show a new key that the keychain does not take, for the user to keep elsewhere, until `hideKey`. */
  revealUnsaved: { request: oneKey, response: shown },
  /** Give it up: it is retired at the service, so that no key lives that nobody has. */
  discardUnsaved: { request: oneKey, response: done },

  /** What the user says of a key. A label that the service has made permanent is not changed. */
  editKey: {
    request: z.strictObject({
      keyId,
      label: keyLabel.optional(),
      note: keyNote.optional(),
      tags: keyTags.optional(),
      expiresAt: z.iso.datetime().nullable().optional(),
    }),
    response: done,
  },
  changeContacts: { request: z.strictObject({ keyId, contacts: keyContacts }), response: done },
  /** Newest first. */
  readHistory: { request: oneKey, response: z.object({ events: z.array(keyEvent) }) },

  /** Copy a key in one of its forms. `isConfirmed` is the second word that a dead key wants. */
  copyKey: {
    request: z.strictObject({ keyId, recipe, isConfirmed: z.boolean() }),
    response: done,
  },
  clearClipboard: { request: nothing, response: done },
  /** Show a key for ten seconds, while the window cannot be recorded where the system knows how. */
  revealKey: { request: oneKey, response: shown.extend({ hidesAt: z.iso.datetime() }) },
  hideKey: { request: nothing, response: done },

  /** Delete our copy; the key works on. It can be taken back until Keyturn is closed. */
  forgetKeys: {
    request: z.strictObject({ keyIds: z.array(keyId).min(1).max(1000) }),
    response: done,
  },
  takeBackKey: { request: oneKey, response: done },
  /** End a key at its service, for ever, and delete our copy. */
  retireKey: { request: z.strictObject({ keyId, lastFive }), response: done },
  /** Note that its owner has ended it in the service's own pages, and delete our copy. */
  markRetired: { request: z.strictObject({ keyId, lastFive }), response: done },

  /** Ask the service whether a key works. What was learnt is told by State. */
  checkKey: { request: oneKey, response: done },
  /** The same for many, as fast as the services allow; State tells how far it is. */
  checkKeys: {
    request: z.strictObject({ keyIds: z.array(keyId).min(1).max(20_000) }),
    response: done,
  },
  cancelChecks: { request: nothing, response: done },
  dismissChecks: { request: nothing, response: done },

  /** Which of our keys is in the clipboard, in a file, or ends so? */
  identifyClipboard: { request: nothing, response: z.object({ keyIds: z.array(keyId) }) },
  identifyFile: {
    request: z.strictObject({ path: z.string().min(1).max(4096) }),
    response: z.object({ keyIds: z.array(keyId) }),
  },

  /** Begins with all of them, in this order; State tells how they go on. */
  startRotations: {
    request: z.strictObject({
      wishes: z
        .array(
          z.strictObject({
            keyId,
            reason: rotationReason,
            wish: successorWish,
            soakDays: z.int().min(0).max(90),
            /** What its owner has typed, where the old key goes first; it is not looked at where it goes last. */
            lastFive: z.string().max(20).nullable(),
          }),
        )
        .min(1)
        .max(500),
    }),
    response: z.object({ rotationIds: z.array(rotationId) }),
  },
  decideRotation: {
    request: z.strictObject({ rotationId, decision: rotationDecision }),
    response: done,
  },
  /** Its end was seen. */
  dismissRotations: {
    request: z.strictObject({ rotationIds: z.array(rotationId).min(1).max(500) }),
    response: done,
  },
  /** All rotations that a key was part of, newest first, with those that are over. */
  readRotations: { request: oneKey, response: z.object({ rotations: z.array(rotation) }) },
  /** Where a key is used. A place without an id is a new one; one that is not named is gone. */
  changePlaces: {
    request: z.strictObject({
      keyId,
      places: z
        .array(
          keyPlace.pick({ text: true, recipe: true }).extend({ id: keyPlace.shape.id.nullable() }),
        )
        .max(mostPlaces),
    }),
    response: done,
  },
  tickPlace: {
    request: z.strictObject({ keyId, placeId: keyPlace.shape.id, isSet: z.boolean() }),
    response: done,
  },
  /** By when keys are to be rotated; null for no such day. */
  planKeys: {
    request: z.strictObject({
      plans: z
        .array(keyPlan.pick({ keyId: true, rotateBy: true }))
        .min(1)
        .max(20_000),
    }),
    response: done,
  },
  /** No prompt about them before this; null to hear of them again. */
  snoozeKeys: {
    request: z.strictObject({
      keyIds: z.array(keyId).min(1).max(20_000),
      until: z.iso.datetime().nullable(),
    }),
    response: done,
  },

  /** When to remind of these keys; null for what their service or its card says. */
  setStages: {
    request: z.strictObject({
      keyIds: z.array(keyId).min(1).max(20_000),
      stages: keyPlan.shape.stages.unwrap(),
    }),
    response: done,
  },
  /** No reminders until then; null to hear of them again. For this run only. */
  pauseReminders: {
    request: z.strictObject({ until: z.iso.datetime().nullable() }),
    response: done,
  },
  /**
   * Write the ends of keys, of all or of these, into a file that the user chooses in a dialog of the
   * system; null if none was chosen.
   */
  exportCalendar: {
    request: z.strictObject({ keyIds: z.array(keyId).min(1).max(20_000).nullable() }),
    response: z.object({ file: z.string().nullable() }),
  },
  /** Choose the file that is kept up to date, in a dialog of the system; null if none was chosen. */
  chooseCalendarFile: { request: nothing, response: z.object({ file: z.string().nullable() }) },
  /** The keys that end within so many days, or have; written into a file that the user chooses. */
  exportReport: {
    request: z.strictObject({
      form: z.enum(['csv', 'json', 'pdf']),
      /** Null for all keys. */
      withinDays: z.int().min(0).max(3660).nullable(),
    }),
    response: z.object({ file: z.string().nullable(), count: z.int().nonnegative() }),
  },
  /** Which keys does a service's reminder speak of? It is read from the clipboard. */
  readReminder: { request: nothing, response: reminderMail },
  /** On many keys, one after the other; State's `contactRun` tells how far it is. */
  replaceContact: {
    request: z.strictObject({
      keyIds: z.array(keyId).min(1).max(20_000),
      /** Null to add only. */
      from: z.string().max(320).nullable(),
      /** Null to take away only. */
      to: z.string().trim().toLowerCase().max(320).pipe(z.email()).nullable(),
    }),
    response: done,
  },
  cancelContactRun: { request: nothing, response: done },
  dismissContactRun: { request: nothing, response: done },

  /** The page is taken away, and nothing but the two Calls below is answered until it is unlocked. */
  lock: { request: nothing, response: done },
  /** All that the page of the lock may know; null while there is no lock. */
  readLock: { request: nothing, response: z.object({ lock: lockView.nullable() }) },
  /** Asks the system whether its user is there, where it can, and else takes the press for it. */
  unlock: { request: nothing, response: done },
  /**
   * What the page wants to find again when it comes back after a lock: where the user stood, and how they
   * looked at the list. Main keeps it in memory and does not look into it.
   */
  keepMemo: { request: z.strictObject({ memo: z.string().max(100_000) }), response: done },
  readMemo: { request: nothing, response: z.object({ memo: z.string().nullable() }) },

  changeSettings: {
    request: settings
      .omit({ updateAskedAt: true })
      .partial()
      .refine(
        ({ paletteShortcut: wanted = null }) => wanted === null || isAccelerator(wanted),
        'not a combination that can be taken',
      )
      // Else a page that somebody has taken over could have any file of the user's written over.
      .refine(
        ({ calendarFile = null }) => calendarFile === null,
        'chosen in a dialog of the system only',
      ),
    response: done,
  },

  /** Whose work is in the package. Not in State, since it is long. */
  readLicences: { request: nothing, response: z.object({ packages: z.array(licensed) }) },
  /** Show our own folder in the desktop's file manager. */
  openDataFolder: { request: nothing, response: done },
  /** Ask now whether there is a newer Keyturn; State's `update` tells. */
  checkForUpdate: { request: nothing, response: done },
  /** Open the page of the releases in the user's browser. */
  openReleasePage: { request: nothing, response: done },
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Request<Name extends CallName> = z.input<Contract[Name]['request']>;
/** A request as main hears it, after it was checked. */
export type Heard<Name extends CallName> = z.output<Contract[Name]['request']>;
export type Response<Name extends CallName> = z.output<Contract[Name]['response']>;
