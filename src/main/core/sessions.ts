import { z } from 'zod';
import { accountId, type AccountId } from '../../shared/account.ts';
import type { AccountBook } from './account-book.ts';
import { isLongOver } from './clock-skew.ts';
import type { Session } from './connector.ts';
import { FailureError } from './failure-error.ts';
import { createInTurn, type InTurn } from './in-turn.ts';
import type { LooseNotes } from './loose-notes.ts';
import type { Clock, Keychain, Log, Records } from './ports.ts';
import { Secret } from './secret.ts';

/** The sessions of this run, in memory, and those to be kept in the keychain as well. */
export interface Sessions {
  get(id: AccountId): Session | null;
  begin(id: AccountId, session: Session): void;
  /** Puts it into the keychain. False if the keychain did not take it; the session goes on in memory. */
  keep(id: AccountId): Promise<boolean>;
  /** From memory and, which may make the system ask for a password, from the keychain. */
  forget(id: AccountId): Promise<void>;
  /** The same without asking: what a shut keychain still holds goes when it opens. */
  forgetQuietly(id: AccountId): Promise<void>;
  /**
   * Takes a kept session out of the keychain into memory; null if there is none, or none that is good.
   * `overtaken`: there is a newer one in memory, which stays.
   */
  restore(id: AccountId): Promise<Session | 'overtaken' | null>;
  hasEnded(): boolean;
  /** Takes out of the keychain what was to go while it was shut, or not there. */
  removeEnded(): Promise<void>;
}

interface World {
  book: AccountBook;
  records: Records;
  looseNotes: LooseNotes;
  keychain: Keychain;
  clock: Clock;
  log: Log;
}

const keptSession = z.strictObject({
  secret: z.string().min(1),
  expiresAt: z.iso.datetime().nullable(),
});

const prefix = 'session ';

export function createSessions(world: World): Sessions {
  const { book, records, looseNotes, keychain, clock, log } = world;
  const sessions = new Map<AccountId, Session>();
  const turns = new Map<AccountId, InTurn>();

  // The system may ask the user for a password at each use of the keychain, and much can happen until it
  // has one. What is put in must not arrive after it was taken out.
  function inTurnOf(id: AccountId): InTurn {
    const inTurn = turns.get(id) ?? createInTurn();
    turns.set(id, inTurn);
    return inTurn;
  }

  function noteKept(id: AccountId, keepsSession: boolean): void {
    if (!book.has(id)) return;
    const { account } = book.find(id);
    records.saveAccount({ account, keepsSession });
    book.change(id, { keepsSession });
  }

  async function removeKept(id: AccountId): Promise<void> {
    if (!book.has(id) || !book.find(id).keepsSession) return;
    try {
      await keychain.remove(itemNameOf(id));
      looseNotes.drop([itemNameOf(id)]);
    } catch (error) {
      // One that is not there or does not answer may be back by the next start, with the session in it.
      if (!(error instanceof FailureError) || error.failure.code !== 'keychain-missing')
        throw error;
      looseNotes.put([itemNameOf(id)], 'removal');
    }
    forgetKept(id);
  }

  function forgetKept(id: AccountId): void {
    try {
      noteKept(id, false);
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      // A note of nothing does no harm: the next start looks into the keychain and finds it out.
      log.warn(`That a session is no longer kept could not be noted: ${error.failure.code}.`);
      book.change(id, { keepsSession: false });
    }
  }

  async function keep(id: AccountId, session: Session): Promise<boolean> {
    // Over, or another one by now, of which its own sign-in says whether it is to be kept.
    if (sessions.get(id) !== session) return false;
    const { secret, expiresAt } = session;
    const text = JSON.stringify({ secret: secret.reveal(), expiresAt });
    try {
      // Noted first: an item that we do not know of would stay in the keychain for ever.
      noteKept(id, true);
      await keychain.write(itemNameOf(id), new Secret(text));
      // What was to go was the one before.
      looseNotes.drop([itemNameOf(id)]);
      if (sessions.get(id) === session) return true;
      await removeKept(id);
      return false;
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      log.warn(`A session could not be kept: ${error.failure.code}.`);
      return false;
    }
  }

  async function removeEnded(itemName: string): Promise<void> {
    // Signed in anew while this waited for its turn: the item is then that of the new session.
    if (looseNotes.all().every((noted) => noted.itemName !== itemName)) return;
    await keychain.remove(itemName);
    looseNotes.drop([itemName]);
  }

  async function restore(id: AccountId): Promise<Session | 'overtaken' | null> {
    if (sessions.has(id)) return 'overtaken';
    const item = await keychain.read(itemNameOf(id));
    // Signed in meanwhile: the item is then written anew or taken out by that.
    if (sessions.has(id)) return 'overtaken';
    const parsed = item && keptSession.safeParse(jsonOf(item));
    const session = parsed?.success
      ? { secret: new Secret(parsed.data.secret), expiresAt: parsed.data.expiresAt }
      : null;
    // By our clock alone, which may be days ahead, no session is over. Its service says whether it is.
    if (session === null || isLongOver(session.expiresAt, clock.now())) {
      await removeKept(id);
      return null;
    }
    sessions.set(id, session);
    return session;
  }

  return {
    get: (id) => sessions.get(id) ?? null,
    begin: (id, session) => void sessions.set(id, session),
    async keep(id) {
      const session = sessions.get(id);
      return session !== undefined && inTurnOf(id)(() => keep(id, session));
    },
    forget: (id) =>
      inTurnOf(id)(async () => {
        await removeKept(id);
        sessions.delete(id);
      }),
    async forgetQuietly(id) {
      sessions.delete(id);
      await inTurnOf(id)(async () => {
        if (!book.has(id) || !book.find(id).keepsSession) return;
        try {
          if ((await keychain.look()).status === 'open') return await removeKept(id);
          looseNotes.put([itemNameOf(id)], 'removal');
          forgetKept(id);
        } catch (error) {
          if (!(error instanceof FailureError)) throw error;
          log.warn(`A session that is over is still in the keychain: ${error.failure.code}.`);
        }
      });
    },
    restore: (id) => inTurnOf(id)(() => restore(id)),
    hasEnded: () => looseNotes.all().some(({ itemName }) => isSessionName(itemName)),
    async removeEnded() {
      for (const { itemName } of looseNotes.all()) {
        const id = idIn(itemName);
        if (id !== null) await inTurnOf(id)(() => removeEnded(itemName));
      }
    },
  };
}

/** Under this name a person sees the item in their keychain program. */
export function itemNameOf(id: AccountId): string {
  return `${prefix}${id}`;
}

export function isSessionName(itemName: string): boolean {
  return idIn(itemName) !== null;
}

function idIn(itemName: string): AccountId | null {
  if (!itemName.startsWith(prefix)) return null;
  return accountId.safeParse(itemName.slice(prefix.length)).data ?? null;
}

function jsonOf(item: Secret): unknown {
  try {
    return JSON.parse(item.reveal());
  } catch {
    // Its message would quote the secret.
    return null;
  }
}
