import type { Kept, LooseItem } from '../../src/main/core/kept.ts';
import { FailureError } from '../../src/main/core/failure-error.ts';
import { saysNothing } from '../../src/main/core/key-plans.ts';
import type { Records } from '../../src/main/core/ports.ts';
import type { UnwritableReason } from '../../src/shared/failure.ts';
import type { AccountId } from '../../src/shared/account.ts';
import type { KeyEvent, KeyId } from '../../src/shared/key.ts';
import { isOpen } from '../../src/shared/rotation-progress.ts';
import { firstSettings } from '../../src/shared/first-settings.ts';

export interface FakeRecords extends Records {
  /** From now on no change is written, for this reason; null ends that. */
  refuse(reason: UnwritableReason | null): void;
}

/** Records in memory, which forget nothing but what they are told to. */
export function fakeRecords(kept: Partial<Kept> = {}): FakeRecords {
  let refusal: UnwritableReason | null = null;
  const expectRoom = (): void => {
    if (refusal !== null) throw new FailureError({ code: 'records-unwritable', reason: refusal });
  };
  let {
    accounts = [],
    lists = [],
    services = [],
    keys = [],
    settings = firstSettings,
    rotations = [],
    plans = [],
  } = structuredClone(kept);
  let looseItems: LooseItem[] = [];
  let events: { id: KeyId; event: KeyEvent }[] = [];

  /** The real ones refuse what belongs to no account. */
  function belongTo(ids: readonly AccountId[]): void {
    const known = new Set(accounts.map(({ account }) => account.id));
    if (ids.some((id) => !known.has(id))) throw new Error('FOREIGN KEY: no such account.');
  }

  return {
    read: () =>
      structuredClone({
        accounts,
        lists,
        services,
        keys,
        settings,
        rotations,
        plans: plans.toSorted((one, other) => (one.keyId < other.keyId ? -1 : 1)),
      }),
    refuse(reason) {
      refusal = reason;
    },
    saveAccount(saved) {
      expectRoom();
      const copy = structuredClone(saved);
      const isOther = accounts.every(({ account }) => account.id !== saved.account.id);
      accounts = isOther
        ? [...accounts, copy]
        : accounts.map((known) => (known.account.id === saved.account.id ? copy : known));
    },
    removeAccount(id) {
      expectRoom();
      const gone = new Set(keys.filter(({ accountId }) => accountId === id).map((key) => key.id));
      plans = plans.filter(({ keyId }) => !gone.has(keyId) && !keyId.startsWith(`${id}/`));
      accounts = accounts.filter(({ account }) => account.id !== id);
      lists = lists.filter(({ accountId }) => accountId !== id);
      keys = keys.filter(({ accountId }) => accountId !== id);
      rotations = rotations.filter(({ accountId }) => accountId !== id);
      events = events.filter((one) => keys.some((key) => key.id === one.id));
    },
    saveList(list) {
      expectRoom();
      belongTo([list.accountId]);
      lists = [
        ...lists.filter(({ accountId }) => accountId !== list.accountId),
        structuredClone(list),
      ];
    },
    saveService(card) {
      expectRoom();
      const isOther = services.every(({ id }) => id !== card.id);
      services = isOther
        ? [...services, card]
        : services.map((known) => (known.id === card.id ? card : known));
    },
    removeService(id) {
      expectRoom();
      services = services.filter((card) => card.id !== id);
    },
    saveKeys(changes, changed = []) {
      expectRoom();
      belongTo([
        ...changes.map(({ key }) => key.accountId),
        ...changed.map((one) => one.accountId),
      ]);
      const before = new Map(rotations.map((one) => [one.id, one]));
      for (const one of changed) {
        const known = before.get(one.id)?.revision ?? one.revision - 1;
        if (known !== one.revision - 1) throw new FailureError({ code: 'rotation-elsewhere' });
        before.set(one.id, structuredClone(one));
      }
      const open = [...before.values()].filter(isOpen).map(({ old }) => old.keyId);
      if (new Set(open).size < open.length) throw new FailureError({ code: 'rotation-elsewhere' });
      rotations = [...before.values()];
      const byId = new Map(keys.map((key) => [key.id, key]));
      for (const { key, events: fresh } of structuredClone(changes)) {
        byId.set(key.id, key);
        events.push(...fresh.map((event) => ({ id: key.id, event })));
      }
      keys = [...byId.values()];
    },
    savePlans(changed) {
      expectRoom();
      const byKey = new Map(plans.map((plan) => [plan.keyId, plan]));
      for (const plan of structuredClone(changed)) byKey.set(plan.keyId, plan);
      plans = [...byKey.values()].filter((plan) => !saysNothing(plan));
    },
    removeKey(id) {
      expectRoom();
      keys = keys.filter((key) => key.id !== id);
      plans = plans.filter(({ keyId }) => keyId !== id);
      events = events.filter((one) => one.id !== id);
    },
    eventsOf: (id) =>
      structuredClone(events.filter((one) => one.id === id).map(({ event }) => event)).toReversed(),
    readLooseItems: () => structuredClone(looseItems),
    saveLooseItems(items) {
      expectRoom();
      looseItems = structuredClone([...items]);
    },
    saveSettings(saved) {
      expectRoom();
      settings = structuredClone(saved);
    },
    endRecovery: () => undefined,
  };
}
