import { expect, test } from 'vitest';
import { itemNameOf } from '../../../src/main/core/item-name.ts';
import type { Kept } from '../../../src/main/core/kept.ts';
import { account, accountId } from '../../../src/shared/account.ts';
import { keyId } from '../../../src/shared/key.ts';
import { fakeKeychain } from '../../fakes/keychain.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { guidedCard } from '../../fakes/rule-cards.ts';
import { fakeRecords } from '../../fakes/records.ts';
import { openAccounts, settle, startAt } from './open-accounts.ts';

const file = '/home/user/keyturn.db.damaged';
const restored = { status: 'restored', file, from: startAt, rejoin: null } as const;

const known = account.parse({
  id: 'acc-1',
  serviceId: 'postman-v1',
  environmentId: 'production',
  address: 'https://api.example.org/v1',
  name: 'ops',
  email: 'ops@agency.gov.sg',
  parameters: {},
});

/** Keyturn with restored records, and a keychain that may know more or less than they do. */
function open(kept: Partial<Kept> = {}, items: Record<string, string> = {}) {
  const keychain = fakeKeychain();
  for (const [name, secret] of Object.entries(items)) keychain.items.set(name, secret);
  const records = fakeRecords({ accounts: [{ account: known, keepsSession: false }], ...kept });
  const opened = openAccounts({ records, keychain });
  opened.store.change({ records: restored });
  return { ...opened, rejoinState: () => opened.store.read().records };
}

function nameOf(part: Partial<Parameters<typeof itemNameOf>[0]> = {}): string {
  return itemNameOf({
    label: 'ops-mailer',
    lastFive: 'AB12C',
    serviceName: 'Postman v1',
    accountId: known.id,
    id: keyId.parse('key-1'),
    ...part,
  });
}

const stranger = accountId.parse('acc-9');
const told = (found: number, waiting: number, missing: number) => ({
  ...restored,
  rejoin: { found, waiting, missing },
});

test('a key that is in the keychain without a record is kept again, with what happened to it', async () => {
  const { rejoin, records, rejoinState } = open(
    {},
    { [nameOf()]: 'canary-AB12C', 'session a': 'x' },
  );
  await rejoin.run();
  expect(rejoinState()).toEqual(told(1, 0, 0));
  expect(records.read().keys).toEqual([
    keptKey({
      id: keyId.parse('key-1'),
      accountId: known.id,
      itemName: nameOf(),
      remoteId: null,
      expiresAt: null,
      contacts: null,
      addedAt: startAt,
    }),
  ]);
  expect(records.eventsOf(keyId.parse('key-1'))).toEqual([
    { at: startAt, kind: 'found', detail: 'in the keychain' },
  ]);
});

test('what its service lists of a found key is known again', async () => {
  const listed = {
    id: '77',
    label: 'ops-mailer',
    lastFive: 'AB12C',
    createdAt: null,
    expiresAt: '2027-03-01T00:00:00.000Z',
    contacts: ['ops@agency.gov.sg'],
    lastUsedAt: null,
  };
  const lists = [{ accountId: known.id, readAt: startAt, keys: [listed] }];
  const { rejoin, store } = open({ lists }, { [nameOf()]: 'canary-AB12C' });
  await rejoin.run();
  expect(store.read().keys).toMatchObject([
    { id: 'key-1', remoteId: '77', standing: 'held', expiresAt: listed.expiresAt },
  ]);
});

test('a record whose item is not there says so, and is not removed', async () => {
  const lost = keptKey({ accountId: known.id });
  const held = keptKey({ accountId: known.id, itemName: nameOf() });
  const { rejoin, records, rejoinState } = open(
    { keys: [lost, held] },
    { [nameOf()]: 'canary-AB12C' },
  );
  await rejoin.run();
  expect(rejoinState()).toEqual(told(0, 0, 1));
  expect(records.read().keys).toEqual([{ ...lost, trouble: 'item-missing' }, held]);
});

test('a key of an account that is lost goes to the only account of its service', async () => {
  const { rejoin, account: find } = open({}, { [nameOf({ accountId: stranger })]: 'canary-AB12C' });
  await rejoin.run();
  expect(find(known.id).keys).toMatchObject([{ id: 'key-1', isHeld: true }]);
});

test('with two accounts of its service it waits until the list of one names it', async () => {
  const twin = account.parse({ ...known, id: 'acc-2', email: 'two@agency.gov.sg' });
  const {
    rejoin,
    rejoinState,
    book,
    account: find,
    log,
  } = open(
    { accounts: [known, twin].map((one) => ({ account: one, keepsSession: false })) },
    { [nameOf({ accountId: stranger })]: 'canary-AB12C' },
  );
  await rejoin.run();
  expect(rejoinState()).toEqual(told(0, 1, 0));

  const key = { ...keptKey(), id: '77', lastUsedAt: null };
  const { id, label, lastFive, createdAt, expiresAt, contacts, lastUsedAt } = key;
  const keys = [{ id, label, lastFive, createdAt, expiresAt, contacts, lastUsedAt }];
  book.change(twin.id, { list: { accountId: twin.id, readAt: startAt, keys } });
  await settle();
  expect(rejoinState()).toEqual(told(1, 0, 0));
  expect(find(twin.id).keys).toMatchObject([{ id: 'key-1', remoteId: '77', standing: 'held' }]);
  expect(log.bugs).toEqual([]);
});

test('a key whose account is nowhere waits in the keychain, and comes when the account is added', async () => {
  const {
    rejoin,
    rejoinState,
    accounts,
    wish,
    account: find,
    keychain,
  } = open({ accounts: [] }, { [nameOf({ accountId: stranger })]: 'canary-AB12C' });
  await rejoin.run();
  expect(rejoinState()).toEqual(told(0, 1, 0));
  const id = accounts.add(wish);
  await settle();
  expect(rejoinState()).toEqual(told(1, 0, 0));
  expect(find(id).keys).toMatchObject([{ id: 'key-1' }]);
  expect(keychain.uses.some((use) => use.startsWith('remove'))).toBe(false);
});

test('keys of a service that is not known any more get an account from which nothing is sent', async () => {
  const item = { accountId: stranger, serviceName: 'Payroll' };
  const { rejoin, account: find } = open(
    {},
    {
      [nameOf(item)]: 'canary-AB12C',
      [nameOf({ ...item, id: keyId.parse('key-2'), lastFive: 'ZZ99Z' })]: 'canary-ZZ99Z',
    },
  );
  await rejoin.run();
  expect(find(stranger)).toMatchObject({
    serviceId: 'other',
    address: null,
    name: 'Payroll (found again)',
    keys: [{ id: 'key-1' }, { id: 'key-2' }],
  });
});

test('a locked keychain is left alone, and searched when it opens', async () => {
  const { rejoin, rejoinState, keychain, goOn } = open({}, { [nameOf()]: 'canary-AB12C' });
  keychain.lock();
  await rejoin.run();
  expect(rejoinState()).toEqual(restored);
  expect(keychain.uses).toEqual([]);
  keychain.unlock();
  await goOn();
  expect(rejoinState()).toEqual(told(1, 0, 0));
});

test('it is done once, and never where no records were lost', async () => {
  const { rejoin, store, keychain } = open({}, { [nameOf()]: 'canary-AB12C' });
  await rejoin.run();
  await rejoin.run();
  store.change({ records: { status: 'ok' } });
  await rejoin.run();
  expect(keychain.uses.filter((use) => use === 'read all')).toHaveLength(1);
});

test('while one waits for its account, the recovery is not over, so that the next run goes on with it', async () => {
  const { rejoin, records, accounts, wish } = open(
    { accounts: [] },
    { [nameOf({ accountId: stranger })]: 'canary-AB12C' },
  );
  let ends = 0;
  records.endRecovery = () => {
    ends += 1;
  };
  await rejoin.run();
  expect(ends).toBe(0);
  accounts.add(wish);
  await settle();
  expect(ends).toBe(1);
});

test('a key of a guided service whose account had something of its own waits for it', async () => {
  const { rejoin, rejoinState, book } = open(
    { accounts: [] },
    { [nameOf({ accountId: stranger, serviceName: guidedCard.name })]: 'canary-AB12C' },
  );
  await rejoin.run();
  expect([rejoinState(), book.all()]).toEqual([told(0, 1, 0), []]);
});

test('a key of which its service tells no last characters is found again too', async () => {
  const itemName = nameOf({ lastFive: '' });
  const { rejoin, keyBook } = open({}, { [itemName]: 'canary-AB12C' });
  await rejoin.run();
  expect(keyBook.all()).toMatchObject([{ id: 'key-1', itemName, label: 'ops-mailer' }]);
});
