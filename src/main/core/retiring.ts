import type { Heard } from '../../shared/contract.ts';
import type { KeyEvent, KeyId, KeyRow } from '../../shared/key.ts';
import type { RemoteKey } from './connector.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { KeyBook } from './key-book.ts';
import type { LooseItems } from './loose-items.ts';
import type { Clock } from './ports.ts';
import type { RemoteList } from './remote-list.ts';
import { retiredUnheld } from './retired-unheld.ts';
import type { SignIn } from './sign-in.ts';
import type { Sync } from './sync.ts';

/** Ending keys at their service, for ever. */
export interface Retiring {
  retire(wish: Heard<'retireKey'>, part?: RetirePart): Promise<void>;
  /**
   * One that the list lacks, which may have been cut short: its service is asked to end it all the same, and
   * knows whether there was anything to end.
   */
  endUnlisted(key: UnlistedKey, expectStill?: () => void): Promise<void>;
  /** Its owner has done it in the service's own pages, or the service lists it no more. */
  markRetired(wish: Heard<'markRetired'>): Promise<void>;
}

export interface RetirePart {
  /** Throws if it is no longer to be: a list may take its time, or a computer sleep. */
  expectStill?: () => void;
  /** What has happened so far to a key of which nothing is kept yet, oldest first. */
  history?: readonly KeyEvent[];
}

export type UnlistedKey = Pick<KeyRow, 'accountId' | 'lastFive'> & { remoteId: string };

interface World {
  keyBook: KeyBook;
  inventory: Inventory;
  looseItems: LooseItems;
  remoteList: RemoteList;
  signIn: SignIn;
  sync: Sync;
  clock: Clock;
}

/**
 * Order: the service ends the key, the record says so with its event, the item goes. The keychain is not
 * asked before, since a key that has leaked must be ended even while it is locked.
 * Should we die
 * - before the record: the next sync lists it no more, and the row says that it is gone.
 * - before the item is gone: the next run deletes it, as this one does where the keychain is shut now.
 */
export function createRetiring(world: World): Retiring {
  const { keyBook, inventory, looseItems, remoteList, signIn, sync, clock } = world;
  const ending = new Set<KeyId>();

  async function retire(
    { keyId, lastFive }: Heard<'retireKey'>,
    { expectStill = () => undefined, history = [] }: RetirePart = {},
  ): Promise<void> {
    const row = confirmed(keyId, lastFive);
    const { accountId, remoteId } = row;
    if (remoteId === null || remoteList.hasAnotherFor(row)) throw refused();
    ending.add(keyId);
    try {
      await revoke({ accountId, remoteId, lastFive: row.lastFive }, expectStill);
      await note(row, 'retired', history);
      remoteList.remove(accountId, remoteId);
    } finally {
      ending.delete(keyId);
      // Whatever came of it, the list tells.
      sync.begin(accountId);
    }
  }

  async function endUnlisted(key: UnlistedKey, expectStill: () => void = () => undefined) {
    await revoke(key, expectStill);
    sync.begin(key.accountId);
  }

  async function revoke(key: UnlistedKey, expectStill: () => void): Promise<void> {
    await signIn.withSession(key.accountId, async (connector, place, session) => {
      await expectSame(key, () => connector.list(place, session));
      expectStill();
      // `already-gone` is what was wanted.
      return connector.revoke(place, session, key.remoteId);
    });
  }

  async function markRetired({ keyId, lastFive }: Heard<'markRetired'>): Promise<void> {
    const row = confirmed(keyId, lastFive);
    // What its service lists lives there, whatever anybody says.
    if (!row.isKept || remoteList.has(row)) throw refused();
    await note(row, 'retired-by-hand');
  }

  function confirmed(id: KeyId, lastFive: string): KeyRow {
    const row = inventory.find(id);
    if (row.standing === 'retired' || ending.has(id)) throw refused();
    if (row.lastFive !== lastFive.trim()) throw new FailureError({ code: 'wrong-last-five' });
    return row;
  }

  async function note(
    row: KeyRow,
    kind: 'retired' | 'retired-by-hand',
    history: readonly KeyEvent[] = [],
  ): Promise<void> {
    const key = keyBook.get(row.id);
    const at = clock.now().toISOString();
    if (!key) {
      const events = [...history, { at, kind, detail: '' }];
      keyBook.save([{ key: retiredUnheld(row, at), events }]);
      return;
    }
    const retired = { ...key, retiredAt: at, trouble: null };
    // Before the record: in between we may die, and nobody would know of the item any more.
    looseItems.note([key.itemName], 'removal');
    try {
      keyBook.save([{ key: retired, events: [{ at, kind, detail: '' }] }]);
    } catch (error) {
      looseItems.settle([key.itemName]);
      throw error;
    }
    await looseItems.remove(key.itemName);
  }

  return { retire, endUnlisted, markRetired };
}

/** On a server that was set up anew the id may be another key's by now, which must not be ended. */
async function expectSame(
  { remoteId, lastFive }: UnlistedKey,
  list: () => Promise<RemoteKey[]>,
): Promise<void> {
  const there = (await listedBy(list)).find(({ id }) => id === remoteId);
  if (there && there.lastFive !== lastFive) throw new FailureError({ code: 'not-found' });
}

/** A list that cannot be read is no reason to let a key live that has leaked; a session that is over is. */
async function listedBy(list: () => Promise<RemoteKey[]>): Promise<RemoteKey[]> {
  try {
    return await list();
  } catch (error) {
    if (error instanceof FailureError && error.failure.code !== 'signed-out') return [];
    throw error;
  }
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
