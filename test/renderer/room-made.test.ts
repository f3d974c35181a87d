import { expect, test } from 'vitest';
import { roomMade } from '../../src/renderer/rotation/room-made.ts';
import { accountId } from '../../src/shared/account.ts';
import { listedKeyId, type KeyRow } from '../../src/shared/key.ts';
import { keyRow } from '../fakes/key-row.ts';

const account = accountId.parse('account-1');

function listed(remoteId: string): KeyRow {
  return keyRow({
    id: listedKeyId(account, remoteId),
    accountId: account,
    remoteId,
    standing: 'known-not-held',
    isHeld: false,
    isKept: false,
  });
}

function blockOf(...rows: readonly KeyRow[]): Parameters<typeof roomMade>[0] {
  return { because: 'quota-full', most: 3, mayGo: rows.map(({ id }) => id) };
}

test('nothing has gone while all that may go are there', () => {
  const [one, two] = [listed('1'), keyRow({ standing: 'expired' })];
  const found = roomMade(blockOf(one, two), [one, two, keyRow()]);
  expect(found).toEqual({ spare: [one, two], endedCount: 0 });
});

test('there is room once one is listed no more, or kept as retired', () => {
  const [one, two, three] = [listed('1'), keyRow({ standing: 'expired' }), listed('3')];
  const found = roomMade(blockOf(one, two, three), [{ ...two, standing: 'retired' }, three]);
  expect(found).toEqual({ spare: [three], endedCount: 2 });
});

test('a key that was pasted meanwhile has not gone, and is not to go', () => {
  const one = listed('1');
  const pasted = keyRow({ accountId: account, remoteId: '1' });
  expect(roomMade(blockOf(one), [pasted])).toEqual({ spare: [], endedCount: 0 });
});
