import type { RuleCard } from '../../shared/service.ts';
import { createAccountBook, type AccountBook } from './account-book.ts';
import { createAccounts, type Accounts } from './accounts.ts';
import { createServerTimeListener } from './clock-skew.ts';
import type { ConnectorOf, OnServerTime } from './connector.ts';
import { createDescribedServices, type DescribedServices } from './described-services.ts';
import type { Kept } from './kept.ts';
import { createLooseNotes, type LooseNotes } from './loose-notes.ts';
import type { Clock, Keychain, Log, Random, Records, Sandbox } from './ports.ts';
import { createReach, type ProbeKey } from './reach.ts';
import {
  createAddressOf,
  createSandboxAccounts,
  tellOfSandbox,
  type AddressOf,
  type SandboxAccounts,
} from './sandbox-accounts.ts';
import { createSessions } from './sessions.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import type { StateStore } from './state-store.ts';
import { createSync, type Sync } from './sync.ts';

export interface AccountParts {
  book: AccountBook;
  accounts: Accounts;
  describedServices: DescribedServices;
  signIn: SignIn;
  sync: Sync;
  sandboxAccounts: SandboxAccounts;
  looseNotes: LooseNotes;
  addressOf: AddressOf;
  probeKey: ProbeKey;
  hearServerTime: OnServerTime;
  /** What is to be done once a minute, at the start and on waking up. */
  tick: () => Promise<void>;
}

interface World {
  store: StateStore;
  ruleCards: readonly RuleCard[];
  connectorOf: ConnectorOf;
  kept: Kept;
  records: Records;
  keychain: Keychain;
  sandbox: Sandbox;
  clock: Clock;
  random: Random;
  log: Log;
}

/** All that deals with accounts, joined. */
export function createAccountParts(world: World): AccountParts {
  const { store, ruleCards, connectorOf, kept, records, keychain, clock, log } = world;
  const book = createAccountBook({ kept, ruleCards, store, log });
  store.change({ services: [...book.cards()] });
  const sandbox = tellOfSandbox(world.sandbox, store);
  const addressOf = createAddressOf(sandbox, book);
  const { reach, probeKey } = createReach({ book, connectorOf, addressOf, clock });
  const looseNotes = createLooseNotes(records);
  const sessions = createSessions({ book, records, looseNotes, keychain, clock, log });
  const signIn = createSignIn({ book, reach, sessions, keychain, clock, log });
  const sync = createSync({ book, signIn, records, clock, log });
  const accounts = createAccounts({ book, records, signIn, random: world.random });
  const describedServices = createDescribedServices({ book, records, random: world.random });
  const sandboxAccounts = createSandboxAccounts(sandbox, store, book, accounts);
  return {
    book,
    accounts,
    describedServices,
    signIn,
    sync,
    sandboxAccounts,
    looseNotes,
    addressOf,
    probeKey,
    hearServerTime: createServerTimeListener(book, clock),
    async tick() {
      await signIn.tick();
      await sync.tick();
    },
  };
}
