import type { Heard } from '../../shared/contract.ts';
import type { KeyId, KeyPlan } from '../../shared/key.ts';
import type { Records } from './ports.ts';

/** What users mean to do about keys, also about those that only their service knows. */
export interface KeyPlans {
  of: (id: KeyId) => KeyPlan | null;
  plan(wish: Heard<'planKeys'>): void;
  snooze(wish: Heard<'snoozeKeys'>): void;
  /** Of a key that was taken back: its plan had gone from the disk with it. */
  keep(id: KeyId): void;
  subscribe(listener: (ids: readonly KeyId[]) => void): void;
}

interface World {
  kept: readonly KeyPlan[];
  records: Records;
}

export function createKeyPlans({ kept, records }: World): KeyPlans {
  const plans = new Map(kept.map((plan) => [plan.keyId, plan]));
  const listeners: ((ids: readonly KeyId[]) => void)[] = [];

  function save(wanted: readonly KeyPlan[]): void {
    const changed = wanted.filter((plan) => !isSame(plan, known(plan.keyId)));
    if (changed.length === 0) return;
    records.savePlans(changed);
    for (const plan of changed) {
      if (saysNothing(plan)) plans.delete(plan.keyId);
      else plans.set(plan.keyId, plan);
    }
    const ids = changed.map(({ keyId }) => keyId);
    for (const listener of listeners) listener(ids);
  }

  function known(keyId: KeyId): KeyPlan {
    return plans.get(keyId) ?? { keyId, rotateBy: null, snoozedUntil: null };
  }

  return {
    of: (id) => plans.get(id) ?? null,
    plan({ plans: wanted }) {
      save(wanted.map(({ keyId, rotateBy }) => ({ ...known(keyId), rotateBy })));
    },
    snooze({ keyIds, until }) {
      save(keyIds.map((keyId) => ({ ...known(keyId), snoozedUntil: until })));
    },
    keep(id) {
      const plan = plans.get(id);
      if (plan) records.savePlans([plan]);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}

function isSame(one: KeyPlan, other: KeyPlan): boolean {
  return one.rotateBy === other.rotateBy && one.snoozedUntil === other.snoozedUntil;
}

export function saysNothing({ rotateBy, snoozedUntil }: KeyPlan): boolean {
  return rotateBy === null && snoozedUntil === null;
}
