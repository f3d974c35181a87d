import type { AccountId } from '../../shared/account.ts';
import type { KeyEvent, KeyId, KeyPlan } from '../../shared/key.ts';
import type { KeychainAbsence } from '../../shared/keychain.ts';
import type { Licensed } from '../../shared/licence.ts';
import type { Rotation } from '../../shared/rotation.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { Settings } from '../../shared/settings.ts';
import type { CalendarNote } from './calendar-of.ts';
import type { Kept, KeptAccount, KeptList, KeyChange, LooseItem } from './kept.ts';
import type { Releases } from './releases.ts';
import type { Secret } from './secret.ts';

/** What the core needs from the world. Each port has one file in platform/ and one in test/fakes/. */

export interface Clock {
  now(): Date;
  /** Does something later, unless the returned function is called before. For minutes, not for days. */
  after(ms: number, work: () => void): () => void;
}

export interface Log {
  /** Something went wrong that the user need not act on. */
  warn: (message: string) => void;
  /** Our own fault, with its stack. */
  bug: (error: unknown) => void;
}

/** What can be learnt of the keychain without making the system ask the user for anything. */
export type KeychainLook =
  /** It seems open. Only a write tells whether it really is. */
  | { status: 'open'; backend: string }
  | { status: 'locked'; backend: string }
  /** It may be open or locked: here that cannot be seen without asking. */
  | { status: 'unseen'; backend: string }
  | { status: 'missing'; reason: KeychainAbsence };

/**
 * The operating system's keychain. Each method throws `keychain-locked` or `keychain-missing` as a
 * FailureError; `null` and `false` always mean that the item is not there.
 */
export interface Keychain {
  look(): Promise<KeychainLook>;
  write(account: string, secret: Secret): Promise<void>;
  read(account: string): Promise<Secret | null>;
  remove(account: string): Promise<boolean>;
  /** Every item of ours, for joining them to records that were lost. It reads them all. */
  all(): Promise<{ account: string; secret: Secret }[]>;
}

/** Makes values that nobody can guess. */
export interface Random {
  secret(): Secret;
  /** For naming something of ours; it is not secret. */
  id(): string;
}

/**
 * What rests on the disk, none of it secret. Each change is one transaction: when a method has come
 * back, it is kept, and when it throws, nothing has changed: `records-unwritable` as a FailureError
 * where the disk does not take it.
 */
export interface Records {
  read(): Kept;
  /** Adds it, or takes the place of the one with its id. */
  saveAccount(kept: KeptAccount): void;
  /** With its list, its keys, their plans and its rotations. */
  removeAccount(id: AccountId): void;
  saveList(list: KeptList): void;
  saveService(card: RuleCard): void;
  removeService(id: RuleCard['id']): void;
  /**
   * All of them, each key with its events, or none. `rotation-elsewhere` as a FailureError where another
   * copy of us has changed one of the rotations since it was read: its revision follows what is there. The
   * same where it has begun one of the same key.
   */
  saveKeys(changes: readonly KeyChange[], rotations?: readonly Rotation[]): void;
  /** Each takes the place of the one of its key; one that says nothing is dropped. */
  savePlans(plans: readonly KeyPlan[]): void;
  /** With its events and its plan. Rotations that it was part of stay. */
  removeKey(id: KeyId): void;
  /** Newest first. */
  eventsOf(id: KeyId): KeyEvent[];
  saveSettings(settings: Settings): void;
  readLooseItems(): LooseItem[];
  /** All of them: they take the place of those before. */
  saveLooseItems(items: readonly LooseItem[]): void;
  /** They took the place of damaged ones, and have been joined to the keychain again. */
  endRecovery(): void;
}

/** Stands for a text: two are the same if and only if their texts are. Nothing can be made of it. */
export type Fingerprint = string;

/** The clipboard of the desktop. Each method throws `clipboard-failed` as a FailureError. */
export interface Clipboard {
  /** What this system and this runtime can do. */
  abilities(): { canConceal: boolean; canClear: boolean };
  /** Puts it there, kept from clipboard histories where that can be had. */
  write(secret: Secret): Promise<{ fingerprint: Fingerprint; isConcealed: boolean }>;
  /** What is there as text; null if nothing is. */
  read(): Promise<{ secret: Secret; fingerprint: Fingerprint } | null>;
  /** Empties it only if that text is still there. `unseen`: the desktop does not let us look. */
  clearIf(fingerprint: Fingerprint): Promise<'cleared' | 'not-there' | 'unseen'>;
}

/** Files of the user's. Each method throws `file-unreadable` as a FailureError. */
export interface Files {
  /** A plain file of at most 1 MiB; keys may stand in it. */
  read(path: string): Promise<{ name: string; text: Secret }>;
  /** Lets the user choose one in a dialog of the system; null if they do not. */
  choose(): Promise<string | null>;
}

/** A key that nobody has but us. `lastFive` is null while its service is still making it. */
export interface KeyAtRisk {
  label: string;
  lastFive: string | null;
}

/** Questions of the app itself, in a dialog of the system. */
export interface Questions {
  /**
   * Whether the user would rather lose these new keys than stay. They are named unless a lock forbids it. One
   * that is taken back is answered with no.
   */
  mayLose(keys: KeyAtRisk[], isNaming: boolean, takenBack: Promise<void>): Promise<boolean>;
}

/** Our window, seen from the core. */
export interface AppWindow {
  /** Keeps it out of screenshots and recordings, where the system knows how. */
  protect(isProtected: boolean): void;
  bringForward(): void;
  /** Its own page, or that of the lock. The one before is gone then, with its process and all it knew. */
  showPage(page: 'own' | 'lock'): void;
}

/** How long nobody has touched this computer. */
export interface Idle {
  seconds(): number;
}

/** Asks the system whether its user is there. */
export interface UserCheck {
  /** Null where this computer has nothing to ask with. */
  means(): 'touch-id' | null;
  /** False if it was given up, or it is somebody else. */
  ask(): Promise<boolean>;
}

/** One key combination that reaches us from anywhere. */
export interface Shortcut {
  /** False if another program has it, or it is none. Takes the place of the one before. */
  register(accelerator: string, work: () => void): boolean;
  release(): void;
}

/** Light or dark, for the whole app. */
export interface Theme {
  follow(theme: Settings['theme']): void;
}

/** What can be done about a notification beside opening it. Never a copy. */
export type NoticeAction = 'open' | 'rotate' | 'snooze';

export interface DesktopNotice {
  /** One of the same name takes the place of the one before. */
  name: string;
  title: string;
  body: string;
  isUrgent: boolean;
  actions: readonly { action: NoticeAction; label: string }[];
}

/** Notifications of the desktop, shown whether or not our window is open. */
export interface Notifier {
  /** False where nobody shows them. */
  show(notice: DesktopNotice): Promise<boolean>;
  withdraw(name: string): void;
  /** What the user has clicked. One listener. */
  onAction(listener: (name: string, action: NoticeAction) => void): void;
}

export interface TrayItem {
  label: string;
  /** Null for one that only tells something. */
  onChoose: (() => void) | null;
}

export interface TrayFace {
  tooltip: string;
  count: number;
  /** Null for a line between two groups. */
  items: readonly (TrayItem | null)[];
}

/** Our icon among those of the desktop. */
export interface Tray {
  /** False on a desktop that has no place for it. */
  show(face: TrayFace): Promise<boolean>;
  remove(): void;
}

/** Whether the desktop starts us, hidden, when its user logs in. */
export interface LoginStart {
  /** What stands there now: its user may have changed it in the settings of the desktop. */
  isOn(): boolean;
  /** Throws `file-unwritable` as a FailureError. */
  set(isOn: boolean): void;
}

/** Files that we write for the user. Each method throws `file-unwritable` as a FailureError. */
export interface OutFiles {
  /** Lets the user choose where, in a dialog of the system; null if they do not. */
  choose(suggestion: string, kind: 'ics' | 'csv' | 'json' | 'pdf'): Promise<string | null>;
  /** Whole or not at all, and never through a link. A file that says the same already is left as it is. */
  write(path: string, content: string | Uint8Array): Promise<void>;
}

/** What the calendars that we wrote have said, so that a change of it can be told. Losing it does little harm. */
export interface CalendarNotes {
  read(): CalendarNote[];
  /** All of them: they take the place of those before. */
  write(notes: readonly CalendarNote[]): void;
}

/** Prints a page of ours into a PDF. */
export interface Printer {
  pdf(html: string): Promise<Uint8Array>;
}

/** Whose work is in the package. */
export interface Licences {
  read(): Promise<Licensed[]>;
}

/** The desktop's file manager. Throws `file-unreadable` as a FailureError. */
export interface Folders {
  open(folder: string): Promise<void>;
}

/** Whoever tells which release is the newest. Throws as a connector does. */
export interface ReleaseNews {
  newest(releases: Releases): Promise<string>;
}

/** The user's own browser. */
export interface Browser {
  open(url: string): Promise<void>;
}

export interface SandboxMail {
  to: string;
  subject: string;
  text: string;
}

/** The stand-in services, in a process of their own that ends with us. */
export interface Sandbox {
  /**
   * Starts it unless it runs. Its address, which is another one after each start of the app.
   * `sandbox-unreadable` as a FailureError where its file cannot be read.
   */
  start(): Promise<string>;
  /** Gives the file another name, which is told. */
  setAside(): Promise<string>;
  /** Newest first. */
  mails(): Promise<SandboxMail[]>;
  /** Ends it, and deletes its file. */
  end(): Promise<void>;
}
