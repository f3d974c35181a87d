import { z } from 'zod';
import { accountState } from './account-state.ts';
import { keychainState } from './keychain.ts';
import { ruleCard } from './service.ts';

/** Where Keyturn keeps what is not secret: its settings and its lists. */
export const dataFolderState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok') }),
  /** Nothing can be kept there; this run uses a temporary folder instead. */
  z.object({ status: z.literal('unwritable'), folder: z.string() }),
]);
export type DataFolderState = z.infer<typeof dataFolderState>;

/** How the file of accounts and lists was found. */
export const recordsState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok') }),
  /** It could not be read. It was put aside under this name, and a new one was begun. */
  z.object({ status: z.literal('set-aside'), file: z.string() }),
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

/** All that the renderer may know. It never holds a secret. */
export const state = z.object({
  /** Grows with every change, so that a late message can be told from a new one. */
  revision: z.int().nonnegative(),
  app: z.object({
    version: z.string(),
    runtime: z.string(),
    platform: z.enum(['linux', 'mac', 'windows']),
  }),
  dataFolder: dataFolderState,
  records: recordsState,
  keychain: keychainState,
  /** True while the keychain is being asked; `keychain` then tells the last answer. */
  checkingKeychain: z.boolean(),
  /** The rule cards, in the order in which they are offered. */
  services: z.array(ruleCard),
  /** In the order in which they were added. */
  accounts: z.array(accountState),
});
export type State = z.infer<typeof state>;
