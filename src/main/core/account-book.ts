import type { Account, AccountId } from '../../shared/account.ts';
import type { AccountState, SignInState } from '../../shared/account-state.ts';
import type { Failure } from '../../shared/failure.ts';
import { sandboxEnvironmentId } from '../../shared/sandbox.ts';
import type { RuleCard } from '../../shared/service.ts';
import { FailureError } from './failure-error.ts';
import type { Kept, KeptList } from './kept.ts';
import type { Log } from './ports.ts';
import type { StateStore } from './state-store.ts';

/** An account as main knows it: what is kept of it, and how it stands in this run. */
export interface Entry {
  account: Account;
  keepsSession: boolean;
  signIn: SignInState;
  unreachableSince: string | null;
  /** See clock-skew.ts. Of this run only: by the next one, the computer's clock may have been put right. */
  clockSkewMs: number | null;
  list: KeptList | null;
  isSyncing: boolean;
  /** Whether a session of it is still good, only its service can say, and it is to be asked soon. */
  isSyncWanted: boolean;
  syncFailure: Failure | null;
  /** After a sync that failed: not by itself before this. */
  retrySyncAt: string | null;
}

/** All accounts. What is written here is told by State at once. */
export interface AccountBook {
  all(): readonly Entry[];
  /** Refuses the Call where there is no such account (any more). */
  find(id: AccountId): Entry;
  has(id: AccountId): boolean;
  cardOf(account: Account): RuleCard;
  cards(): readonly RuleCard[];
  /** Adds it, or takes the place of the one with its id. */
  putCard(card: RuleCard): void;
  dropCard(id: RuleCard['id']): void;
  add(account: Account): void;
  /** Does nothing for an account that was removed meanwhile. */
  change(id: AccountId, part: Partial<Entry>): void;
  remove(id: AccountId): void;
  /** Hears which account has changed, come or gone. */
  subscribe(listener: (id: AccountId) => void): void;
}

interface World {
  kept: Kept;
  ruleCards: readonly RuleCard[];
  store: StateStore;
  log: Log;
}

export function createAccountBook({ kept, ruleCards, store, log }: World): AccountBook {
  let cards = [...ruleCards, ...kept.services];
  const entries = new Map<AccountId, Entry>();
  const hiddenAccounts: string[] = [];
  for (const { account, keepsSession } of kept.accounts) {
    // A later Keyturn has added it. It stays on the disk as it is, and the others are there to be used.
    if (cards.every(({ id }) => id !== account.serviceId)) {
      log.warn('An account is not shown: this version does not know its service.');
      hiddenAccounts.push(account.name);
      continue;
    }
    const list = kept.lists.find(({ accountId }) => accountId === account.id) ?? null;
    const because = list === null ? 'not-yet' : 'app-closed';
    const signIn = signedOut(account, keepsSession ? 'keychain-shut' : because);
    entries.set(account.id, { ...fresh(account), keepsSession, signIn, list });
  }
  const listeners: ((id: AccountId) => void)[] = [];
  let told = '';
  store.change({ hiddenAccounts });
  tell();

  function cardOf({ serviceId }: Account): RuleCard {
    const card = cards.find(({ id }) => id === serviceId);
    if (!card) throw new Error(`No rule card ${serviceId}.`);
    return card;
  }

  function signedOut(
    account: Account,
    because: Extract<SignInState, { status: 'signed-out' }>['because'],
  ): SignInState {
    if (cardOf(account).signIn === null) return { status: 'not-needed' };
    return { status: 'signed-out', because };
  }

  function fresh(account: Account): Entry {
    return {
      account,
      keepsSession: false,
      signIn: signedOut(account, 'not-yet'),
      unreachableSince: null,
      clockSkewMs: null,
      list: null,
      isSyncing: false,
      isSyncWanted: false,
      syncFailure: null,
      retrySyncAt: null,
    };
  }

  function tell(): void {
    const accounts = [...entries.values()].map((entry) => viewOf(entry));
    const text = JSON.stringify(accounts);
    if (text === told) return;
    told = text;
    store.change({ accounts });
  }

  function changed(id: AccountId): void {
    tell();
    for (const listener of listeners) listener(id);
  }

  function setCards(next: RuleCard[]): void {
    cards = next;
    store.change({ services: cards });
    tell();
  }

  function viewOf({ account, signIn, unreachableSince, list, ...entry }: Entry): AccountState {
    const card = cardOf(account);
    const isSandbox = account.environmentId === sandboxEnvironmentId;
    // An account goes on speaking to whom it spoke. If the card has moved, it is not its place any more.
    const environment = card.environments.find(
      ({ id, address }) => id === account.environmentId && address === account.address,
    );
    return {
      id: account.id,
      serviceId: card.id,
      serviceName: card.name,
      environmentName: isSandbox ? 'Sandbox' : (environment?.name ?? null),
      address: account.address,
      name: account.name,
      email: account.email,
      parameters: account.parameters,
      isSandbox,
      signIn,
      unreachableSince,
      clockSkewMs: entry.clockSkewMs,
      sync:
        card.management.how === 'guided'
          ? null
          : { at: list?.readAt ?? null, isRunning: entry.isSyncing, failure: entry.syncFailure },
    };
  }

  return {
    all: () => [...entries.values()],
    find(id) {
      const entry = entries.get(id);
      if (entry) return entry;
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    },
    has: (id) => entries.has(id),
    cardOf,
    cards: () => cards,
    putCard(card) {
      const isNew = cards.every(({ id }) => id !== card.id);
      setCards(isNew ? [...cards, card] : cards.map((one) => (one.id === card.id ? card : one)));
    },
    dropCard: (id) => setCards(cards.filter((card) => card.id !== id)),
    add(account) {
      entries.set(account.id, fresh(account));
      changed(account.id);
    },
    change(id, part) {
      const entry = entries.get(id);
      if (!entry) return;
      entries.set(id, { ...entry, ...part });
      changed(id);
    },
    remove(id) {
      entries.delete(id);
      changed(id);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
