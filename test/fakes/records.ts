import type { Kept } from '../../src/main/core/kept.ts';
import { FailureError } from '../../src/main/core/failure-error.ts';
import type { Records } from '../../src/main/core/ports.ts';
import type { UnwritableReason } from '../../src/shared/failure.ts';

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
  let { accounts = [], lists = [], services = [] } = structuredClone(kept);
  return {
    read: () => structuredClone({ accounts, lists, services }),
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
      accounts = accounts.filter(({ account }) => account.id !== id);
      lists = lists.filter(({ accountId }) => accountId !== id);
    },
    saveList(list) {
      expectRoom();
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
  };
}
