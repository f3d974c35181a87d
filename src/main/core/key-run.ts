import type { AccountId } from '../../shared/account.ts';
import type { KeyId } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { Clock } from './ports.ts';

/** Keys of one account, which are asked about one after the other; accounts do not wait for each other. */
export type Lanes = ReadonlyMap<AccountId, readonly KeyId[]>;

/** Who asks for more patience is asked again another day, by hand. */
export const mostPatienceMs = 5 * 60_000;
/** State and disk hear of what has come of it so often, not of each key. */
const tellEachMs = 1000;

/**
 * In the order in which they were named, each once; what there is no more is left out. Where there is none of
 * them, nothing is begun that would take the place of what was told of an earlier run.
 */
export function lanesOf(inventory: Inventory, ids: readonly KeyId[]): Map<AccountId, KeyId[]> {
  const lanes = new Map<AccountId, KeyId[]>();
  const accountOf = new Map(inventory.all().map((row) => [row.id, row.accountId]));
  for (const id of new Set(ids)) {
    const accountId = accountOf.get(id);
    if (accountId === undefined) continue;
    const lane = lanes.get(accountId) ?? [];
    lane.push(id);
    lanes.set(accountId, lane);
  }
  if (lanes.size === 0) throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
  return lanes;
}

/** Works on all lanes at once, and tells of it meanwhile. */
export async function workOn(
  lanes: Lanes,
  clock: Clock,
  work: (accountId: AccountId, ids: readonly KeyId[]) => Promise<void>,
  tell: () => void,
): Promise<void> {
  let stopTelling = clock.after(tellEachMs, function again() {
    stopTelling = clock.after(tellEachMs, again);
    tell();
  });
  try {
    await Promise.all([...lanes].map(([accountId, ids]) => work(accountId, ids)));
  } finally {
    stopTelling();
  }
}

/** Several accounts may be at one server, which counts them together. */
export function hostOf(book: AccountBook, accountId: AccountId): string {
  const { account } = book.find(accountId);
  return /^https?:\/\/[^/]+/.exec(account.address ?? '')?.[0] ?? account.id;
}

/** Waits that can all be ended at once. */
export interface Waits {
  wait(ms: number): Promise<void>;
  endAll(): void;
}

export function createWaits(clock: Clock): Waits {
  const wakers = new Set<() => void>();
  return {
    wait(ms) {
      if (ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          stopTimer();
          wakers.delete(wake);
          resolve();
        };
        const stopTimer = clock.after(ms, wake);
        wakers.add(wake);
      });
    },
    endAll() {
      for (const wake of wakers) wake();
    },
  };
}
