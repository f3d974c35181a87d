import { expect, test } from 'vitest';
import type { RemoteKey } from '../../../src/main/core/connector.ts';
import { account } from '../../../src/shared/account.ts';
import { keyId } from '../../../src/shared/key.ts';
import { fakeRecords } from '../../fakes/records.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { openAccounts, startAt } from './open-accounts.ts';

const known = account.parse({
  id: 'acc-1',
  serviceId: 'postman-v1',
  environmentId: 'production',
  address: 'https://api.example.org/v1',
  name: 'ops',
  email: 'ops@agency.gov.sg',
  parameters: {},
});
const found = keptKey({ accountId: known.id, remoteId: null, expiresAt: null, contacts: null });

function listed(part: Partial<RemoteKey> = {}): RemoteKey {
  return {
    id: '77',
    label: found.label,
    lastFive: found.lastFive,
    createdAt: null,
    expiresAt: '2027-03-01T00:00:00.000Z',
    contacts: ['ops@agency.gov.sg'],
    lastUsedAt: null,
    ...part,
  };
}

const listOf = (...keys: RemoteKey[]) => ({ accountId: known.id, readAt: startAt, keys });

/** A key that came back from the keychain under an old list, and what the service tells then. */
function open(kept = [found]) {
  const records = fakeRecords({
    accounts: [{ account: known, keepsSession: false }],
    lists: [listOf()],
    keys: kept,
  });
  const opened = openAccounts({ records });
  const rows = () =>
    opened.store.read().keys.map(({ id, remoteId, standing }) => ({ id, remoteId, standing }));
  return { ...opened, rows };
}

test('a key that came back under an old list is the one that the next list tells of', () => {
  const { book, rows, records, log } = open();
  expect(rows()).toEqual([{ id: found.id, remoteId: null, standing: 'held' }]);
  book.change(known.id, { list: listOf(listed()) });
  expect(rows()).toEqual([{ id: found.id, remoteId: '77', standing: 'held' }]);
  const { id, expiresAt, contacts } = listed();
  expect(records.read().keys).toEqual([{ ...found, remoteId: id, expiresAt, contacts }]);
  expect(log.bugs).toEqual([]);
});

test('so is one whose label is too long for the name of its item', () => {
  const label = 'x'.repeat(200);
  const { book, rows, records } = open([{ ...found, label: label.slice(0, 80) }]);
  book.change(known.id, { list: listOf(listed({ label })) });
  expect(rows()).toEqual([{ id: found.id, remoteId: '77', standing: 'held' }]);
  expect(records.read().keys[0]?.label).toBe(label);
});

test('where two could be meant, neither is taken for the other', () => {
  const { book, rows } = open();
  book.change(known.id, { list: listOf(listed(), listed({ id: '78' })) });
  expect(rows()).toContainEqual({ id: found.id, remoteId: null, standing: 'held' });
});

test('nor where two that came back could be the one that is listed', () => {
  const twin = { ...found, id: keyId.parse('twin'), itemName: `${found.itemName} twin` };
  const { book, rows } = open([found, twin]);
  book.change(known.id, { list: listOf(listed()) });
  for (const { id } of [found, twin]) {
    expect(rows()).toContainEqual({ id, remoteId: null, standing: 'held' });
  }
});

test('what is another key, or is held already, is not taken for it', () => {
  const held = keptKey({ accountId: known.id, remoteId: '77' });
  const { book, rows } = open([found, held]);
  const other = listed({ id: '79', label: 'another' });
  book.change(known.id, { list: listOf(listed(), other) });
  expect(rows()).toContainEqual({ id: found.id, remoteId: null, standing: 'held' });
});

test('a disk that takes nothing leaves it as it is, until the next list', () => {
  const { book, rows, records } = open();
  records.refuse('disk-full');
  book.change(known.id, { list: listOf(listed()) });
  records.refuse(null);
  book.change(known.id, { list: listOf(listed()) });
  expect(rows()).toEqual([{ id: found.id, remoteId: '77', standing: 'held' }]);
});
