import { account, accountId, type Account, type AccountId } from '../../shared/account.ts';
import { addressOf } from '../../shared/address.ts';
import type { NewAccount } from '../../shared/contract.ts';
import { hasNoPlace } from '../../shared/place.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { Random, Records } from './ports.ts';
import type { SignIn } from './sign-in.ts';

export interface Accounts {
  add(wish: NewAccount): AccountId;
  /** Adds one as it is, without asking whether a user may. */
  put(facts: Omit<Account, 'id'>): AccountId;
  rename(id: AccountId, name: string): void;
  /** Its keys must have been forgotten before, or their items are left in the keychain. */
  /** `expectNothing` throws if something of it is still to be kept. */
  remove(id: AccountId, expectNothing?: () => void): Promise<void>;
}

interface World {
  book: AccountBook;
  records: Records;
  signIn: SignIn;
  random: Random;
}

export function createAccounts({ book, records, signIn, random }: World): Accounts {
  function put(facts: Omit<Account, 'id'>): AccountId {
    const added = account.parse({ ...facts, id: accountId.parse(random.id()) });
    records.saveAccount({ account: added, keepsSession: false });
    book.add(added);
    return added.id;
  }

  return {
    put,
    add(wish) {
      const card = book.cards().find(({ id }) => id === wish.serviceId);
      if (!card) throw refused();
      const { environmentId, address } = placeOf(card, wish.place);
      const { serviceId, name, parameters } = wish;
      const names = card.parameters.map((parameter) => parameter.name);
      if (Object.keys(parameters).some((given) => !names.includes(given))) throw refused();
      if ((card.signIn === null) !== (wish.email === null)) throw refused();
      const facts = { serviceId, environmentId, address, name, email: wish.email, parameters };
      if (book.all().some((entry) => isSame(entry.account, facts))) throw refused();
      return put(facts);
    },
    rename(id, name) {
      const { account: known, keepsSession } = book.find(id);
      const renamed = { ...known, name };
      records.saveAccount({ account: renamed, keepsSession });
      book.change(id, { account: renamed });
    },
    async remove(id, expectNothing) {
      book.find(id);
      // The session first: once the account is gone, nobody would know of it any more.
      await signIn.signOut(id);
      // Last: something may have come in while the keychain was asked.
      expectNothing?.();
      records.removeAccount(id);
      book.remove(id);
    },
  };
}

function placeOf(
  card: RuleCard,
  place: NewAccount['place'],
): Pick<Account, 'environmentId' | 'address'> {
  if ('environmentId' in place) {
    const environment = card.environments.find(({ id }) => id === place.environmentId);
    if (!environment) throw refused();
    return { environmentId: environment.id, address: environment.address };
  }
  if (place.address === null) {
    if (!hasNoPlace(card)) throw refused();
    return { environmentId: null, address: null };
  }
  const address = addressOf(place.address);
  if (address === null || !card.takesOwnAddress) throw refused();
  return { environmentId: null, address };
}

/** Two accounts that could not be told apart would be synced twice and mixed up by their owner. */
function isSame(one: Account, other: Omit<Account, 'id'>): boolean {
  return (
    // Without an address, a name is all that says which service it is.
    (one.address !== null || one.name === other.name) &&
    one.serviceId === other.serviceId &&
    one.address === other.address &&
    one.email === other.email &&
    JSON.stringify(one.parameters) === JSON.stringify(other.parameters)
  );
}

/** The window offers none of this: it checks before it asks. */
function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
