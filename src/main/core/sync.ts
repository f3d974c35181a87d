import type { AccountId } from '../../shared/account.ts';
import type { AccountBook, Entry } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { Clock, Log, Records } from './ports.ts';
import type { SignIn } from './sign-in.ts';

/** Reads what the services list. Nothing is changed there, and nothing that we hold is lost here. */
export interface Sync {
  sync(id: AccountId): Promise<void>;
  /** The same, never with a list that was already on its way. */
  syncAnew(id: AccountId): Promise<void>;
  /**
   * The same in the background: what goes wrong is told by State alone. A list that is being read may be
   * older than what was just done, so it is then read once more.
   */
  begin(id: AccountId): void;
  /** Syncs whatever is due. */
  tick(): Promise<void>;
}

interface World {
  book: AccountBook;
  signIn: SignIn;
  records: Records;
  clock: Clock;
  log: Log;
}

const everyMs = 6 * 60 * 60_000;
const retryAfterMs = 15 * 60_000;

export function createSync({ book, signIn, records, clock, log }: World): Sync {
  const running = new Map<AccountId, Promise<void>>();
  const toRepeat = new Set<AccountId>();

  function sync(id: AccountId): Promise<void> {
    const existing = running.get(id);
    if (existing) return existing;
    const work = read(id).finally(() => {
      running.delete(id);
      if (toRepeat.delete(id) && book.has(id)) void quietly(id);
    });
    running.set(id, work);
    return work;
  }

  async function read(id: AccountId): Promise<void> {
    book.find(id);
    book.change(id, { isSyncing: true });
    try {
      const keys = await signIn.withSession(id, (connector, place, session) =>
        connector.list(place, session),
      );
      // Removed meanwhile: it must not come back.
      if (!book.has(id)) return;
      const list = { accountId: id, readAt: clock.now().toISOString(), keys };
      records.saveList(list);
      book.change(id, {
        list,
        isSyncing: false,
        isSyncWanted: false,
        syncFailure: null,
        retrySyncAt: null,
      });
    } catch (error) {
      const failure = error instanceof FailureError ? error.failure : { code: 'bug' as const };
      const retrySyncAt = new Date(clock.now().getTime() + retryAfterMs).toISOString();
      // That the session is over, the sign-in tells.
      const syncFailure = failure.code === 'signed-out' ? null : failure;
      book.change(id, { isSyncing: false, syncFailure, retrySyncAt });
      throw error;
    }
  }

  async function syncAnew(id: AccountId): Promise<void> {
    await running.get(id)?.catch(() => null);
    await sync(id);
  }

  function begin(id: AccountId): void {
    if (running.has(id)) toRepeat.add(id);
    else void quietly(id);
  }

  async function quietly(id: AccountId): Promise<void> {
    try {
      await sync(id);
    } catch (error) {
      if (!(error instanceof FailureError)) log.bug(error);
    }
  }

  async function tick(): Promise<void> {
    const now = clock.now().getTime();
    // One after the other, so that many accounts do not knock at one service all at once.
    for (const entry of book.all()) if (isDue(entry, now)) await quietly(entry.account.id);
  }

  return { sync, syncAnew, begin, tick };
}

function isDue({ signIn, list, retrySyncAt, isSyncWanted }: Entry, now: number): boolean {
  if (signIn.status !== 'signed-in') return false;
  if (retrySyncAt !== null && now < Date.parse(retrySyncAt)) return false;
  if (list === null || isSyncWanted) return true;
  const ageMs = now - Date.parse(list.readAt);
  // A list from the future was read before the computer's clock was put right.
  return ageMs >= everyMs || ageMs < 0;
}
