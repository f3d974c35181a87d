import type { Heard } from '../../shared/contract.ts';
import type { KeyId, KeyPlan } from '../../shared/key.ts';
import type { Records } from './ports.ts';

/** What users mean to do about keys, also about those that only their service knows. */
export interface KeyPlans {
  of: (id: KeyId) => KeyPlan | null;
  plan(wish: Heard<'planKeys'>): void;
  snooze(wish: Heard<'snoozeKeys'>): void;
  setStages(wish: Heard<'setStages'>): void;
  /** Their owner was told of these stages. Nobody hears of it: no row shows it. */
  tell(told: readonly { keyId: KeyId; told: NonNullable<KeyPlan['told']> }[]): void;
  subscribe(listener: (ids: readonly KeyId[]) => void): void;
}

interface World {
  kept: readonly KeyPlan[];
  records: Records;
}

export function createKeyPlans({ kept, records }: World): KeyPlans {
  const plans = new Map(kept.map((plan) => [plan.keyId, plan]));
  const listeners: ((ids: readonly KeyId[]) => void)[] = [];

  function keep(changed: readonly KeyPlan[]): void {
    records.savePlans(changed);
    for (const plan of changed) {
      if (saysNothing(plan)) plans.delete(plan.keyId);
      else plans.set(plan.keyId, plan);
    }
  }

  function save(changed: readonly KeyPlan[]): void {
    keep(changed);
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
    tell: (told) => keep(told.map((one) => ({ ...known(one.keyId), told: one.told }))),
    subscribe: (listener) => void listeners.push(listener),
  };
}

export function saysNothing({ rotateBy, snoozedUntil, stages, told }: KeyPlan): boolean {
  return [rotateBy, snoozedUntil, stages, told].every((part) => part === null);
}
