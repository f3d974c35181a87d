import { createAccountParts } from '../../../src/main/core/account-parts.ts';
import type { Kept } from '../../../src/main/core/kept.ts';
import { createKeyParts } from '../../../src/main/core/key-parts.ts';
import { createKeychainCheck } from '../../../src/main/core/keychain-check.ts';
import { createStateStore } from '../../../src/main/core/state-store.ts';
import type { AccountId } from '../../../src/shared/account.ts';
import type { AccountState } from '../../../src/shared/account-state.ts';
import type { KeyRow } from '../../../src/shared/key.ts';
import { other } from '../../../src/shared/rule-cards/other.ts';
import { fakeClipboard } from '../../fakes/clipboard.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { fakeConnector, rightCode } from '../../fakes/connector.ts';
import { fakeFiles } from '../../fakes/files.ts';
import { initialState } from '../../fakes/initial-state.ts';
import { fakeKeychain } from '../../fakes/keychain.ts';
import { fakeLog } from '../../fakes/log.ts';
import { fakeRandom } from '../../fakes/random.ts';
import { fakeRecords } from '../../fakes/records.ts';
import { apiCard, guidedCard } from '../../fakes/rule-cards.ts';
import { fakeSandbox } from '../../fakes/sandbox.ts';

export const startAt = '2026-11-21T02:46:00.000Z';

export const dataGovCard = {
  ...apiCard,
  id: 'data-gov-style',
  name: 'Data.gov-style API',
  environments: [],
};

/** Everything about accounts over fakes; what is shared with an earlier run goes on from it. */
export function openAccounts(earlier: Partial<ReturnType<typeof world>> = {}) {
  const own = { ...world(), ...earlier };
  const kept = own.records.read();
  const store = createStateStore(initialState);
  const log = fakeLog();
  const parts = createAccountParts({
    ...own,
    kept,
    store,
    connectorOf: ({ management }) =>
      management.how === 'api' ? own.connector : { how: 'guided', probe: own.connector.probe },
    random: fakeRandom(),
    log,
  });
  const keychainCheck = createKeychainCheck({ ...own, store, random: fakeRandom() });
  const keyParts = createKeyParts({
    ...own,
    kept,
    store,
    accountParts: parts,
    keychainCheck,
    random: fakeRandom(),
    log,
  });
  const wish = {
    serviceId: apiCard.id,
    place: { environmentId: 'production' },
    name: 'ops',
    email: 'ops@agency.gov.sg',
    parameters: {},
  };

  function account(id: AccountId): AccountState & { keys: KeyRow[] } {
    const found = store.read().accounts.find((one) => one.id === id);
    if (!found) throw new Error('There is no such account in State.');
    const keys = store.read().keys.filter(({ accountId }) => accountId === id);
    return { ...found, keys };
  }

  async function signedIn(isToBeKept = false): Promise<AccountId> {
    const id = parts.accounts.add(wish);
    await parts.signIn.requestCode(id);
    await parts.signIn.signIn({ accountId: id, code: rightCode, isToBeKept });
    return id;
  }

  async function tick(): Promise<void> {
    await parts.tick();
    keyParts.tick();
  }

  return {
    ...own,
    ...parts,
    ...keyParts,
    store,
    keychainCheck,
    log,
    wish,
    account,
    signedIn,
    tick,
  };
}

function world(kept?: Partial<Kept>) {
  return {
    records: fakeRecords(kept),
    keychain: fakeKeychain(),
    clock: fakeClock(startAt),
    connector: fakeConnector(),
    ruleCards: [apiCard, dataGovCard, guidedCard, other],
    clipboard: fakeClipboard(),
    files: fakeFiles(),
    sandbox: fakeSandbox(),
  };
}

/** Lets what goes on in the background come to its end. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
