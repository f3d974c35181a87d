import type { AccountId } from './account.ts';

/** What the id of a key that only its service knows is spelled like. */
export function listedAs(account: AccountId, remoteId: string): string {
  return `${account}/${remoteId}`;
}
