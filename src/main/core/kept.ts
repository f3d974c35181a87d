import { z } from 'zod';
import { account, accountId } from '../../shared/account.ts';
import {
  keyCheck,
  keyId,
  keyNote,
  keyPlaces,
  keyTags,
  keyTrouble,
  type KeyEvent,
  type KeyPlan,
} from '../../shared/key.ts';
import type { Rotation } from '../../shared/rotation.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { Settings } from '../../shared/settings.ts';
import type { RemoteKey } from './connector.ts';

/** What rests on the disk. None of it is secret, and all of it is checked when it is read. */
export interface Kept {
  /** In the order in which they were added. */
  accounts: KeptAccount[];
  lists: KeptList[];
  /** The rule cards that the user has described. */
  services: RuleCard[];
  keys: KeptKey[];
  settings: Settings;
  /** In the order in which they were asked for, with those that are over. */
  rotations: Rotation[];
  plans: KeyPlan[];
}

export const keptAccount = z.strictObject({
  account,
  /** A session of it may be in the keychain: the only reason to look there. */
  keepsSession: z.boolean(),
});
export type KeptAccount = z.infer<typeof keptAccount>;

const at = z.iso.datetime();
const remoteKey: z.ZodType<RemoteKey> = z.strictObject({
  id: z.string(),
  label: z.string(),
  lastFive: z.string(),
  createdAt: at.nullable(),
  expiresAt: at.nullable(),
  contacts: z.array(z.string()).nullable(),
  lastUsedAt: at.nullable(),
});

/** What an account's service listed when it was last asked. */
export const keptList = z.strictObject({
  accountId,
  readAt: at,
  keys: z.array(remoteKey),
});
export type KeptList = z.infer<typeof keptList>;

/** What we keep of a key beside its secret, which rests in the keychain under `itemName`. */
export const keptKey = z.strictObject({
  id: keyId,
  accountId,
  /** Under this name a person sees its item in their keychain program. It stays when the label changes. */
  itemName: z.string().min(1).max(400),
  /** Null where the service gives keys no id, or has not told it. */
  remoteId: z.string().nullable(),
  label: z.string(),
  lastFive: z.string(),
  createdAt: at.nullable(),
  expiresAt: at.nullable(),
  contacts: z.array(z.string()).nullable(),
  note: keyNote,
  tags: keyTags,
  addedAt: at,
  /** Since when its service takes it no more, by our doing or its owner's word; its item is then gone. */
  retiredAt: at.nullable(),
  replacedBy: keyId.nullable(),
  check: keyCheck.nullable(),
  trouble: keyTrouble.nullable(),
  // Records from before there were places have none.
  places: keyPlaces.default([]),
});
export type KeptKey = z.infer<typeof keptKey>;

/** An item of the keychain whose record is being made or has just gone, and what is to become of it. */
export const looseItem = z.strictObject({
  itemName: z.string().min(1).max(400),
  wants: z.enum(['record', 'removal']),
});
export type LooseItem = z.infer<typeof looseItem>;

/** A key as it is to be kept from now on, and what happened to it: one transaction. */
export interface KeyChange {
  key: KeptKey;
  events: readonly KeyEvent[];
}
