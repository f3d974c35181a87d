import { z } from 'zod';
import { account, accountId } from '../../shared/account.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { RemoteKey } from './connector.ts';

/** What rests on the disk. None of it is secret, and all of it is checked when it is read. */
export interface Kept {
  /** In the order in which they were added. */
  accounts: KeptAccount[];
  lists: KeptList[];
  /** The rule cards that the user has described. */
  services: RuleCard[];
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
