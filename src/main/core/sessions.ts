import { z } from 'zod';
import type { AccountId } from '../../shared/account.ts';
import type { AccountBook } from './account-book.ts';
import { isLongOver } from './clock-skew.ts';
import type { Session } from './connector.ts';
import { FailureError } from './failure-error.ts';
import { createInTurn, type InTurn } from './in-turn.ts';
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
  /** The same without asking: what a shut keychain still holds is dead, and looked at when it opens. */
  forgetQuietly(id: AccountId): Promise<void>;
  /**
   * Takes a kept session out of the keychain into memory; null if there is none, or none that is good.
   * `overtaken`: there is a newer one in memory, which stays.
   */
  restore(id: AccountId): Promise<Session | 'overtaken' | null>;
}

interface World {
  book: AccountBook;
  records: Records;
  keychain: Keychain;
  clock: Clock;
  log: Log;
}

const keptSession = z.strictObject({
  secret: z.string().min(1),
  expiresAt: z.iso.datetime().nullable(),
});

export function createSessions({ book, records, keychain, clock, log }: World): Sessions {
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
    } catch (error) {
      // Where there is no keychain at all, nothing can be taken out of it, and nothing is in reach.
      if (!(error instanceof FailureError) || error.failure.code !== 'keychain-missing')
        throw error;
      return;
    }
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
      if (sessions.get(id) === session) return true;
      await removeKept(id);
      return false;
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      log.warn(`A session could not be kept: ${error.failure.code}.`);
      return false;
    }
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
        if ((await keychain.look()).status !== 'open') return;
        try {
          await removeKept(id);
        } catch (error) {
          if (!(error instanceof FailureError)) throw error;
          log.warn(`A session that is over is still in the keychain: ${error.failure.code}.`);
        }
      });
    },
    restore: (id) => inTurnOf(id)(() => restore(id)),
  };
}

/** Under this name a person sees the item in their keychain program. */
export function itemNameOf(id: AccountId): string {
  return `session ${id}`;
}

function jsonOf(item: Secret): unknown {
  try {
    return JSON.parse(item.reveal());
  } catch {
    // Its message would quote the secret.
    return null;
  }
}
