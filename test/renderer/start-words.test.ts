import { expect, test } from 'vitest';
import { isOver, planWords, roomOf, soakEndOf } from '../../src/renderer/rotation/start-words.ts';
import { keyRow } from '../fakes/key-row.ts';
import { apiCard, guidedCard } from '../fakes/rule-cards.ts';

const now = new Date('2027-05-01T01:00:00.000Z');
const soak = (days: number, expiresAt: string | null = null) => ({ days, expiresAt, now });

test('what will happen is said in four lines, whatever the reason and the service', () => {
  for (const card of [apiCard, guidedCard]) {
    for (const reason of ['planned', 'leaked', 'no-room'] as const) {
      expect(planWords(reason, card, soak(7), false)).toHaveLength(4);
      expect(new Set(planWords(reason, card, soak(0), true)).size).toBe(4);
    }
  }
});

test('the old key goes last if it is planned, and first after a leak', () => {
  expect(planWords('planned', apiCard, soak(7), false).at(-1)).toContain('the old key is retired');
  expect(planWords('leaked', apiCard, soak(7), false)[0]).toBe('The old key is retired at once.');
  expect(planWords('no-room', guidedCard, soak(7), false)[0]).toContain('You delete the old key');
});

test('it is not promised that both keys work longer than the old one lives', () => {
  expect(planWords('planned', apiCard, soak(7), false)[2]).toContain('Both keys work for 7 days.');
  const cut = planWords('planned', apiCard, soak(7, '2027-05-04T01:00:00.000Z'), false)[2];
  expect(cut).toContain('Both keys work until the old one ends.');
});

test('both keys never live past the old one’s end', () => {
  expect(soakEndOf(7, null, now)).toEqual({ until: '2027-05-08T01:00:00.000Z', isCut: false });
  const end = '2027-05-04T01:00:00.000Z';
  expect(soakEndOf(7, end, now)).toEqual({ until: end, isCut: true });
  expect(soakEndOf(3, end, now)).toEqual({ until: end, isCut: false });
});

test('an account is full when as many keys live as may, and those that work no more take no room', () => {
  const card = { mostLiveKeys: { count: 3, per: 'campaign' as const } };
  const row = keyRow();
  const others = [keyRow(), keyRow({ standing: 'expired' })];
  expect(roomOf(row, card, [row, ...others])).toMatchObject({ living: 2, isFull: false });
  const full = [row, ...others, keyRow({ standing: 'known-not-held' })];
  expect(roomOf(row, card, full)).toMatchObject({ living: 3, isFull: true });
  expect(roomOf(row, { mostLiveKeys: null }, full)).toBe(null);
});

test('a key that has expired or is gone leaves nothing to keep working', () => {
  const over = (['held', 'known-not-held', 'expired', 'gone'] as const).map((standing) =>
    isOver({ standing }),
  );
  expect(over).toEqual([false, false, true, true]);
});
