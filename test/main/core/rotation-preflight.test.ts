import { describe, expect, test } from 'vitest';
import type { RemoteKey } from '../../../src/main/core/connector.ts';
import { reconcile } from '../../../src/main/core/reconcile.ts';
import { blockOf } from '../../../src/main/core/rotation-preflight.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { fakeRotation, rotatedKey } from '../../fakes/asked-rotation.ts';
import { apiCard } from '../../fakes/rule-cards.ts';

const now = new Date('2026-11-21T02:46:00.000Z');
const old = rotatedKey();

function listed(id: string, part: Partial<RemoteKey> = {}): RemoteKey {
  return {
    id,
    label: old.label,
    lastFive: `${id}${id}${id}${id}${id}`,
    createdAt: null,
    expiresAt: '2027-06-12T01:46:00.000Z',
    contacts: null,
    lastUsedAt: null,
    ...part,
  };
}

const oldListed = listed('1', { lastFive: old.lastFive, expiresAt: old.expiresAt });

function block(
  keys: RemoteKey[],
  part: { most?: number; sessionUntil?: string; acceptedIds?: string[]; heldId?: string } = {},
) {
  const { accountId, ...rotation } = fakeRotation({ acceptedIds: part.acceptedIds ?? [] });
  const mine = keptKey({ accountId, remoteId: '1', lastFive: old.lastFive });
  const held = keys.find(({ id }) => id === part.heldId);
  const others = held ? [keptKey({ accountId, remoteId: held.id, lastFive: held.lastFive })] : [];
  const kept = [mine, ...others];
  const rows = reconcile({
    accountId,
    remote: keys,
    kept,
    legacyRows: [],
    planOf: () => null,
    now,
  });
  return blockOf({
    rotation: { accountId, ...rotation },
    card: { ...apiCard, mostLiveKeys: part.most ? { count: part.most, per: 'account' } : null },
    sessionUntil: part.sessionUntil ?? null,
    listed: keys,
    rows,
    now,
  });
}

test('nothing stands in the way of a new key', () => {
  expect(block([listed('2', { label: 'another' }), oldListed])).toBeNull();
});

test('a session that ends in two minutes is too short', () => {
  const until = '2026-11-21T02:48:00.000Z';
  expect(block([oldListed], { sessionUntil: until })).toEqual({ because: 'session-short', until });
  expect(block([oldListed], { sessionUntil: '2026-11-21T02:50:00.000Z' })).toBeNull();
});

describe('where the service holds no more keys', () => {
  test('those that nobody holds here may go, and a held one is never named', () => {
    const spare = listed('2', { label: 'another' });
    const held = listed('3', { label: 'third' });
    expect(block([spare, held, oldListed], { most: 3, heldId: '3' })).toEqual({
      because: 'quota-full',
      most: 3,
      mayGo: ['account-1/2'],
    });
  });

  test('an expired one is not counted', () => {
    const expired = listed('2', { label: 'another', expiresAt: '2026-11-01T00:00:00.000Z' });
    expect(block([expired, oldListed], { most: 2 })).toBeNull();
  });
});

describe('a newer key', () => {
  const newer = listed('2');
  const told = {
    because: 'newer-key',
    keys: [{ remoteId: '2', lastFive: '22222', expiresAt: newer.expiresAt }],
  };

  test.each([
    ['of the same label, that nobody holds here, is shown', newer, {}, told],
    [
      'of the label that is wanted is shown',
      listed('2', { label: 'ops-mailer (2027-05) ' }),
      {},
      told,
    ],
    ['that is held is no news', newer, { heldId: '2' }, null],
    ['that its owner does not mind is let be', newer, { acceptedIds: ['2'] }, null],
    ['of another label is another key', listed('2', { label: 'another' }), {}, null],
    [
      'that ends before the old one is none',
      listed('2', { expiresAt: '2027-01-01T00:00:00.000Z' }),
      {},
      null,
    ],
    [
      'that ends with the old one is known by its place',
      listed('2', { expiresAt: old.expiresAt }),
      {},
      {
        ...told,
        keys: [{ ...told.keys[0], expiresAt: old.expiresAt }],
      },
    ],
    [
      'that never ends is known by its place',
      listed('2', { expiresAt: null }),
      {},
      {
        ...told,
        keys: [{ ...told.keys[0], expiresAt: null }],
      },
    ],
  ])('%s', (_, key, part, expected) => {
    expect(block([key, oldListed], part)).toEqual(expected);
  });

  test('stands before the old one in the list', () => {
    expect(block([oldListed, listed('2', { expiresAt: null })])).toBeNull();
  });
});
