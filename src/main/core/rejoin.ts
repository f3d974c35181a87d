import { account, type Account, type AccountId } from '../../shared/account.ts';
import { hasNoPlace } from '../../shared/place.ts';
import { other } from '../../shared/rule-cards/other.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { HeldSecrets } from './held-secrets.ts';
import { createInTurn } from './in-turn.ts';
import type { Inventory } from './inventory.ts';
import { labelInName, readItemName } from './item-name.ts';
import type { KeyChange } from './kept.ts';
import type { KeyBook } from './key-book.ts';
import { lastFiveOf } from './last-five.ts';
import type { Clock, Keychain, Log, Records } from './ports.ts';
import type { Secret } from './secret.ts';
import type { StateStore } from './state-store.ts';

/** Joins records that were lost, or are of yesterday, to what is in the keychain. */
export interface Rejoin {
  /** Does nothing unless records were lost, nor where the keychain is shut: then it waits for the next time. */
  run(): Promise<void>;
  /** Makes the record of one item that has none. False where nobody can tell to which account it belongs. */
  adopt(itemName: string, secret: Secret): boolean;
}

interface World {
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  heldSecrets: HeldSecrets;
  records: Records;
  keychain: Keychain;
  clock: Clock;
  store: StateStore;
  log: Log;
}

interface Item {
  itemName: string;
  named: NonNullable<ReturnType<typeof readItemName>>;
  secret: Secret;
}

export function createRejoin(world: World): Rejoin {
  const { book, keyBook, inventory, heldSecrets, records, keychain, clock, store, log } = world;
  const inTurn = createInTurn();
  /** The names of the services whose account is not known. */
  let waiting = new Set<string>();
  const tried = new Set<string>();
  let found = 0;

  book.subscribe((id) => {
    if (waiting.size === 0 || !book.has(id)) return;
    const { account: known, list } = book.find(id);
    const now = `${id} ${list?.readAt}`;
    if (!waiting.has(book.cardOf(known).name) || tried.has(now)) return;
    tried.add(now);
    run().catch(log.bug);
  });

  async function run(): Promise<void> {
    await inTurn(async () => {
      const { records: state } = store.read();
      if (state.status !== 'restored' && state.status !== 'set-aside') return;
      const isOver = state.rejoin !== null && state.rejoin.waiting === 0;
      if (isOver || (await keychain.look()).status === 'locked') return;
      try {
        await join();
      } catch (error) {
        // It looked open and was not. The next time that it is, this is tried again.
        if (!isKeychainShut(error)) throw error;
      }
    });
  }

  async function join(): Promise<void> {
    const all = await keychain.all();
    const items = all.flatMap(({ account: itemName, secret }): Item[] => {
      const named = readItemName(itemName);
      return named === null ? [] : [{ itemName, named, secret }];
    });
    const strays = strayOf(items);
    // Together, since ten thousand changes one by one would be felt.
    const changes = strays.flatMap((item) => changeOf(item) ?? []);
    keyBook.save(changes);
    found += changes.length;
    const left = strays.filter(({ named }) => keyBook.get(named.id) === null);
    const missing = await missingOf(new Set(all.map((item) => item.account)));
    waiting = new Set(left.map(({ named }) => named.serviceName));
    if (left.length === 0) records.endRecovery();
    const { records: state } = store.read();
    if (state.status !== 'restored' && state.status !== 'set-aside') return;
    store.change({ records: { ...state, rejoin: { found, waiting: left.length, missing } } });
  }

  /** Those of which there is no record, each once. */
  function strayOf(items: readonly Item[]): Item[] {
    const names = new Set(keyBook.all().map(({ itemName }) => itemName));
    const strays = items.filter(
      ({ itemName, named }) => !names.has(itemName) && keyBook.get(named.id) === null,
    );
    return [...new Map(strays.map((item) => [item.named.id, item])).values()];
  }

  /** Null where nobody can tell to which account it belongs. */
  function changeOf({ itemName, named, secret }: Item): KeyChange | null {
    // Services may tell more of a short key than we would. The name does not count if the secret has changed.
    const isAsNamed = secret.reveal().endsWith(named.lastFive);
    const lastFive = isAsNamed ? named.lastFive : lastFiveOf(secret);
    const accountId = accountOf(named, lastFive);
    if (accountId === null) return null;
    const listed = inventory
      .of(accountId)
      .filter(
        (row) => !row.isKept && row.lastFive === lastFive && labelInName(row.label) === named.label,
      );
    const [row] = listed.length === 1 ? listed : [];
    const at = clock.now().toISOString();
    const key = {
      id: named.id,
      accountId,
      itemName,
      remoteId: row?.remoteId ?? null,
      label: row?.label ?? named.label,
      lastFive,
      createdAt: row?.createdAt ?? null,
      expiresAt: row?.expiresAt ?? null,
      contacts: row?.contacts ?? null,
      note: '',
      tags: [],
      addedAt: at,
      retiredAt: null,
      replacedBy: null,
      check: null,
      trouble: null,
      places: [],
    };
    return { key, events: [{ at, kind: 'found', detail: 'in the keychain' }] };
  }

  function accountOf(named: Item['named'], lastFive: string): AccountId | null {
    if (book.has(named.accountId)) return named.accountId;
    const card = book.cards().find(({ name }) => name === named.serviceName);
    const siblings = book.all().filter((entry) => book.cardOf(entry.account) === card);
    const listing = siblings.filter(({ list }) =>
      list?.keys.some((key) => key.lastFive === lastFive && key.label === named.label),
    );
    const [sure] = listing.length === 1 ? listing : siblings.length === 1 ? siblings : [];
    if (sure) return sure.account.id;
    return siblings.length === 0 ? makeAccount(named, card ?? other) : null;
  }

  /** Only where there is one place it can be, so that its keys are sent nowhere they do not belong. */
  function makeAccount(named: Item['named'], card: RuleCard): AccountId | null {
    const place = onlyPlaceOf(card);
    if (place === null || !book.cards().some(({ id }) => id === card.id)) return null;
    const made = account.parse({
      ...place,
      id: named.accountId,
      serviceId: card.id,
      name: `${named.serviceName} (found again)`.slice(-100),
      email: null,
      parameters: {},
    });
    records.saveAccount({ account: made, keepsSession: false });
    book.add(made);
    return made.id;
  }

  /** Each is asked for by its name before it is said to be gone. */
  async function missingOf(names: ReadonlySet<string>): Promise<number> {
    let count = 0;
    for (const { id, itemName, retiredAt } of keyBook.all()) {
      if (retiredAt !== null || names.has(itemName)) continue;
      try {
        await heldSecrets.read(id);
      } catch (error) {
        if (!(error instanceof FailureError) || isKeychainShut(error)) throw error;
        if (error.failure.code === 'item-missing') count += 1;
      }
    }
    return count;
  }

  function adopt(itemName: string, secret: Secret): boolean {
    const named = readItemName(itemName);
    const change = named === null ? null : changeOf({ itemName, named, secret });
    if (change === null) return false;
    keyBook.save([change]);
    return true;
  }

  return { run, adopt };
}

function onlyPlaceOf(card: RuleCard): Pick<Account, 'environmentId' | 'address'> | null {
  if (card.signIn !== null || card.parameters.length > 0) return null;
  if (hasNoPlace(card)) return { environmentId: null, address: null };
  const [environment] = card.environments;
  if (!environment || card.environments.length > 1 || card.takesOwnAddress) return null;
  return { environmentId: environment.id, address: environment.address };
}

function isKeychainShut(error: unknown): boolean {
  if (!(error instanceof FailureError)) return false;
  const { code } = error.failure;
  return code === 'keychain-locked' || code === 'keychain-missing';
}
