import { z } from 'zod';
import { accountId, type AccountId } from './account.ts';
import { chosenStages } from './chosen-stages.ts';
import { listedAs } from './listed-as.ts';
import { probeAnswer } from './probe.ts';
import { recipe } from './recipe.ts';
import { span } from './service.ts';

/** Ours for a key that we keep a record of; for one that only its service lists, made of account and remote id. */
export const keyId = z.string().min(1).max(300).brand<'KeyId'>();
export type KeyId = z.infer<typeof keyId>;

const at = z.iso.datetime();

/** Where a key stands, when what the service lists is laid beside what we hold. */
export const standing = z.enum([
  /** We hold its secret; the service lists it, or is one that cannot be asked for a list. */
  'held',
  /** The service lists it, it works on, and its secret is not here. */
  'known-not-held',
  /** We hold it and the service lists it no more: it was ended there. */
  'gone',
  /** Its end is past. It works no more, held or not. */
  'expired',
  /** A row of the service's that stands for a key from before its present rules. */
  'legacy',
  /** It was ended at the service, from here or by its owner's word. Its secret is no longer here. */
  'retired',
]);
export type Standing = z.infer<typeof standing>;

/** What is seen of a key when an answer to its probe is explained. */
export const clue = z.enum([
  /** Its end is past. */
  'expired',
  /** The service lists it no more. */
  'gone',
  /** It does not look like a key of this service. */
  'other-form',
  /** It has a space in it where a `+` may have been. */
  'plus-lost',
  /** It begins or ends like the key of another environment: a test key at production, say. */
  'other-environment',
]);
export type Clue = z.infer<typeof clue>;

/** The last time its service was asked about a key, and what was learnt. */
export const keyCheck = z.object({ at, answer: probeAnswer, clues: z.array(clue) });
export type KeyCheck = z.infer<typeof keyCheck>;

/** What the keychain has shown when the key was last wanted. Null while all was well. */
export const keyTrouble = z.enum([
  /** Its item is not there: somebody has deleted it. */
  'item-missing',
  /** Its item holds something that does not end in these five characters: somebody has changed it. */
  'item-changed',
]);
export type KeyTrouble = z.infer<typeof keyTrouble>;

/** What the user says of a key. */
export const keyNote = z.string().max(2000);
export const keyTags = z.array(z.string().trim().min(1).max(40)).max(20);
export const keyLabel = z.string().min(1).max(255);
/** As services take them: in small letters, each a real address. */
export const keyContacts = z
  .array(z.string().trim().toLowerCase().max(320).pipe(z.email()))
  .max(200);

/** Where a key is used, in the words of its owner: a path, a host, a person. Never a secret. */
export const keyPlace = z.strictObject({
  id: z.string().min(1).max(100),
  text: z.string().trim().min(1).max(300),
  /** The form in which it is wanted there. */
  recipe,
  /** Since when this key, and not its predecessor, is in use there; null while that is open. */
  setAt: z.iso.datetime().nullable(),
});
export type KeyPlace = z.infer<typeof keyPlace>;
export const mostPlaces = 50;
export const keyPlaces = z.array(keyPlace).max(mostPlaces);

/** What its owner means to do about a key, and when. */
export const keyPlan = z.strictObject({
  keyId,
  /** Rotate it by the end of this day, in the user's own calendar. */
  rotateBy: z.iso.date().nullable(),
  /** No prompt about it before this. */
  snoozedUntil: z.iso.datetime().nullable(),
  /** When to remind of it, instead of what its service or its card says. */
  stages: chosenStages.nullable().default(null),
  /**
   * The stages before this end that its owner was told of, by when each began. All of them, and not the
   * last: a clock that was set back tells none twice, and one that ran ahead has skipped none for good.
   */
  told: z
    .strictObject({ endsAt: z.iso.datetime(), stageAts: z.array(z.iso.datetime()).max(40) })
    .nullable()
    .default(null),
});
export type KeyPlan = z.infer<typeof keyPlan>;

/** One key as the window may know it: what the service says, what we keep of it, or both. Never the secret. */
export const keyRow = z.object({
  id: keyId,
  accountId,
  /** The service's own name for it; null where it gives none. Never a secret. */
  remoteId: z.string().nullable(),
  label: z.string(),
  lastFive: z.string(),
  createdAt: at.nullable(),
  /** Null where it has no end, or the service does not tell it. */
  expiresAt: at.nullable(),
  contacts: z.array(z.string()).nullable(),
  lastUsedAt: at.nullable(),
  standing,
  /** Whether its secret is in our keychain, whatever its standing. */
  isHeld: z.boolean(),
  /** Whether we keep a record of it, so that it can have a note and a history. */
  isKept: z.boolean(),
  /** Another live key of the account has the same label, so that the last five must tell them apart. */
  hasTwin: z.boolean(),
  note: z.string(),
  tags: z.array(z.string()),
  /** When it came in here. */
  addedAt: at.nullable(),
  retiredAt: at.nullable(),
  /** The key that has taken its place. */
  replacedBy: keyId.nullable(),
  check: keyCheck.nullable(),
  trouble: keyTrouble.nullable(),
  places: z.array(keyPlace),
  rotateBy: z.iso.date().nullable(),
  snoozedUntil: at.nullable(),
  stages: z.array(span).nullable(),
});
export type KeyRow = z.infer<typeof keyRow>;

export const keyEventKind = z.enum([
  /** Made at the service from here; it went straight into the keychain. */
  'generated',
  /** Pasted or read from a file. */
  'brought-in',
  /** Its item was found in the keychain, without a record of it. */
  'found',
  'copied',
  'revealed',
  'checked',
  'contacts-changed',
  'edited',
  /** It was ended at the service from here. */
  'retired',
  /** Its owner says that it was ended in the service's own pages. */
  'retired-by-hand',
  /** What had been forgotten was taken back. */
  'taken-back',
  /** The keychain showed that somebody had deleted or changed its item. */
  'trouble',
  /** A step of its rotation; `detail` is one of the notes of rotation.ts. */
  'rotation',
  /** It is in use at one of its places now; `detail` is that place. */
  'put-in-place',
]);
export type KeyEventKind = z.infer<typeof keyEventKind>;

/** One thing that happened to a key. `detail` is a word or two for people, never a secret. */
export const keyEvent = z.strictObject({
  at,
  kind: keyEventKind,
  detail: z.string().max(300),
});
export type KeyEvent = z.infer<typeof keyEvent>;

/** The id of a key that only its service knows. It stays the same from one list to the next. */
export function listedKeyId(account: AccountId, remoteId: string): KeyId {
  return keyId.parse(listedAs(account, remoteId));
}
