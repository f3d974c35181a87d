import { expect, test } from 'vitest';
import type { AccountId } from '../../../src/shared/account.ts';
import { openPage } from '../../../src/main/core/open-page.ts';
import { fakeBrowser } from '../../fakes/browser.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { openAccounts, settle } from './open-accounts.ts';

const refused = { failure: { code: 'call-refused', reason: 'bad-request' } };

test('an account that was added is told and kept', () => {
  const { accounts, account, wish, records } = openAccounts();
  const id = accounts.add(wish);
  expect(account(id)).toEqual({
    id,
    serviceId: 'postman-v1',
    serviceName: 'Postman v1',
    environmentName: 'Production',
    address: 'https://api.example.org/v1',
    name: 'ops',
    email: 'ops@agency.gov.sg',
    parameters: {},
    isSandbox: false,
    signIn: { status: 'signed-out', because: 'not-yet' },
    unreachableSince: null,
    clockSkewMs: null,
    sync: { at: null, isRunning: false, failure: null },
    keys: [],
  });
  expect(records.read().accounts.map((kept) => kept.account.id)).toEqual([id]);
});

test('an address of one’s own is taken in one way of writing', () => {
  const { accounts, account, wish } = openAccounts();
  const id = accounts.add({ ...wish, place: { address: 'HTTP://LocalHost:8080/v1/' } });
  expect(account(id)).toMatchObject({
    environmentName: null,
    address: 'http://localhost:8080/v1',
  });
});

test('an account that cannot be written down is not added, renamed or removed', async () => {
  const { accounts, account, wish, records, store } = openAccounts();
  const id = accounts.add(wish);
  records.refuse('not-allowed');
  const unwritable = { failure: { code: 'records-unwritable', reason: 'not-allowed' } };
  const other = { ...wish, email: 'night@agency.gov.sg' };
  expect(() => accounts.add(other)).toThrow(expect.objectContaining(unwritable));
  expect(() => accounts.rename(id, 'new')).toThrow(expect.objectContaining(unwritable));
  await expect(accounts.remove(id)).rejects.toMatchObject(unwritable);
  expect(store.read().accounts).toHaveLength(1);
  expect(account(id).name).toBe('ops');
});

test.each([
  ['a service that is not there', { serviceId: 'nope' }],
  ['an environment that is not there', { place: { environmentId: 'nope' } }],
  ['the sandbox by its name', { place: { environmentId: 'sandbox' } }],
  ['http to another computer', { place: { address: 'http://example.org/v1' } }],
  ['no address where there must be one', { place: { address: null } }],
  ['no e-mail where one signs in', { email: null }],
  ['a parameter that the service does not know', { parameters: { campaignId: '1' } }],
  [
    'an own address where none is taken',
    { serviceId: 'guided', email: null, place: { address: 'https://example.org' } },
  ],
])('refused: %s', (_what, part) => {
  const { accounts, wish, records } = openAccounts();
  expect(() => accounts.add({ ...wish, ...part })).toThrow(expect.objectContaining(refused));
  expect(records.read().accounts).toEqual([]);
});

test('the same account twice is refused; another address or e-mail is another account', () => {
  const { accounts, wish } = openAccounts();
  accounts.add(wish);
  expect(() => accounts.add({ ...wish, name: 'other name' })).toThrow('call-refused');
  accounts.add({ ...wish, email: 'other@agency.gov.sg' });
  accounts.add({ ...wish, place: { address: 'https://other.example.org' } });
});

test('where nothing is known of a service, accounts have no address and are told apart by their name', () => {
  const { accounts, account, wish } = openAccounts();
  const nowhere = { ...wish, serviceId: 'other', email: null, place: { address: null } };
  const id = accounts.add({ ...nowhere, name: 'mail relay' });
  accounts.add({ ...nowhere, name: 'door lock' });
  expect(account(id)).toMatchObject({ serviceName: 'Another service', address: null, sync: null });
  expect(() => accounts.add({ ...nowhere, name: 'mail relay' })).toThrow('call-refused');
});

test('a guided account needs no sign-in and has no list', () => {
  const { accounts, account, wish } = openAccounts();
  const id = accounts.add({
    ...wish,
    serviceId: 'guided',
    email: null,
    parameters: { campaignId: '7' },
  });
  expect(account(id)).toMatchObject({ signIn: { status: 'not-needed' }, sync: null });
});

test('a new name is told and kept', () => {
  const { accounts, account, wish, records } = openAccounts();
  const id = accounts.add(wish);
  accounts.rename(id, 'night shift');
  expect(account(id).name).toBe('night shift');
  expect(records.read().accounts[0]?.account.name).toBe('night shift');
});

test('removing forgets the account, its list and its session here, and ends the session there', async () => {
  const { accounts, sync, signedIn, store, records, keychain, connector } = openAccounts();
  const id = await signedIn(true);
  await sync.sync(id);
  await accounts.remove(id);
  await settle();
  expect(store.read().accounts).toEqual([]);
  expect(records.read()).toMatchObject({ accounts: [], lists: [], keys: [] });
  expect(keychain.items).toEqual(new Map());
  expect(connector.uses.at(-1)).toContain('sign-out');
});

test('an account whose session rests in a locked keychain is not removed half', async () => {
  const { accounts, account, signedIn, keychain, records } = openAccounts();
  const id = await signedIn(true);
  keychain.lock();
  await expect(accounts.remove(id)).rejects.toMatchObject({
    failure: { code: 'keychain-locked' },
  });
  expect(account(id).signIn.status).toBe('signed-in');
  expect(records.read().accounts).toHaveLength(1);
});

test('an account that is not there is refused, whatever is asked of it', async () => {
  const { accounts, signIn, sync } = openAccounts();
  const id = 'nobody' as AccountId;
  expect(() => accounts.rename(id, 'x')).toThrow(expect.objectContaining(refused));
  await expect(accounts.remove(id)).rejects.toMatchObject(refused);
  await expect(signIn.requestCode(id)).rejects.toMatchObject(refused);
  await expect(sync.sync(id)).rejects.toMatchObject(refused);
});

test('accounts and lists are there again after a restart', async () => {
  const first = openAccounts();
  const id = await first.signedIn();
  first.connector.keys = [
    {
      id: '1',
      label: 'mailer',
      lastFive: 'AB12C',
      createdAt: null,
      expiresAt: null,
      contacts: null,
      lastUsedAt: null,
    },
  ];
  await first.sync.sync(id);
  const second = openAccounts({ records: first.records });
  expect(second.account(id)).toMatchObject({
    name: 'ops',
    signIn: { status: 'signed-out', because: 'app-closed' },
    keys: [{ label: 'mailer' }],
  });
});

test('an account of a service that only another Keyturn knows is left alone, with its keys', () => {
  const first = openAccounts();
  const id = first.accounts.add(first.wish);
  const [known] = first.records.read().accounts;
  if (!known) throw new Error('It was not kept.');
  const account = { ...known.account, serviceId: 'of-a-later-version' };
  first.records.saveAccount({ account, keepsSession: true });
  first.records.saveKeys([{ key: keptKey({ accountId: id }), events: [] }]);
  const kept = first.records.read();
  const second = openAccounts({ ...first });
  expect(second.store.read()).toMatchObject({ accounts: [], keys: [], hiddenAccounts: ['ops'] });
  expect(second.log.lines).toEqual([
    'An account is not shown: this version does not know its service.',
  ]);
  expect(second.records.read()).toEqual(kept);
});

test('accounts that are shown are not told of as hidden', () => {
  const first = openAccounts();
  first.accounts.add(first.wish);
  expect(openAccounts({ ...first }).store.read().hiddenAccounts).toEqual([]);
});

test('the sandbox adds an account at each of its services, once', async () => {
  const { sandboxAccounts, store } = openAccounts();
  const id = await sandboxAccounts.start();
  expect(await sandboxAccounts.start()).toBe(id);
  expect(store.read().accounts).toMatchObject([
    { id, name: 'Sandbox Postman', environmentName: 'Sandbox', isSandbox: true },
    { name: 'Sandbox Data.gov', address: 'http://127.0.0.1:4000/data-gov', isSandbox: true },
  ]);
});

test('a sandbox whose file cannot be read says so, and begins anew when it is told to', async () => {
  const { sandboxAccounts, signIn, sandbox, store } = openAccounts();
  const id = await sandboxAccounts.start();
  sandbox.spoil();
  await expect(signIn.requestCode(id)).rejects.toMatchObject({
    failure: { code: 'sandbox-unreadable' },
  });
  expect(store.read().sandbox).toEqual({ status: 'unreadable', file: '/data/sandbox.json' });
  await sandboxAccounts.beginAnew();
  expect(store.read().sandbox).toEqual({
    status: 'begun-anew',
    aside: '/data/sandbox.json.damaged',
  });
  await signIn.requestCode(id);
});

test('a sandbox that can be read is not set aside', async () => {
  const { sandboxAccounts, store } = openAccounts();
  await sandboxAccounts.start();
  await expect(sandboxAccounts.beginAnew()).rejects.toMatchObject(refused);
  expect(store.read().sandbox).toEqual({ status: 'ok' });
});

test('a sandbox that has moved is found where it is now', async () => {
  const { sandboxAccounts, signIn, sandbox, connector, account } = openAccounts();
  const id = await sandboxAccounts.start();
  sandbox.move();
  await signIn.requestCode(id);
  expect(connector.uses).toEqual([
    'code for officer@agency.gov.sg http://127.0.0.1:4001/postman/v1',
  ]);
  expect(account(id).address).toBe('http://127.0.0.1:4001/postman/v1');
});

test('the newest code is that of the account’s own service', async () => {
  const { accounts, sandboxAccounts, sandbox, wish } = openAccounts();
  const id = await sandboxAccounts.start();
  const mail = (service: string, code: string) => ({
    to: 'officer@agency.gov.sg',
    subject: `Your one-time password for ${service}`,
    text: `Your one-time password is ${code}. It is good for 10 minutes.`,
  });
  expect(await sandboxAccounts.newestCode(id)).toBeNull();
  sandbox.letters = [
    mail('data.gov.sg', 'OTHER1'),
    mail('Postman', 'NEWEST'),
    mail('Postman', 'OLDER1'),
  ];
  expect(await sandboxAccounts.newestCode(id)).toBe('NEWEST');
  expect(await sandboxAccounts.newestCode(accounts.add(wish))).toBeNull();
});

test('only a page that stands on a rule card is opened', async () => {
  const { book } = openAccounts();
  const browser = fakeBrowser();
  await openPage('https://portal.example.org/keys', book, browser);
  for (const url of ['https://portal.example.org/keys#x', 'https://example.org/', 'file:///etc']) {
    await expect(openPage(url, book, browser)).rejects.toMatchObject(refused);
  }
  expect(browser.opened).toEqual(['https://portal.example.org/keys']);
});
