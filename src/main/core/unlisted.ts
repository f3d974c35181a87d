import type { AccountId } from '../../shared/account.ts';
import type { AccountBook } from './account-book.ts';

/** Whether a service lists a key no more. One list may be cut short: two have to say the same. */
export interface Unlisted {
  isSure(id: AccountId, remoteId: string): boolean;
}

/** Two lists that were read sooner after one another may be cut short by the same fault. */
const apartMs = 30_000;

export function createUnlisted(book: AccountBook): Unlisted {
  /** Since which list a key is missed. */
  const missed = new Map<string, string>();

  return {
    isSure(id, remoteId) {
      const { list, isSyncWanted } = book.find(id);
      const name = `${id} ${remoteId}`;
      if (list === null || list.keys.some((key) => key.id === remoteId)) {
        missed.delete(name);
        return false;
      }
      const since = missed.get(name) ?? list.readAt;
      missed.set(name, since);
      if (Math.abs(Date.parse(list.readAt) - Date.parse(since)) >= apartMs) return true;
      if (!isSyncWanted) book.change(id, { isSyncWanted: true });
      return false;
    },
  };
}
