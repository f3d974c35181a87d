import type { AccountId } from '../../shared/account.ts';
import type { AccountBook } from './account-book.ts';
import type { RemoteKey } from './connector.ts';
import { FailureError } from './failure-error.ts';
import { labelInName } from './item-name.ts';
import type { KeptKey, KeptList } from './kept.ts';
import type { KeyBook } from './key-book.ts';
import type { Log } from './ports.ts';

interface World {
  book: AccountBook;
  keyBook: KeyBook;
  log: Log;
}

/**
 * A key that came back from the keychain when the last list was older than itself does not know its name at
 * the service. As soon as a list tells of one with its label and last five, the two are one: else it would
 * be shown a second time, as a key that nobody holds and that can be spared, and it would have no end.
 */
export function joinListed({ book, keyBook, log }: World): void {
  const joined = new Map<AccountId, KeptList>();
  for (const { account } of book.all()) join(account.id);
  book.subscribe(join);

  function join(id: AccountId): void {
    const list = book.has(id) ? book.find(id).list : null;
    // Much is told of an account that is no new list.
    if (list === null || joined.get(id) === list) return;
    try {
      joinTo(id, list.keys);
      joined.set(id, list);
    } catch (error) {
      // A disk that takes nothing now may do so with the next list.
      if (!(error instanceof FailureError)) log.bug(error);
    }
  }

  function joinTo(id: AccountId, listed: readonly RemoteKey[]): void {
    const kept = keyBook.of(id);
    const nameless = kept.filter(({ remoteId, retiredAt }) => remoteId === null && !retiredAt);
    if (nameless.length === 0) return;
    const taken = new Set(kept.map(({ remoteId }) => remoteId));
    const free = listed.filter((one) => !taken.has(one.id));
    const changes = nameless.flatMap((key) => {
      const [there, another] = free.filter((one) => isSame(one, key));
      const isOnly = nameless.filter((one) => isSame(one, key)).length === 1;
      if (!there || another || !isOnly) return [];
      const { label, createdAt, expiresAt, contacts } = there;
      const told = { label, expiresAt, contacts, createdAt: createdAt ?? key.createdAt };
      return [{ key: { ...key, ...told, remoteId: there.id }, events: [] }];
    });
    if (changes.length > 0) keyBook.save(changes);
  }
}

type Named = Pick<KeptKey, 'label' | 'lastFive'>;

function isSame(one: Named, other: Named): boolean {
  return one.lastFive === other.lastFive && labelInName(one.label) === labelInName(other.label);
}
