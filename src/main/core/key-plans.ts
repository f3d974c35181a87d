import type { Heard } from '../../shared/contract.ts';
import { listedKeyId, type KeyId, type KeyPlan } from '../../shared/key.ts';
import { FailureError } from './failure-error.ts';
import type { KeyBook, KeyNews } from './key-book.ts';
import type { Records } from './ports.ts';

/** What users mean to do about keys, also about those that only their service knows. */
export interface KeyPlans {
  of: (id: KeyId) => KeyPlan | null;
  plan(wish: Heard<'planKeys'>): void;
  snooze(wish: Heard<'snoozeKeys'>): void;
  setStages(wish: Heard<'setStages'>): void;
  /** Their owner was told of these stages. Nobody hears of it: no row shows it. */
  tell(told: readonly { keyId: KeyId; told: NonNullable<KeyPlan['told']> }[]): void;
  /** Of a key that was taken back: its plan had gone from the disk with it. */
  keep(id: KeyId): void;
  subscribe(listener: (ids: readonly KeyId[]) => void): void;
}

interface World {
  kept: readonly KeyPlan[];
  keyBook: Pick<KeyBook, 'subscribe'>;
  records: Records;
}

export function createKeyPlans({ kept, keyBook, records }: World): KeyPlans {
  const plans = new Map(kept.map((plan) => [plan.keyId, plan]));
  const listeners: ((ids: readonly KeyId[]) => void)[] = [];
  keyBook.subscribe(carryOver);

  function carryOver(news: readonly KeyNews[]): void {
    const moved = news.flatMap(broughtIn);
    const followed = news.flatMap(followedUp);
    try {
      if (moved.length > 0) {
        records.savePlans(moved);
        take(moved);
      }
      save(followed);
    } catch (error) {
      // The key is kept all the same, and only its plan is not.
      if (!(error instanceof FailureError)) throw error;
    }
  }

  /** A key that only its service listed has come in here: what was planned for it goes on. */
  function broughtIn({ before, after }: KeyNews): KeyPlan[] {
    if (!after || after.remoteId === null || after.remoteId === before?.remoteId) return [];
    const listed = plans.get(listedKeyId(after.accountId, after.remoteId));
    if (!listed) return [];
    const gone = empty(listed.keyId);
    return plans.has(after.id) ? [gone] : [gone, { ...listed, keyId: after.id }];
  }

  /** A key has a successor: whoever is reminded of it in stages of its own is so of the new one too. */
  function followedUp({ before, after }: KeyNews): KeyPlan[] {
    const next = after?.replacedBy ?? null;
    if (!after || next === null || next === before?.replacedBy) return [];
    const stages = plans.get(after.id)?.stages ?? null;
    const plan = known(next);
    return stages === null || plan.stages !== null ? [] : [{ ...plan, stages }];
  }

  function take(changed: readonly KeyPlan[]): void {
    for (const plan of changed) {
      if (saysNothing(plan)) plans.delete(plan.keyId);
      else plans.set(plan.keyId, plan);
    }
  }

  function save(wanted: readonly KeyPlan[]): void {
    const changed = wanted.filter((plan) => !isSame(plan, known(plan.keyId)));
    if (changed.length === 0) return;
    records.savePlans(changed);
    take(changed);
    const ids = changed.map(({ keyId }) => keyId);
    for (const listener of listeners) listener(ids);
  }

  function known(keyId: KeyId): KeyPlan {
    return (
      plans.get(keyId) ?? { keyId, rotateBy: null, snoozedUntil: null, stages: null, told: null }
    );
  }

  return {
    of: (id) => plans.get(id) ?? null,
    plan({ plans: wanted }) {
      save(wanted.map(({ keyId, rotateBy }) => ({ ...known(keyId), rotateBy })));
    },
    snooze({ keyIds, until }) {
      save(keyIds.map((keyId) => ({ ...known(keyId), snoozedUntil: until })));
    },
    setStages: ({ keyIds, stages }) => save(keyIds.map((keyId) => ({ ...known(keyId), stages }))),
    tell(told) {
      const changed = told.map((one) => ({ ...known(one.keyId), told: one.told }));
      records.savePlans(changed);
      take(changed);
    },
    keep(id) {
      const plan = plans.get(id);
      if (plan) records.savePlans([plan]);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}

function empty(keyId: KeyId): KeyPlan {
  return { keyId, rotateBy: null, snoozedUntil: null, stages: null, told: null };
}

function isSame(one: KeyPlan, other: KeyPlan): boolean {
  return JSON.stringify(one) === JSON.stringify({ ...other, keyId: one.keyId });
}

export function saysNothing({ rotateBy, snoozedUntil, stages, told }: KeyPlan): boolean {
  return [rotateBy, snoozedUntil, stages, told].every((part) => part === null);
}
