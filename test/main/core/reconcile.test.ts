import { expect, test } from 'vitest';
import type { RemoteKey } from '../../../src/main/core/connector.ts';
import type { KeptKey } from '../../../src/main/core/kept.ts';
import { reconcile } from '../../../src/main/core/reconcile.ts';
import { accountId as asAccountId } from '../../../src/shared/account.ts';
import { listedKeyId } from '../../../src/shared/key.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { apiCard } from '../../fakes/rule-cards.ts';

const now = new Date('2026-11-21T02:46:00.000Z');
const remoteKey: RemoteKey = {
  id: '1',
  label: 'mailer',
  lastFive: 'AB12C',
  createdAt: null,
  expiresAt: '2027-03-01T00:00:00.000Z',
  contacts: ['team@agency.gov.sg'],
  lastUsedAt: null,
};
const { id: _id, lastUsedAt: _lastUsedAt, ...facts } = remoteKey;
const accountId = asAccountId.parse('account-1');
const heldKey = keptKey({ ...facts, accountId, remoteId: '1' });

function rows(remote: RemoteKey[] | null, kept: KeptKey[] = []) {
  return reconcile({
    accountId,
    remote,
    kept,
    legacyRows: apiCard.legacyRows,
    planOf: () => null,
    now,
  });
}

function standings(remote: RemoteKey[] | null, kept: KeptKey[] = []) {
  return rows(remote, kept).map(
    ({ label, lastFive, standing, isHeld, hasTwin }) =>
      `${label} ${lastFive} ${standing}${isHeld ? ' here' : ''}${hasTwin ? ' twin' : ''}`,
  );
}

test('a key that both know is held', () => {
  expect(standings([remoteKey], [heldKey])).toEqual(['mailer AB12C held here']);
});

test('a key that only the service knows is known, not held', () => {
  expect(standings([remoteKey])).toEqual(['mailer AB12C known-not-held']);
});

test('a key that the service lists twice is one key', () => {
  expect(standings([remoteKey, remoteKey], [heldKey])).toEqual(['mailer AB12C held here']);
  expect(standings([remoteKey, remoteKey])).toEqual(['mailer AB12C known-not-held']);
});

test('a key that the service lists no more is gone, and stays', () => {
  expect(standings([], [heldKey])).toEqual(['mailer AB12C gone here']);
});

test('the same id with other last five characters is another key', () => {
  expect(standings([{ ...remoteKey, lastFive: 'ZZZZZ' }], [heldKey])).toEqual([
    'mailer ZZZZZ known-not-held',
    'mailer AB12C gone here',
  ]);
});

test('a key ends in the very moment that the service names', () => {
  const ends = (expiresAt: string) => standings([{ ...remoteKey, expiresAt }]);
  expect(ends('2026-11-21T02:46:00.001Z')).toEqual(['mailer AB12C known-not-held']);
  expect(ends('2026-11-21T02:46:00.000Z')).toEqual(['mailer AB12C expired']);
});

test('a key without an end does not expire', () => {
  expect(standings([{ ...remoteKey, expiresAt: null }])).toEqual(['mailer AB12C known-not-held']);
});

test('an expired key that is held is still here', () => {
  const expiresAt = '2026-11-20T00:00:00.000Z';
  expect(standings([{ ...remoteKey, expiresAt }], [{ ...heldKey, expiresAt }])).toEqual([
    'mailer AB12C expired here',
  ]);
});

test('a row from before labels is said to be that, not a key of the user’s that expired', () => {
  const legacy = { ...remoteKey, label: 'default', lastFive: '*****' };
  expect(standings([{ ...legacy, expiresAt: '2024-04-21T00:00:00.000Z' }])).toEqual([
    'default ***** legacy',
  ]);
  expect(standings([{ ...legacy, lastFive: 'AB12C' }])).toEqual(['default AB12C known-not-held']);
});

test('live keys of one label are pointed out; expired ones do not count', () => {
  const expired = { ...remoteKey, id: '3', expiresAt: '2026-01-01T00:00:00.000Z' };
  expect(standings([remoteKey, expired])).toEqual([
    'mailer AB12C known-not-held',
    'mailer AB12C expired',
  ]);
  expect(standings([remoteKey, { ...remoteKey, id: '2', lastFive: 'CCCCC' }, expired])).toEqual([
    'mailer AB12C known-not-held twin',
    'mailer CCCCC known-not-held twin',
    'mailer AB12C expired',
  ]);
});

test('a key of a service that was never asked, or cannot be, is held and not gone', () => {
  expect(standings(null, [heldKey])).toEqual(['mailer AB12C held here']);
  expect(standings([], [{ ...heldKey, remoteId: null }])).toEqual(['mailer AB12C held here']);
});

test('a retired key is that for good, and not here', () => {
  const retired = { ...heldKey, retiredAt: '2026-11-20T00:00:00.000Z' };
  expect(standings([], [retired])).toEqual(['mailer AB12C retired']);
  expect(standings(null, [retired])).toEqual(['mailer AB12C retired']);
});

test('a row has what the service says, what is kept beside it, and an id that stays', () => {
  const mine = { ...heldKey, label: 'an older word for it', note: 'for the mailer', tags: ['ops'] };
  const [both] = rows([remoteKey], [mine]);
  expect(both).toMatchObject({
    id: mine.id,
    label: 'mailer',
    note: 'for the mailer',
    tags: ['ops'],
  });
  const [listed] = rows([remoteKey]);
  expect(listed).toMatchObject({ id: listedKeyId(accountId, '1'), isKept: false, note: '' });
});
