import type { KeyId, KeyPlan, KeyRow } from '../../shared/key.ts';
import { silenceAhead } from '../../shared/quiet-time.ts';
import { pressing, sandboxEnvironmentId } from '../../shared/sandbox.ts';
import { stagesOf } from '../../shared/stages.ts';
import type { AccountBook } from './account-book.ts';
import { timeThere } from './clock-skew.ts';
import { dueKeys, type DueKey } from './due.ts';
import type { Inventory } from './inventory.ts';
import type { KeyPlans } from './key-plans.ts';
import type { Clock, Log } from './ports.ts';
import type { RotationBook } from './rotation-book.ts';
import type { StateStore } from './state-store.ts';

/** Which keys are due at this moment. */
export interface DueNow {
  /** Those of which there is something to be told. */
  untold(): DueKey[];
  /** Also those that were told, as long as they are not snoozed. */
  all(): DueKey[];
  /** What was put off by the clock is not put off any more. */
  forgetFaults(): void;
}

interface World {
  store: StateStore;
  book: AccountBook;
  inventory: Inventory;
  keyPlans: KeyPlans;
  rotationBook: RotationBook;
  clock: Clock;
  log: Log;
}

/** A row that cannot be reckoned is left alone so long. */
const faultyForMs = 60 * 60_000;

export function createDueNow(world: World): DueNow {
  const { store, book, inventory, keyPlans, rotationBook, clock, log } = world;
  const faultyUntil = new Map<KeyId, number>();

  function due(planOf: (id: KeyId) => KeyPlan | null): DueKey[] {
    const now = clock.now();
    const nowMs = now.getTime();
    const accounts = accountsAt(nowMs);
    const open = rotationBook.open();
    const replaced = new Set(open.map(({ old }) => old.keyId));
    const soaked = new Map(
      open.flatMap(({ old, step }) =>
        step.at === 'soaking' ? [[old.keyId, step.until] as const] : [],
      ),
    );
    return dueKeys(
      {
        rows: inventory
          .all()
          .filter(
            ({ id, accountId }) => accounts.has(accountId) && (faultyUntil.get(id) ?? 0) <= nowMs,
          ),
        stagesOf: (row) => accounts.get(row.accountId)?.stages(row) ?? [],
        planOf,
        isBeingReplaced: ({ id }) => replaced.has(id),
        soakedAtOf: ({ id }) => soaked.get(id) ?? null,
        nowMsOf: (row) => accounts.get(row.accountId)?.nowMs ?? nowMs,
        silenceMs: silenceAhead(store.read().settings.reminders, now),
      },
      (row, error) => {
        faultyUntil.set(row.id, nowMs + faultyForMs);
        log.bug(error);
      },
    );
  }

  function accountsAt(nowMs: number) {
    const { settings, services } = store.read();
    const cards = new Map(services.map((card) => [card.id, card]));
    const counting = pressing(
      book.all(),
      ({ account }) => account.environmentId === sandboxEnvironmentId,
    );
    return new Map(
      counting.map(({ account, clockSkewMs }) => {
        const card = cards.get(account.serviceId) ?? null;
        return [
          account.id,
          {
            stages: (row: KeyRow) => stagesOf(row, card, settings.reminders),
            nowMs: timeThere(new Date(nowMs), clockSkewMs).getTime(),
          },
        ];
      }),
    );
  }

  return {
    untold: () => due(keyPlans.of),
    all: () => due((id) => withoutTold(keyPlans.of(id))),
    forgetFaults: () => faultyUntil.clear(),
  };
}

function withoutTold(plan: KeyPlan | null): KeyPlan | null {
  return plan === null ? null : { ...plan, told: null };
}
