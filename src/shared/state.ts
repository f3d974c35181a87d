import { z } from 'zod';
import { keychainState } from './keychain.ts';

/** Where Keyturn keeps what is not secret: its settings and, later, its list of keys. */
export const dataFolderState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok') }),
  /** Nothing can be kept there; this run uses a temporary folder instead. */
  z.object({ status: z.literal('unwritable'), folder: z.string() }),
]);
export type DataFolderState = z.infer<typeof dataFolderState>;

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
  keychain: keychainState,
  /** True while the keychain is being asked; `keychain` then tells the last answer. */
  checkingKeychain: z.boolean(),
});
export type State = z.infer<typeof state>;
