import type { AccountId } from '../../shared/account.ts';
import type { Heard } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { keyId, type KeyId } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { AccountBook } from './account-book.ts';
import type { Expiration, KeyWish, RemoteKey } from './connector.ts';
import { expectKeychain } from './expect-keychain.ts';
import { FailureError } from './failure-error.ts';
import type { HeldSecrets } from './held-secrets.ts';
import { itemNameOf } from './item-name.ts';
import { expectKeptRecords } from './kept-records.ts';
import type { KeyBook } from './key-book.ts';
import type { KeptKey, KeyChange } from './kept.ts';
import type { KeychainCheck } from './keychain-check.ts';
import { lastFiveOf } from './last-five.ts';
import type { LooseItems } from './loose-items.ts';
import type { Clock, KeyAtRisk, Log, Random } from './ports.ts';
import type { RemoteList } from './remote-list.ts';
import type { Secret } from './secret.ts';
import type { SignIn } from './sign-in.ts';
import type { StateStore } from './state-store.ts';
import type { Sync } from './sync.ts';

/** Keys that are made at a service from here. */
export interface NewKeys {
  /** It gets this id here, or one of its own. */
  generate(wish: Heard<'generateKey'>, id?: KeyId): Promise<KeyId>;
  /** A key that is in memory only; null where there is none of this id. */
  inMemory(id: KeyId): { remoteId: string; lastFive: string } | null;
  expirations(id: AccountId): Promise<Expiration[]>;
  /** Tries once more to put one into the keychain. */
  save(id: KeyId): Promise<void>;
  /** All that wait, quietly: the keychain has just opened. */
  saveAll(): Promise<void>;
  reveal(id: KeyId): Secret;
  /** Ends it at the service, and only then forgets it. */
  discard(id: KeyId): Promise<void>;
  /** Those that would be lost if the app ended now, and those that may be there in a moment. */
  atRisk(): KeyAtRisk[];
  /** Whether a key of the account is being made, or is made and not yet in the keychain. */
  isBusy(id: AccountId): boolean;
}

interface World {
  store: StateStore;
  book: AccountBook;
  keyBook: KeyBook;
  heldSecrets: HeldSecrets;
  looseItems: LooseItems;
  remoteList: RemoteList;
  keychainCheck: KeychainCheck;
  signIn: SignIn;
  sync: Sync;
  clock: Clock;
  random: Random;
  log: Log;
}

/** Made at the service, its secret in memory only. Nobody else has it. */
interface Fresh {
  key: KeptKey;
  remote: RemoteKey;
  secret: Secret;
  /** Why it is not in the keychain; null while that is being tried for the first time. */
  because: Failure | null;
}

/**
 * Order: the keychain shows that it takes an item, the service makes the key, the secret goes into the
 * keychain and is read back, the record is written with its event, the list is brought up to date.
 * Should we die
 * - before the answer of the service is here: there may be a key that nobody has. The next sync lists it as
 *   not held, so that it can be retired.
 * - before the item is there: the same. While it is in memory only, quitting asks first.
 * - before the record is there: the next run finds the item, whose name says whose it is, and gives it one.
 */
export function createNewKeys(world: World): NewKeys {
  const { store, book, keyBook, heldSecrets, looseItems, remoteList } = world;
  const { keychainCheck, signIn, sync, clock, random, log } = world;
  const making = new Set<Heard<'generateKey'>>();
  const fresh = new Map<KeyId, Fresh>();
  const putting = new Map<KeyId, Promise<void>>();
  const givenUp = new Set<KeyId>();

  async function generate(
    wish: Heard<'generateKey'>,
    id = keyId.parse(random.id()),
  ): Promise<KeyId> {
    const { accountId } = wish;
    const card = book.cardOf(book.find(accountId).account);
    if (!isAllowed(card, wish)) throw refused();
    expectKeptRecords(store);
    making.add(wish);
    try {
      await expectKeychain(keychainCheck, store);
      const { key: remote, secret } = await create(accountId, wish);
      const key = keyOf({ id, accountId, card, remote, secret });
      const made = { key, remote, secret, because: null };
      fresh.set(key.id, made);
      making.delete(wish);
      await put(made);
      return key.id;
    } finally {
      making.delete(wish);
    }
  }

  async function create(id: AccountId, { label, contacts, expiration }: KeyWish) {
    try {
      return await signIn.withSession(id, (connector, place, session) =>
        connector.create(place, session, { label, expiration, contacts: [...new Set(contacts)] }),
      );
    } catch (error) {
      // There may be a key now. The list shows it, and nothing is sent again before somebody has looked.
      const isUnclear = error instanceof FailureError && error.failure.code === 'outcome-unknown';
      if (isUnclear || !(error instanceof FailureError)) sync.begin(id);
      throw error;
    }
  }

  function keyOf(made: {
    id: KeyId;
    accountId: AccountId;
    card: RuleCard;
    remote: RemoteKey;
    secret: Secret;
  }): KeptKey {
    const { id, accountId, card, remote, secret } = made;
    const { label } = remote;
    // The service's own, so that the two are known to be one; ours, should it tell something else.
    const isTold = remote.lastFive !== '' && secret.reveal().endsWith(remote.lastFive);
    const lastFive = isTold ? remote.lastFive : lastFiveOf(secret);
    const now = clock.now().toISOString();
    return {
      id,
      accountId,
      itemName: itemNameOf({ label, lastFive, serviceName: card.name, accountId, id }),
      remoteId: remote.id,
      label,
      lastFive,
      createdAt: remote.createdAt ?? now,
      expiresAt: remote.expiresAt,
      contacts: remote.contacts,
      note: '',
      tags: [],
      addedAt: now,
      retiredAt: null,
      replacedBy: null,
      check: null,
      trouble: null,
      places: [],
    };
  }

  /** Its owner and an opening keychain may want it at the same time. */
  function put(made: Fresh): Promise<void> {
    const { id } = made.key;
    const work = putting.get(id) ?? putNow(made).finally(() => putting.delete(id));
    putting.set(id, work);
    return work;
  }

  async function putNow(made: Fresh): Promise<void> {
    const { key, remote, secret } = made;
    if (givenUp.has(key.id)) throw refused();
    noteLoose(key.itemName);
    try {
      await heldSecrets.put(key.itemName, secret);
      if (givenUp.has(key.id)) throw refused();
      keyBook.save([changeFor(made)]);
    } catch (error) {
      if (!(error instanceof FailureError)) log.bug(error);
      // By its owner, while the keychain was asked.
      if (givenUp.has(key.id)) throw refused();
      const because = error instanceof FailureError ? error.failure : { code: 'bug' as const };
      fresh.set(key.id, { ...made, because });
      tell();
      throw new FailureError({ code: 'key-unsaved' });
    }
    fresh.delete(key.id);
    looseItems.settle([key.itemName]);
    tell();
    remoteList.put(key.accountId, remote);
    sync.begin(key.accountId);
  }

  /** A note that cannot be written is no reason to lose the key: only a kill just now would. */
  function noteLoose(itemName: string): void {
    try {
      looseItems.note([itemName], 'record');
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
    }
  }

  function changeFor({ key }: Fresh): KeyChange {
    return { key, events: [{ at: clock.now().toISOString(), kind: 'generated', detail: '' }] };
  }

  function tell(): void {
    const unsaved = [...fresh.values()].flatMap(({ key, because }) =>
      because === null
        ? []
        : [
            {
              keyId: key.id,
              accountId: key.accountId,
              label: key.label,
              lastFive: key.lastFive,
              because,
            },
          ],
    );
    if (JSON.stringify(unsaved) !== JSON.stringify(store.read().unsaved)) store.change({ unsaved });
  }

  function find(id: KeyId): Fresh {
    const made = fresh.get(id);
    if (made && made.because !== null) return made;
    throw refused();
  }

  return {
    generate,
    async expirations(id) {
      const { account } = book.find(id);
      if (book.cardOf(account).validity.kind !== 'options') return [];
      return signIn.withSession(
        id,
        async (connector, place, session) => (await connector.expirations?.(place, session)) ?? [],
      );
    },
    save: (id) => put(find(id)),
    async saveAll() {
      for (const made of fresh.values()) {
        if (made.because === null) continue;
        try {
          await put(made);
        } catch (error) {
          if (!(error instanceof FailureError)) throw error;
        }
      }
    },
    inMemory(id) {
      const made = fresh.get(id);
      return made ? { remoteId: made.remote.id, lastFive: made.key.lastFive } : null;
    },
    reveal: (id) => find(id).secret,
    async discard(id) {
      const { key, remote } = find(id);
      givenUp.add(id);
      try {
        await signIn.withSession(key.accountId, (connector, place, session) =>
          connector.revoke(place, session, remote.id),
        );
      } catch (error) {
        givenUp.delete(id);
        throw error;
      }
      fresh.delete(id);
      tell();
      sync.begin(key.accountId);
      // It may be there all the same: a keychain that cannot give back what it was given has something.
      await looseItems.remove(key.itemName);
    },
    atRisk: () => [
      ...[...fresh.values()].map(({ key: { label, lastFive } }) => ({ label, lastFive })),
      ...[...making].map(({ label }) => ({ label, lastFive: null })),
    ],
    isBusy: (id) =>
      [...making].some(({ accountId }) => accountId === id) ||
      [...fresh.values()].some(({ key }) => key.accountId === id),
  };
}

/** The service would refuse it anyway; not asking it is kinder. Lengths are counted as services do. */
function isAllowed(card: RuleCard, { label, contacts, expiration }: KeyWish): boolean {
  const { label: rules, contacts: limits } = card;
  if (card.management.how !== 'api') return false;
  if (rules && (label.length < rules.shortest || label.length > rules.longest)) return false;
  if (limits && contacts.length < limits.fewest) return false;
  if (contacts.length > (limits?.most ?? Infinity)) return false;
  return (expiration === null) === (card.validity.kind !== 'options');
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
