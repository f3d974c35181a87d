import type { AccountId } from '../../shared/account.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { ProbeAnswer } from '../../shared/probe.ts';
import type { Rotation } from '../../shared/rotation.ts';
import type { AccountBook } from './account-book.ts';
import type { CheckKey } from './check-key.ts';
import { timeThere } from './clock-skew.ts';
import { expectOpenKeychain } from './expect-keychain.ts';
import { FailureError } from './failure-error.ts';
import { createInTurn } from './in-turn.ts';
import type { Inventory } from './inventory.ts';
import type { KeychainCheck } from './keychain-check.ts';
import type { Clock } from './ports.ts';
import { rowOfRotated } from './row-of-rotated.ts';
import type { StateStore } from './state-store.ts';
import type { Unlisted } from './unlisted.ts';

/** How an old key came to its end without our doing. */
export type OldEnd = 'expired' | 'gone';

/**
 * Whether the old key of a rotation has come to its end by itself, or by somebody else's doing. What only
 * looks so is not believed: a list may be cut short, and a clock may be wrong. Its service is asked whether
 * it takes the key; where that tells nothing, two lists have to say the same.
 */
export interface OldKeyEnd {
  /** By what is known; null while nobody can be sure. */
  of(rotation: Rotation): OldEnd | null;
  /** The same, and its service is asked first if that would tell. `isPressing`: also if it was, just now. */
  find(rotation: Rotation, isPressing?: boolean): Promise<OldEnd | null>;
  /** Whether it looks ended, and nobody can be sure yet. */
  isInDoubt(rotation: Rotation): boolean;
}

interface World {
  store: StateStore;
  book: AccountBook;
  inventory: Inventory;
  keychainCheck: KeychainCheck;
  checkKey: CheckKey;
  unlisted: Unlisted;
  clock: Clock;
}

const notAsked: ProbeAnswer = { outcome: 'not-asked', because: { reason: 'no-probe' } };
const minuteMs = 60_000;
/** A service that said nothing is left alone for so long. */
const askAgainMs = 10 * minuteMs;
/** That a key works, although its end is past, is true for so long. */
const trueForMs = 6 * 60 * minuteMs;

export function createOldKeyEnd(world: World): OldKeyEnd {
  const { store, book, inventory, keychainCheck, checkKey, unlisted, clock } = world;
  /** One list that is cut short puts all rotations of its account in doubt. */
  const inTurn = createInTurn();
  const listsAtStart = new Map(book.all().map(({ account, list }) => [account.id, list]));

  function rowOf({ accountId, old }: Rotation): KeyRow | null {
    return rowOfRotated(inventory.of(accountId), old);
  }

  /** By the clock and the list alone. */
  function seeming(rotation: Rotation): OldEnd | null {
    const { accountId, old, oldEndedAt, reason, closedAt } = rotation;
    if (oldEndedAt !== null || closedAt !== null) return null;
    if (!book.has(accountId) || !isClockHeard(accountId)) return null;
    const row = rowOf(rotation);
    // One of which we keep nothing has no row once it is listed no more.
    const isGone = row === null ? book.find(accountId).list !== null : row.standing === 'gone';
    const expiresAt = row?.expiresAt ?? old.expiresAt;
    const isPast = expiresAt !== null && Date.parse(expiresAt) <= timeOf(accountId).getTime();
    // One that has leaked is to be ended all the same, and one whose place is needed.
    if (isPast && reason === 'planned') return 'expired';
    return isGone ? 'gone' : null;
  }

  /**
   * Whether its service was asked in this run. Before, nobody knows by how much our clock is wrong, and the
   * list may be of last month.
   */
  function isClockHeard(id: AccountId): boolean {
    const { account, list } = book.find(id);
    const isGuided = book.cardOf(account).management.how === 'guided';
    return isGuided || list !== (listsAtStart.get(id) ?? null);
  }

  function timeOf(id: AccountId, at = clock.now()): Date {
    return timeThere(at, book.find(id).clockSkewMs);
  }

  function of(rotation: Rotation): OldEnd | null {
    const end = seeming(rotation);
    if (end === null) return null;
    // Its service has told the end, and the time by which that is past.
    if (end === 'expired' && rotation.way === 'api') return end;
    const answer = canBeAsked(rotation) ? answerSince(rotation, end) : notAsked;
    if (answer?.outcome !== 'not-asked') return answer?.outcome === 'refused' ? end : null;
    return end === 'expired' || isSurelyUnlisted(rotation) ? end : null;
  }

  function isSurelyUnlisted({ accountId, old }: Rotation): boolean {
    return old.remoteId !== null && unlisted.isSure(accountId, old.remoteId);
  }

  function canBeAsked(rotation: Rotation): boolean {
    const row = rowOf(rotation);
    const { probe } = book.cardOf(book.find(rotation.accountId).account);
    return row !== null && row.isHeld && row.trouble === null && probe !== null;
  }

  /** What its service has said since it looks ended; null if it was not asked since. */
  function answerSince(rotation: Rotation, end: OldEnd): ProbeAnswer | null {
    const row = rowOf(rotation);
    const { list } = book.find(rotation.accountId);
    const check = row?.check ?? null;
    if (row === null || check === null) return null;
    const since = end === 'gone' ? list?.readAt : (row.expiresAt ?? undefined);
    const at = end === 'gone' ? new Date(check.at) : timeOf(rotation.accountId, new Date(check.at));
    return since !== undefined && at.getTime() >= Date.parse(since) ? check.answer : null;
  }

  function isToBeAsked(rotation: Rotation, isPressing: boolean): boolean {
    const end = seeming(rotation);
    if (end === null || of(rotation) !== null || !canBeAsked(rotation)) return false;
    const answer = answerSince(rotation, end);
    const agoMs = clock.now().getTime() - Date.parse(rowOf(rotation)?.check?.at ?? '');
    if (answer === null) return true;
    if (answer.outcome === 'works') return agoMs >= trueForMs;
    return isPressing || agoMs >= askAgainMs;
  }

  async function find(rotation: Rotation, isPressing = false): Promise<OldEnd | null> {
    const row = rowOf(rotation);
    if (row !== null && isToBeAsked(rotation, isPressing)) {
      try {
        await expectOpenKeychain(keychainCheck, store);
        await inTurn(() => checkKey.check(row.id));
      } catch (error) {
        // Then nothing is known, as before.
        if (!(error instanceof FailureError)) throw error;
      }
    }
    return of(rotation);
  }

  return {
    of,
    find,
    isInDoubt(rotation) {
      const end = seeming(rotation);
      if (end === null || of(rotation) !== null) return false;
      return answerSince(rotation, end)?.outcome !== 'works';
    },
  };
}
