import type { AccountId } from '../../shared/account.ts';
import { replacedContacts } from '../../shared/contact-health.ts';
import type { Heard } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { ContactRun } from '../../shared/state.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { KeyEdits } from './key-edits.ts';
import {
  createWaits,
  hostOf,
  lanesOf,
  mostPatienceMs,
  workOn,
  type Lanes,
  type Waits,
} from './key-run.ts';
import { createPacing } from './pacing.ts';
import type { Clock, Log } from './ports.ts';
import type { StateStore } from './state-store.ts';
import type { Sync } from './sync.ts';

/** One contact taken for another on many keys, in the background. One run at a time. */
export interface ContactRuns {
  begin(wish: Heard<'replaceContact'>): void;
  /** What is under way is finished, and nothing more is begun. */
  cancel(): void;
  /** Takes a run that is over out of State. */
  dismiss(): void;
}

interface World {
  book: AccountBook;
  inventory: Inventory;
  keyEdits: KeyEdits;
  sync: Sync;
  clock: Clock;
  store: StateStore;
  log: Log;
}

const gapMs = 250;
const mostTries = 3;

interface Run {
  wish: Heard<'replaceContact'>;
  told: ContactRun;
  waits: Waits;
}

export function createContactRuns(world: World): ContactRuns {
  const { book, inventory, keyEdits, sync, clock, store, log } = world;
  const pacing = createPacing(clock);
  let current: Run | null = null;

  function begin(wish: Heard<'replaceContact'>): void {
    const changesNothing = wish.from === null && wish.to === null;
    if (current?.told.status === 'running' || changesNothing) {
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    }
    const lanes = lanesOf(inventory, wish.keyIds);
    const total = [...lanes.values()].reduce((sum, lane) => sum + lane.length, 0);
    const run: Run = {
      wish,
      told: {
        from: wish.from,
        to: wish.to,
        total,
        changed: 0,
        same: 0,
        failed: [],
        status: 'running',
      },
      waits: createWaits(clock),
    };
    current = run;
    tell(run);
    changeAll(run, lanes).catch(log.bug);
  }

  async function changeAll(run: Run, lanes: Lanes): Promise<void> {
    const work = (id: AccountId, keyIds: readonly KeyId[]) => changeLane(run, id, keyIds);
    try {
      await workOn(lanes, clock, work, () => tell(run));
    } finally {
      if (run.told.status === 'running') run.told = { ...run.told, status: 'done' };
      tell(run);
    }
  }

  async function changeLane(run: Run, accountId: AccountId, ids: readonly KeyId[]): Promise<void> {
    // A change names all contacts of a key: by an old list it would take away what others have added.
    const unread = await failureOf(() => sync.syncAnew(accountId));
    if (unread !== null) return leave(run, ids, unread);
    for (const [index, id] of ids.entries()) {
      if (run.told.status !== 'running') return;
      const failure = await changePatiently(run, accountId, id);
      if (failure === null) continue;
      fail(run, [id], failure);
      // None of the others would fare better before a new sign-in, or for a while.
      if (!endsLane(failure)) continue;
      return leave(run, ids.slice(index + 1), failure);
    }
  }

  /** What has failed; null where nothing has, or where the run was cancelled before. */
  async function changePatiently(
    run: Run,
    accountId: AccountId,
    id: KeyId,
  ): Promise<Failure | null> {
    for (let tries = 1; ; tries += 1) {
      if (!book.has(accountId)) return refused;
      const row = inventory.of(accountId).find((one) => one.id === id);
      if (row === undefined) return refused;
      const contacts = replacedContacts(row.contacts ?? [], run.wish);
      if (contacts === null) {
        run.told = { ...run.told, same: run.told.same + 1 };
        return null;
      }
      const host = hostOf(book, accountId);
      await run.waits.wait(pacing.msUntilTurn(host, gapMs));
      if (run.told.status !== 'running') return null;
      const failure = await failureOf(() => keyEdits.changeContacts({ keyId: id, contacts }));
      if (failure === null) {
        run.told = { ...run.told, changed: run.told.changed + 1 };
        return null;
      }
      const waitMs = waitMsOf(failure);
      if (waitMs > 0) pacing.pause(host, waitMs);
      if (waitMs === 0 || waitMs > mostPatienceMs || tries >= mostTries) return failure;
    }
  }

  async function failureOf(work: () => Promise<void>): Promise<Failure | null> {
    try {
      await work();
      return null;
    } catch (error) {
      if (error instanceof FailureError) return error.failure;
      log.bug(error);
      return { code: 'bug' };
    }
  }

  /** What did not have the contact would have been left as it is. */
  function leave(run: Run, ids: readonly KeyId[], failure: Failure): void {
    const wanted = new Set(ids);
    const same = inventory
      .all()
      .filter((row) => wanted.has(row.id) && isSame(row, run.wish))
      .map(({ id }) => id);
    run.told = { ...run.told, same: run.told.same + same.length };
    const left = new Set(same);
    const others = ids.filter((id) => !left.has(id));
    fail(run, others, failure);
  }

  function fail(run: Run, keyIds: readonly KeyId[], failure: Failure): void {
    const failed = [...run.told.failed, ...keyIds.map((keyId) => ({ keyId, failure }))];
    run.told = { ...run.told, failed };
  }

  function tell(run: Run): void {
    if (run === current && store.read().contactRun !== run.told) {
      store.change({ contactRun: run.told });
    }
  }

  return {
    begin,
    cancel() {
      if (current?.told.status !== 'running') return;
      current.told = { ...current.told, status: 'cancelled' };
      current.waits.endAll();
      tell(current);
    },
    dismiss() {
      if (current?.told.status === 'running') return;
      current = null;
      store.change({ contactRun: null });
    },
  };
}

function isSame({ contacts }: KeyRow, wish: Heard<'replaceContact'>): boolean {
  return replacedContacts(contacts ?? [], wish) === null;
}

const refused: Failure = { code: 'call-refused', reason: 'bad-request' };

function endsLane({ code }: Failure): boolean {
  return ['signed-out', 'unreachable', 'rate-limited', 'records-unwritable'].includes(code);
}

function waitMsOf(failure: Failure): number {
  return failure.code === 'rate-limited' ? (failure.retryAfterSeconds ?? 0) * 1000 : 0;
}
