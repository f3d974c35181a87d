import type { Kept } from '../../src/main/core/kept.ts';
import type { Records } from '../../src/main/core/ports.ts';

/** Records in memory, which forget nothing but what they are told to. */
export function fakeRecords(kept: Partial<Kept> = {}): Records {
  let { accounts = [], lists = [], services = [] } = structuredClone(kept);
  return {
    read: () => structuredClone({ accounts, lists, services }),
    saveAccount(saved) {
      const copy = structuredClone(saved);
      const isOther = accounts.every(({ account }) => account.id !== saved.account.id);
      accounts = isOther
        ? [...accounts, copy]
        : accounts.map((known) => (known.account.id === saved.account.id ? copy : known));
    },
    removeAccount(id) {
      accounts = accounts.filter(({ account }) => account.id !== id);
      lists = lists.filter(({ accountId }) => accountId !== id);
    },
    saveList(list) {
      lists = [
        ...lists.filter(({ accountId }) => accountId !== list.accountId),
        structuredClone(list),
      ];
    },
    saveService(card) {
      const isOther = services.every(({ id }) => id !== card.id);
      services = isOther
        ? [...services, card]
        : services.map((known) => (known.id === card.id ? card : known));
    },
    removeService(id) {
      services = services.filter((card) => card.id !== id);
    },
  };
}
