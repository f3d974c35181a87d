import { expect, test } from 'vitest';
import { clockWords, summaryOf } from '../../src/renderer/account/account-words.ts';
import { failureWords } from '../../src/renderer/failure-words.ts';
import { hiddenWords } from '../../src/renderer/hidden-accounts-notice.tsx';
import { keyNameOf } from '../../src/renderer/key-name.tsx';
import { detailWords } from '../../src/renderer/key-panel/event-words.ts';
import { lifeWords } from '../../src/renderer/key-panel/key-life.tsx';
import { keysWords } from '../../src/renderer/records-notice.tsx';
import { daysLeft, distanceOf, secondsUntil } from '../../src/renderer/times.ts';
import type { Standing } from '../../src/shared/key.ts';

const now = new Date('2026-11-21T02:46:00.000Z');

function summary(...standings: Standing[]): string {
  return summaryOf(standings.map((standing) => ({ standing })));
}

test('accounts that are not shown are named, the first three of them', () => {
  expect(hiddenWords(['ops'])).toBe(
    'An account is not shown, because this version of Keyturn does not know the service: “ops”.',
  );
  expect(hiddenWords(['a', 'b', 'c', 'd', 'e'])).toBe(
    '5 accounts are not shown, because this version of Keyturn does not know the service: “a”, “b”, “c”, 2 more.',
  );
});

test('the history of a key is told in words, not in the codes of the records', () => {
  const told = [
    detailWords({ kind: 'trouble', detail: 'item-missing' }),
    detailWords({ kind: 'copied', detail: 'env-line' }),
    detailWords({ kind: 'copied', detail: 'key' }),
    detailWords({ kind: 'checked', detail: 'not-asked' }),
    detailWords({ kind: 'contacts-changed', detail: '2 contacts' }),
    // An older record, or a name that every object has.
    detailWords({ kind: 'checked', detail: 'constructor' }),
  ];
  expect(told).toEqual([
    'Its item was deleted outside Keyturn',
    'as a .env line',
    '',
    'The service was not asked',
    '2 contacts',
    'constructor',
  ]);
});

test('a key that was ended before its day is not said to expire', () => {
  expect([
    lifeWords('in 5 days', 'held'),
    lifeWords('in 5 days', 'retired'),
    lifeWords('in 5 days', 'gone'),
    lifeWords('expired 12 days ago', 'retired'),
  ]).toEqual([
    'Expires in 5 days',
    'Would have expired in 5 days',
    'Would have expired in 5 days',
    'Expired 12 days ago',
  ]);
});

test('a key whose label is blank, or not what it looks like, is named so that it can be told apart', () => {
  const named = [' ', 'ops\u202E', 'ops'].map((label) => keyNameOf({ label, lastFive: 'AB12C' }));
  expect(named).toEqual([
    '(blank label, 1 character) •••••AB12C',
    'ops⟨U+202E⟩ •••••AB12C',
    'ops •••••AB12C',
  ]);
});

test('the summary counts what the service lists, and each standing', () => {
  expect(summary()).toBe('No keys at the service');
  expect(summary('held')).toBe('1 key at the service: 1 held here');
  expect(summary('known-not-held', 'legacy', 'known-not-held', 'expired')).toBe(
    '4 keys at the service: 2 not held here, 1 expired, 1 from before labels',
  );
  expect(summary('held', 'gone', 'retired', 'retired')).toBe(
    '1 key at the service: 1 held here. Gone there: 1',
  );
  expect(summary('retired')).toBe('No keys at the service');
});

test.each([
  ['2026-11-26T02:46:00.000Z', 'in 5 days', 5],
  ['2026-11-22T02:45:00.000Z', 'in 23 hours', 0],
  ['2026-11-21T02:50:00.000Z', 'in 4 minutes', 0],
  ['2026-11-09T02:46:00.000Z', '12 days ago', -12],
  ['2027-05-11T02:46:00.000Z', 'in 5 months', 171],
  ['2024-04-21T00:00:00.000Z', '2 years ago', -945],
])('%s is %s', (at, words, days) => {
  expect(distanceOf(at, now)).toBe(words);
  expect(daysLeft(at, now)).toBe(days);
});

test.each([
  [14 * 60_000, false, 'The clock of this computer is 14 minutes behind the service’s. Expiry is'],
  [-121_000, false, 'The clock of this computer is 2 minutes ahead of the service’s. Expiry is'],
  [3 * 3_600_000, false, 'is 3 hours behind the service’s'],
  [
    10 * 86_400_000,
    true,
    'The clock of the sandbox is 10 days ahead of this computer’s. Expiry is',
  ],
  [-183 * 86_400_000, true, 'The clock of the sandbox is 6 months behind this computer’s'],
])('clocks that differ by %d ms: %s, %s', (ms, isSandbox, words) => {
  expect(clockWords(ms, isSandbox)).toContain(words);
});

test('seconds are counted down to nothing', () => {
  expect(secondsUntil('2026-11-21T02:46:29.200Z', now)).toBe(30);
  expect(secondsUntil('2026-11-21T02:45:00.000Z', now)).toBe(0);
});

test('a Failure is said with what to do next', () => {
  expect(failureWords({ code: 'wait-before-retry', seconds: 1 })).toContain('in 1 second.');
  expect(failureWords({ code: 'records-unwritable', reason: 'disk-full' })).toBe(
    'The disk is full, so Keyturn could not write this down. Nothing that was there before is lost, and this change was not made. Make some room, then try again.',
  );
  expect(failureWords({ code: 'rate-limited', retryAfterSeconds: 300 })).toContain('in 5 minutes');
  expect(
    failureWords({ code: 'rejected-by-service', field: 'label', message: '"label" is required' }),
  ).toContain('(label): “"label" is required”');
});

test('what came of searching the keychain is said in sentences', () => {
  expect(keysWords(null)).toContain('as soon as it is open');
  expect(keysWords({ found: 0, waiting: 0, missing: 0 })).toBe(
    'All keys in your keychain have their record.',
  );
  expect(keysWords({ found: 2, waiting: 1, missing: 1 })).toBe(
    '2 keys without a record were found in your keychain. 1 key in your keychain belongs to an account that is not here: add the account again and it comes back. 1 key of the backup was not found in your keychain any more.',
  );
});
