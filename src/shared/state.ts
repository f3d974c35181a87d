import { z } from 'zod';
import { accountId } from './account.ts';
import { accountState } from './account-state.ts';
import { failure } from './failure.ts';
import { keyId, keyRow } from './key.ts';
import { keychainState } from './keychain.ts';
import { recipe } from './recipe.ts';
import { rotation } from './rotation.ts';
import { ruleCard } from './service.ts';
import { settings, tip } from './settings.ts';

/** Where Keyturn keeps what is not secret: its settings and its lists. */
export const dataFolderState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), folder: z.string() }),
  /** Nothing can be kept there; this run uses a temporary folder instead. */
  z.object({ status: z.literal('unwritable'), folder: z.string() }),
]);
export type DataFolderState = z.infer<typeof dataFolderState>;

/** What came of joining the records to the keychain again. */
export const rejoin = z.object({
  /** Keys that were in the keychain without a record, and have one again. */
  found: z.int().nonnegative(),
  /** Keys that are in the keychain, and whose account is not here, or cannot be told. */
  waiting: z.int().nonnegative(),
  /** Records of keys whose item is not in the keychain. */
  missing: z.int().nonnegative(),
});
export type Rejoin = z.infer<typeof rejoin>;

/** How the file of accounts and keys was found. */
export const recordsState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok') }),
  /** It could not be read and was put aside as `file`; the newest good backup took its place. */
  z.object({
    status: z.literal('restored'),
    /** Null if nothing was left of it. */
    file: z.string().nullable(),
    from: z.iso.datetime(),
    /** Null while the keychain has not been searched yet. */
    rejoin: rejoin.nullable(),
  }),
  /** It could not be read and was put aside as `file`. There was no good backup, so a new one was begun. */
  z.object({
    status: z.literal('set-aside'),
    file: z.string().nullable(),
    rejoin: rejoin.nullable(),
  }),
  /** It is left as it is, and what is changed in this run is forgotten at its end. */
  z.object({
    status: z.literal('unkept'),
    because: z.enum([
      /** A newer Keyturn wrote it, in a way that this one does not know. */
      'newer',
      /** The system does not let us open it. */
      'unopenable',
    ]),
    file: z.string(),
  }),
]);
export type RecordsState = z.infer<typeof recordsState>;

/** How the file of the sandbox inside the app was found, as far as it was needed in this run. */
export const sandboxState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok') }),
  /** It cannot be read, so the sandbox does not start. Nothing was done to it. */
  z.object({ status: z.literal('unreadable'), file: z.string() }),
  /** What could not be read is kept as `aside`, and the sandbox has begun from its beginning. */
  z.object({ status: z.literal('begun-anew'), aside: z.string() }),
]);
export type SandboxState = z.infer<typeof sandboxState>;

/** A copied key that is still in the clipboard. */
export const clipboardState = z.object({
  keyId,
  label: z.string(),
  lastFive: z.string(),
  recipe,
  copiedAt: z.iso.datetime(),
  clearsAt: z.iso.datetime(),
  /** Whether clipboard histories were told to leave it out. */
  isConcealed: z.boolean(),
});
export type ClipboardState = z.infer<typeof clipboardState>;

/** A key that is before the user's eyes. The key itself is the answer to the Call that asked for it. */
export const revealedState = z.object({
  keyId,
  /** Null for one that is shown until the user has written it down. */
  hidesAt: z.iso.datetime().nullable(),
});

/** A key that its service has made and that the keychain has not taken. It is in memory only. */
export const unsavedKey = z.object({
  keyId,
  accountId,
  label: z.string(),
  lastFive: z.string(),
  because: failure,
});
export type UnsavedKey = z.infer<typeof unsavedKey>;

/** A key that was forgotten in this run and can be taken back. */
export const forgottenKey = z.object({
  keyId,
  label: z.string(),
  lastFive: z.string(),
  forgottenAt: z.iso.datetime(),
});
export type ForgottenKey = z.infer<typeof forgottenKey>;

/** How far a check of many keys has come. It stays after its end until it is dismissed. */
export const checkRun = z.object({
  total: z.int(),
  works: z.int(),
  refused: z.int(),
  /** Asked, and nothing was learnt of the key. */
  unknown: z.int(),
  /** Not asked: it has no probe, or could not be read. */
  notAsked: z.int(),
  status: z.enum([
    'running',
    'cancelled',
    /** The keychain was shut in the middle. What was learnt before is kept; the rest was not asked. */
    'keychain-shut',
    'done',
  ]),
});
export type CheckRun = z.infer<typeof checkRun>;

export const contactRun = z.object({
  /** What was asked for, so that it can be tried again with what has failed. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  total: z.int(),
  changed: z.int(),
  /** As they were already. */
  same: z.int(),
  failed: z.array(z.object({ keyId, failure })),
  status: z.enum(['running', 'cancelled', 'done']),
});
export type ContactRun = z.infer<typeof contactRun>;

/** What kind of Keyturn this is. */
export const build = z.enum([
  'release',
  /** Packed, but with another runtime than a release has. */
  'development-runtime',
  /** Run from its sources. */
  'checkout',
]);
export type Build = z.infer<typeof build>;

/** What is known of newer versions. */
export const updateState = z.object({
  /** False where there is nobody to ask. */
  canAsk: z.boolean(),
  isAsking: z.boolean(),
  /** What came of it last, in this run. */
  found: z
    .discriminatedUnion('status', [
      z.object({ status: z.literal('newest'), at: z.iso.datetime() }),
      z.object({ status: z.literal('newer'), version: z.string(), at: z.iso.datetime() }),
      z.object({ status: z.literal('failed'), failure, at: z.iso.datetime() }),
    ])
    .nullable(),
});
export type UpdateState = z.infer<typeof updateState>;

/** All that the renderer may know. It never holds a secret. */
export const state = z.object({
  /** Grows with every change, so that a late message can be told from a new one. */
  revision: z.int().nonnegative(),
  app: z.object({
    version: z.string(),
    runtime: z.string(),
    /** The browser in the runtime. */
    chromium: z.string(),
    build,
    platform: z.enum(['linux', 'mac', 'windows']),
  }),
  dataFolder: dataFolderState,
  records: recordsState,
  sandbox: sandboxState,
  keychain: keychainState,
  /** True while the keychain is being asked; `keychain` then tells the last answer. */
  checkingKeychain: z.boolean(),
  /** True while an answer of the keychain takes long: it is there, and waited for. */
  keychainIsSlow: z.boolean(),
  /** The rule cards, in the order in which they are offered. */
  services: z.array(ruleCard),
  /** In the order in which they were added. */
  accounts: z.array(accountState),
  /** Names of accounts at services that this version does not know. They are left as they are. */
  hiddenAccounts: z.array(z.string()),
  /** In no order. A row that did not change is the same object as before. */
  keys: z.array(keyRow),
  settings,
  /** Whether the shortcut of the settings could be had: another program may have it. */
  paletteShortcut: z.enum(['none', 'on', 'taken']),
  /** Grows each time the palette is asked for from outside the window. */
  paletteAskedCount: z.int().nonnegative(),
  /** The same for what Keyturn tells about itself. */
  aboutAskedCount: z.int().nonnegative(),
  update: updateState,
  clipboard: clipboardState.nullable(),
  /** Null as soon as it is to be hidden, and the window then keeps nothing of it. */
  revealed: revealedState.nullable(),
  /** What is to be said once: it is here until it is among what the settings say was told. */
  tips: z.array(tip),
  unsaved: z.array(unsavedKey),
  forgotten: z.array(forgottenKey),
  checkRun: checkRun.nullable(),
  /** How far a change of contacts on many keys has come. It stays after its end until it is dismissed. */
  contactRun: contactRun.nullable(),
  /** No reminders before this, in this run. */
  remindersPausedUntil: z.iso.datetime().nullable(),
  /** Grows each time a key is asked for from outside the window, as by a click on a notification. None: it is gone. */
  keysAsked: z.object({
    count: z.int().nonnegative(),
    keyIds: z.array(keyId),
    isToRotate: z.boolean(),
  }),
  /** What keeps the calendar file from being up to date; null if nothing does. */
  calendarTrouble: failure.nullable(),
  /** What the desktop has: a place for our icon, and somebody who shows notifications. */
  desktop: z.object({ hasTray: z.boolean(), hasNotifications: z.boolean() }),
  /** Those that are open, and those whose end nobody has seen yet; in the order in which they were asked for. */
  rotations: z.array(rotation),
});
export type State = z.infer<typeof state>;

/**
 * What is told when State changes: the parts that did, and of the keys only the rows that did, since there
 * may be ten thousand. It fits onto the revision before it and onto no other.
 */
export const stateNews = z.object({
  revision: z.int().positive(),
  parts: state.omit({ revision: true, keys: true }).partial(),
  keys: z.object({ changed: z.array(keyRow), removed: z.array(keyId) }).nullable(),
});
export type StateNews = z.infer<typeof stateNews>;
