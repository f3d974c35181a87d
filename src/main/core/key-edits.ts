import type { AccountId } from '../../shared/account.ts';
import type { Heard } from '../../shared/contract.ts';
import type { KeyEvent, KeyId } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { KeyBook } from './key-book.ts';
import type { Clock, Records } from './ports.ts';
import type { RemoteList } from './remote-list.ts';
import type { SignIn } from './sign-in.ts';
import type { Sync } from './sync.ts';

/** What is said of keys, here and at their service, and what has happened to them. */
export interface KeyEdits {
  edit(wish: Heard<'editKey'>): void;
  changeContacts(wish: Heard<'changeContacts'>): Promise<void>;
  history(id: KeyId): KeyEvent[];
}

interface World {
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  remoteList: RemoteList;
  records: Records;
  signIn: SignIn;
  sync: Sync;
  clock: Clock;
}

export function createKeyEdits(world: World): KeyEdits {
  const { book, keyBook, inventory, remoteList, records, signIn, sync, clock } = world;

  function edit({ keyId, ...wish }: Heard<'editKey'>): void {
    const row = inventory.find(keyId);
    if (!row.isKept) throw refused();
    // What the service tells counts for more; a change of ours would be seen nowhere.
    const isOfService = wish.label !== undefined || wish.expiresAt !== undefined;
    if (isOfService && remoteList.has(row)) throw refused();
    const known = keyBook.find(keyId);
    const changed = {
      ...known,
      label: wish.label ?? known.label,
      note: wish.note ?? known.note,
      tags: wish.tags === undefined ? known.tags : [...new Set(wish.tags)],
      expiresAt: wish.expiresAt === undefined ? known.expiresAt : wish.expiresAt,
    };
    const fields = (['label', 'note', 'tags', 'expiresAt'] as const).filter(
      (field) => JSON.stringify(known[field]) !== JSON.stringify(changed[field]),
    );
    if (fields.length === 0) return;
    const detail = fields.map((field) => (field === 'expiresAt' ? 'expiry' : field)).join(', ');
    keyBook.save([{ key: changed, events: [event('edited', detail)] }]);
  }

  async function changeContacts(wish: Heard<'changeContacts'>): Promise<void> {
    const row = inventory.find(wish.keyId);
    const { accountId, remoteId, isKept, id } = row;
    const rules = book.cardOf(book.find(accountId).account).contacts;
    const contacts = [...new Set(wish.contacts)];
    const isWithin =
      rules !== null &&
      contacts.length >= rules.fewest &&
      contacts.length <= (rules.most ?? Infinity);
    if (remoteId === null || !rules?.isChangeable || !isWithin) throw refused();
    // Its id may have come to mean another key.
    if (!remoteList.has(row)) throw refused();
    const told = await contactsAtService(accountId, remoteId, contacts);
    remoteList.put(accountId, told);
    const known = isKept ? keyBook.get(id) : null;
    if (!known) return;
    const changed = { ...known, contacts: told.contacts };
    keyBook.save([{ key: changed, events: [event('contacts-changed', countOf(contacts))] }]);
  }

  async function contactsAtService(accountId: AccountId, remoteId: string, contacts: string[]) {
    try {
      const key = await signIn.withSession(accountId, (connector, place, session) => {
        if (connector.changeContacts === null) throw refused();
        return connector.changeContacts(place, session, remoteId, contacts);
      });
      return { ...key, contacts: key.contacts ?? contacts };
    } catch (error) {
      // It was ended there, or nobody knows what became of the change: the list tells.
      const code = error instanceof FailureError ? error.failure.code : null;
      if (code === 'not-found' || code === 'outcome-unknown') sync.begin(accountId);
      throw error;
    }
  }

  function event(kind: KeyEvent['kind'], detail: string): KeyEvent {
    return { at: clock.now().toISOString(), kind, detail };
  }

  return {
    edit,
    changeContacts,
    history: (id) => (inventory.find(id).isKept ? records.eventsOf(id) : []),
  };
}

function countOf(contacts: readonly string[]): string {
  return contacts.length === 1 ? '1 contact' : `${contacts.length} contacts`;
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
