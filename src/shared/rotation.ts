import { z } from 'zod';
import { accountId } from './account.ts';
import { failure } from './failure.ts';
import { keyContacts, keyId, keyLabel } from './key.ts';

export const rotationId = z.string().min(1).max(100).brand<'RotationId'>();
export type RotationId = z.infer<typeof rotationId>;

const at = z.iso.datetime();
const lastFive = z.string().max(20);

export const rotationReason = z.enum([
  /** Ahead of the old key's end: a new one in, and only then the old one out. */
  'planned',
  /** Somebody else may have the old key: it goes first, whatever stops working. */
  'leaked',
  /** The service holds no more keys, so that the old one has to go before there can be a new one. */
  'no-room',
]);
export type RotationReason = z.infer<typeof rotationReason>;

/** What is known of one of the two keys. It is enough to be sure that it is the one that is meant. */
export const rotatedKey = z.strictObject({
  keyId,
  /** Null where the service gives keys no id, or has not told it. */
  remoteId: z.string().nullable(),
  label: z.string(),
  lastFive,
  expiresAt: at.nullable(),
});
export type RotatedKey = z.infer<typeof rotatedKey>;

/** What the new key is to be. */
export const successorWish = z.strictObject({
  label: keyLabel,
  /** Empty where the service has no contacts. */
  contacts: keyContacts,
  /** The id of one of the lives that the service offers; null where it offers none. */
  expiration: z.string().max(100).nullable(),
});
export type SuccessorWish = z.infer<typeof successorWish>;

/** What stands in the way before anything was made, and is for the user to decide. */
export const rotationBlock = z.discriminatedUnion('because', [
  /** The session ends before this could be done in peace: sign in anew. */
  z.strictObject({ because: z.literal('session-short'), until: at }),
  /** There is room for no more keys. `mayGo` are those that can be spared: expired, or held by nobody. */
  z.strictObject({
    because: z.literal('quota-full'),
    most: z.int().nullable(),
    mayGo: z.array(keyId),
  }),
  /** The service lists a newer key of the same label that is not held: somebody may have rotated it already. */
  z.strictObject({
    because: z.literal('newer-key'),
    keys: z.array(z.strictObject({ remoteId: z.string(), lastFive, expiresAt: at.nullable() })),
  }),
  /** The service found fault with what was asked for. */
  z.strictObject({
    because: z.literal('rejected'),
    field: z.string().nullable(),
    message: z.string(),
  }),
  /**
   * The records took the place of lost ones and are of this moment, when no new key was held yet. There may
   * be one by now: in the keychain, or at the service.
   */
  z.strictObject({ because: z.literal('from-backup'), madeAt: at }),
]);
export type RotationBlock = z.infer<typeof rotationBlock>;

/** Set before a create is sent, so that what has come of it can be told afterwards. */
const sent = {
  /** What the service listed just before. A key of another id is the one that was made. */
  idsBefore: z.array(z.string()),
  /** The first is 1. */
  attempt: z.int().positive(),
};
const unheld = z.strictObject({ remoteId: z.string(), lastFive });

/** Where a rotation stands. Each variant says what is true in the world then. */
export const rotationStep = z.discriminatedUnion('at', [
  /** It was asked for and waits for its turn. Nothing was asked of the service. */
  z.strictObject({ at: z.literal('planned') }),
  /** The service is asked how things are. Nothing was changed there since it was last said so. */
  z.strictObject({ at: z.literal('preflight') }),
  /** As in preflight, and the user has to decide before it goes on. */
  z.strictObject({ at: z.literal('blocked'), block: rotationBlock }),
  /** A create was sent, or will be at once. There may be a new key. The old one is untouched. */
  z.strictObject({ at: z.literal('creating'), ...sent }),
  /** The new key is made by the user in the service's pages, and comes in by a paste. The old one is untouched. */
  z.strictObject({ at: z.literal('fetching') }),
  /** A create was sent and nobody knows what came of it. The list will tell; nothing is sent again before. */
  z.strictObject({
    at: z.literal('create-unknown'),
    ...sent,
    /** How often the list has shown no new key. A slow service may still be making it. */
    looks: z.int().nonnegative(),
  }),
  /** There is a new key at the service whose secret nobody has. The old one is untouched. */
  z.strictObject({ at: z.literal('created-unreceived'), ...sent, found: unheld }),
  /** The keychain does not take the new key: its secret is in our memory only. The old one is untouched. */
  z.strictObject({ at: z.literal('save-failed'), ...sent, found: unheld }),
  /** The new key is in the keychain and was read back. Nobody uses it yet, and nobody knows if it works. */
  z.strictObject({ at: z.literal('stored'), refusals: z.int().nonnegative() }),
  /** The service refuses the new key, also after patient retries. Both keys are kept, the old one is used. */
  z.strictObject({ at: z.literal('verify-failed') }),
  /** The new key works. The old one is still the one to use. */
  z.strictObject({ at: z.literal('verified') }),
  /** The new key is the one to use, and is being put into the tools. The old one works on. */
  z.strictObject({ at: z.literal('deploying') }),
  /** The tools are said to have the new key. The old one works on until its retirement is confirmed. */
  z.strictObject({ at: z.literal('soaking'), until: at }),
  /** The old key is the one to use again. The new one is held and works on, unused. */
  z.strictObject({ at: z.literal('gone-back') }),
  /**
   * Its owner has confirmed that the old key is to go. It may be gone already: to ask for it again does no
   * harm. Where the user does it in the service's pages, they are at it.
   */
  z.strictObject({ at: z.literal('retiring') }),
  /** The service did not retire the old key, or nobody knows whether. Two keys may live. */
  z.strictObject({ at: z.literal('retire-failed') }),
  /**
   * The new key is to go, and may be gone already. The old one is the one to use. What follows is the
   * end, or another new key.
   */
  z.strictObject({
    at: z.literal('abandoning'),
    target: unheld.extend({ remoteId: z.string().nullable() }),
    follows: z.enum(['end', 'again']),
  }),
  /** Done: the new key is in use and the old one works no more. */
  z.strictObject({
    at: z.literal('retired'),
    how: z.enum([
      /** From here, or it was gone when we came. */
      'ended',
      /** By its owner, in the service's own pages. */
      'by-hand',
      /** Its end came first. */
      'expired',
    ]),
  }),
  /** Ended before there was a new key in use. The old one is as it was, unless it had to go first. */
  z.strictObject({ at: z.literal('abandoned') }),
]);
export type RotationStep = z.infer<typeof rotationStep>;

/** Why the work of the present step could not be done. Nothing was learnt by it, and the step stays. */
export const rotationWait = z.strictObject({
  because: failure,
  since: at,
  /** When it is tried again by itself; null where something has to happen first, such as a sign-in. */
  retryAt: at.nullable(),
});
export type RotationWait = z.infer<typeof rotationWait>;

/** What is noted in the course of a rotation, also in the history of its keys. */
export const rotationNote = z.enum([
  'asked-for',
  'leaked',
  'began',
  'blocked',
  'decided',
  'create-sent',
  'create-unclear',
  'nothing-made',
  'made-unreceived',
  'save-failed',
  'stored',
  'refused',
  'proven',
  'vouched',
  'in-use',
  'in-tools',
  'soak-moved',
  'gone-back',
  'taken-up-again',
  'retire-asked',
  'retire-failed',
  'old-retired',
  'old-retired-by-hand',
  'old-expired',
  'old-gone',
  'abandon-asked',
  'new-retired',
  'abandoned',
  'done',
  'waits',
  'went-on',
]);
export type RotationNote = z.infer<typeof rotationNote>;

/** One replacement of a key, as it is kept and as the window may know it. No secret is in it. */
export const rotation = z.strictObject({
  id: rotationId,
  accountId,
  /** Grows by one with each change that is written down, so that two copies of us cannot both go on. */
  revision: z.int().positive(),
  reason: rotationReason,
  /** Who makes and ends the keys: we do, or the user in the service's pages. */
  way: z.enum(['api', 'guided']),
  old: rotatedKey,
  /** Since when the old key works no more. */
  oldEndedAt: at.nullable(),
  wish: successorWish,
  /** How long both are to live after the tools have the new one. */
  soakDays: z.int().min(0).max(90),
  /** Newer keys that the user has seen, and does not mind. */
  acceptedIds: z.array(z.string()),
  /** The id that the new key gets here, chosen before it is made: whatever is found under it is ours. */
  newKeyId: keyId.nullable(),
  /** Null until it is in the keychain. */
  successor: rotatedKey.nullable(),
  /** When the new key was last shown to work, and by whose word. */
  proof: z.strictObject({ at, by: z.enum(['service', 'user']) }).nullable(),
  step: rotationStep,
  wait: rotationWait.nullable(),
  startedAt: at,
  closedAt: at.nullable(),
  /** Its end was seen, and it is told no more. */
  isDismissed: z.boolean(),
  /** What has happened, oldest first. `detail` is a word or two, never a secret. */
  timeline: z.array(z.strictObject({ at, note: rotationNote, detail: z.string().max(300) })),
});
export type Rotation = z.infer<typeof rotation>;

/** What the user may decide in the course of a rotation. */
export const rotationDecision = z.discriminatedUnion('kind', [
  /** What hindered it may be over. */
  z.strictObject({ kind: z.literal('try-again') }),
  /** Newer keys of the same label are somebody else's: make a new one all the same. */
  z.strictObject({ kind: z.literal('ignore-newer') }),
  /** Take this key, which is held, as the new one. */
  z.strictObject({ kind: z.literal('use-key'), keyId }),
  z.strictObject({ kind: z.literal('change-wish'), wish: successorWish }),
  /** End it before there is a new key in use. A key that was made and not received stays, and is listed. */
  z.strictObject({ kind: z.literal('stop') }),
  /** Retire the key that nobody has, or that is refused, and make another one. */
  z.strictObject({ kind: z.literal('create-again') }),
  /** The user has tried the new key: for services that cannot be asked. */
  z.strictObject({ kind: z.literal('vouch') }),
  /** The tools have the new key. */
  z.strictObject({
    kind: z.literal('in-tools'),
    soakDays: z.int().min(0).max(90),
    isWithOpenPlaces: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('move-soak'), until: at }),
  z.strictObject({ kind: z.literal('go-back') }),
  z.strictObject({ kind: z.literal('take-up-again') }),
  /** Retire the new key and keep the old one. */
  z.strictObject({ kind: z.literal('abandon') }),
  /** Retire the old key; `lastFive` is what its owner has typed. */
  z.strictObject({
    kind: z.literal('retire-old'),
    lastFive,
    isWithOpenPlaces: z.boolean(),
    isVouched: z.boolean(),
  }),
  /** The user has ended the old key, or an abandoned one, in the service's pages. It is asked, if it can be. */
  z.strictObject({ kind: z.literal('ended-by-hand'), isVouched: z.boolean() }),
  /** Somebody else may have the old key: it goes first from here; `lastFive` is what its owner has typed. */
  z.strictObject({ kind: z.literal('leaked'), lastFive }),
]);
export type RotationDecision = z.infer<typeof rotationDecision>;
