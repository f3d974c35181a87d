import {
  array,
  assert,
  boolean,
  constantFrom,
  integer,
  nat,
  option,
  property,
  record,
} from 'fast-check';
import { expect, test } from 'vitest';
import { entriesOf, type Entry } from '../../src/renderer/inventory/entry.ts';
import { dueKeysOf, promptedIn, promptOf } from '../../src/renderer/rotation/due.ts';
import { dueNames, dueTitle, endingWords } from '../../src/renderer/rotation/due-words.ts';
import { accountId, type AccountId } from '../../src/shared/account.ts';
import { standing, type KeyRow } from '../../src/shared/key.ts';
import type { Rotation } from '../../src/shared/rotation.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { accountState } from '../fakes/account-state.ts';
import { keyRow } from '../fakes/key-row.ts';
import { rotationOf } from '../fakes/rotation-of.ts';

const now = new Date(2027, 4, 1, 12);
const dayMs = 24 * 60 * 60_000;
const inDays = (days: number): string => new Date(now.getTime() + days * dayMs).toISOString();
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayIn = (days: number): string => day.format(new Date(inDays(days)));
const account = accountState({ serviceId: 'postman-v1' });

function entriesFor(rows: readonly KeyRow[], rotations: readonly Rotation[] = []): Entry[] {
  return entriesOf(rows, [account], ruleCards, rotations);
}

function dueLabels(
  rows: readonly Partial<KeyRow>[],
  rotations: readonly Rotation[] = [],
): string[] {
  const entries = entriesFor(rows.map(keyRow), rotations);
  return dueKeysOf(entries, now).map(({ entry }) => entry.row.label);
}

test('a key is due from the first reminder of its service on, held or not, and what ends first comes first', () => {
  expect(
    dueLabels([
      { label: 'far', expiresAt: inDays(60) },
      { label: 'not held', expiresAt: inDays(20), standing: 'known-not-held', isHeld: false },
      { label: 'soon', expiresAt: inDays(5) },
      { label: 'endless', expiresAt: null },
    ]),
  ).toEqual(['soon', 'not held']);
});

test('a plan speaks when its day is near or past, and keeps the reminders quiet until then', () => {
  expect(
    dueLabels([
      { label: 'planned later', expiresAt: inDays(20), rotateBy: '2027-05-14' },
      { label: 'planned near', expiresAt: inDays(90), rotateBy: '2027-05-03' },
      { label: 'planned past', expiresAt: null, rotateBy: '2027-04-20' },
      { label: 'ends before its day', expiresAt: inDays(4), rotateBy: '2027-06-20' },
    ]),
  ).toEqual(['planned past', 'planned near', 'ends before its day']);
});

test('what is snoozed, replaced, retired, gone or in an open rotation is not due', () => {
  const soon = { expiresAt: inDays(5) };
  const old = keyRow({ ...soon, label: 'old' });
  const successor = keyRow({ ...soon, label: 'successor' });
  const rotation = rotationOf({ old, successor });
  expect(
    dueLabels(
      [
        old,
        successor,
        { ...soon, label: 'snoozed', snoozedUntil: inDays(1) },
        { ...soon, label: 'heard of again', snoozedUntil: inDays(-1) },
        { ...soon, label: 'replaced', replacedBy: successor.id },
        { ...soon, label: 'retired', standing: 'retired' },
        { ...soon, label: 'gone', standing: 'gone' },
      ],
      [rotation],
    ),
  ).toEqual(['heard of again']);
  const closed = { ...rotation, closedAt: inDays(0), step: { at: 'abandoned' as const } };
  expect(dueLabels([old], [closed])).toEqual(['old']);
});

test('an expired key is named while it is missed: held here, not long ago, and without a successor', () => {
  const expired = { standing: 'expired' as const, expiresAt: inDays(-3) };
  expect(
    dueLabels([
      { ...expired, label: 'missed' },
      { ...expired, label: 'followed' },
      { label: 'followed (2027-04)', expiresAt: inDays(150) },
      { ...expired, label: 'never held', isHeld: false },
      { ...expired, label: 'long ago', expiresAt: inDays(-40) },
    ]),
  ).toEqual(['missed']);
});

test('one card: a rotation that leaves nobody a key, then urgent keys, rotations with a question, due keys, and work for the tools', () => {
  const rows = { later: { expiresAt: inDays(20) }, urgent: { expiresAt: inDays(2) } };
  const waiting = rotationOf({ step: { at: 'verify-failed' } });
  const keyless = rotationOf({
    step: { at: 'blocked', block: { because: 'quota-full', most: 3, mayGo: [] } },
    oldEndedAt: inDays(-1),
  });
  const kindOf = (some: Partial<KeyRow>[], rotations: Rotation[]): string | undefined => {
    const prompt = promptOf(entriesFor(some.map(keyRow), rotations), rotations, now);
    return prompt?.kind === 'rotation' ? prompt.rotation.id : prompt?.kind;
  };
  expect(kindOf([rows.urgent], [waiting, keyless])).toBe(keyless.id);
  expect(kindOf([rows.urgent], [waiting])).toBe('keys');
  expect(kindOf([rows.later], [waiting])).toBe(waiting.id);
  const forTools = rotationOf({ step: { at: 'deploying' } });
  expect(kindOf([rows.later], [forTools, waiting])).toBe(waiting.id);
  expect(kindOf([rows.later], [forTools])).toBe('keys');
  expect(kindOf([], [forTools])).toBe(forTools.id);
  expect(kindOf([], [])).toBeUndefined();
});

test('the card says how many, until when and which, and ten thousand names in one line', () => {
  const dueOf = (...rows: Partial<KeyRow>[]) => dueKeysOf(entriesFor(rows.map(keyRow)), now);
  const titleOf = (...rows: Partial<KeyRow>[]): string => dueTitle(dueOf(...rows), now);
  const expired = { standing: 'expired' as const, expiresAt: inDays(-3) };
  expect([
    titleOf({ expiresAt: inDays(5) }),
    titleOf({ expiresAt: inDays(5) }, { expiresAt: inDays(9) }),
    titleOf({ expiresAt: inDays(5) }, { expiresAt: inDays(25) }),
    titleOf({ rotateBy: '2027-05-03' }),
    titleOf({ rotateBy: '2027-05-03', label: 'one' }, { rotateBy: '2027-05-03', label: 'two' }),
    titleOf({ rotateBy: '2027-05-02', label: 'one' }, { rotateBy: '2027-05-03', label: 'two' }),
    titleOf({ rotateBy: '2027-05-01' }),
    titleOf({ rotateBy: '2027-04-20' }),
    titleOf({ ...expired, label: 'one' }, { ...expired, label: 'two' }),
    titleOf({ ...expired, label: 'one' }, { label: 'two', expiresAt: inDays(5) }),
  ]).toEqual([
    `1 key to rotate before ${dayIn(5)}`,
    `2 keys to rotate before ${dayIn(5)}`,
    `2 keys to rotate, the first before ${dayIn(5)}`,
    `1 key to rotate by ${dayIn(2)}`,
    `2 keys to rotate by ${dayIn(2)}`,
    `2 keys to rotate, the first by ${dayIn(1)}`,
    '1 key to rotate today',
    `1 key to rotate, planned for ${dayIn(-11)}`,
    '2 keys have expired without a successor',
    '2 keys to rotate, 1 has expired',
  ]);
  const many = dueOf(
    ...Array.from({ length: 10_000 }, (_, index) => ({
      label: `key ${index}`,
      expiresAt: inDays(5),
    })),
  );
  expect(dueNames(many)).toBe(`key 0, key 1, key 2, key 3 and ${(9996).toLocaleString()} more`);
});

const anyRow = record({
  label: constantFrom('ops-mailer', 'ops-mailer (2027-04)', 'forms-sync', 'x'),
  standing: constantFrom(...standing.options),
  isHeld: boolean(),
  expiresAt: option(integer({ min: -60, max: 200 }).map(inDays), { nil: null }),
  rotateBy: option(integer({ min: -20, max: 60 }).map((days) => inDays(days).slice(0, 10))),
  snoozedUntil: option(integer({ min: -5, max: 5 }).map(inDays)),
});

test('whatever the keys: none is named that is asleep, over or being rotated; their order in the list changes nothing', () => {
  assert(
    property(array(anyRow, { maxLength: 12 }), nat(), (parts, seed) => {
      const rows = parts.map((part) => keyRow(part));
      const rotations = rows
        .filter((_, index) => (seed >> index) % 2 === 1)
        .map((old) => rotationOf({ old }));
      const rotating = new Set(rotations.map(({ old }) => old.keyId));
      const due = dueKeysOf(entriesFor(rows, rotations), now);
      for (const { entry, byMs, because } of due) {
        const { row } = entry;
        expect(rotating.has(row.id)).toBe(false);
        expect(['held', 'known-not-held', 'expired']).toContain(row.standing);
        expect(row.snoozedUntil === null || Date.parse(row.snoozedUntil) <= now.getTime()).toBe(
          true,
        );
        expect(because !== 'expired' || byMs <= now.getTime()).toBe(true);
      }
      const deadlines = due.map(({ byMs }) => byMs);
      expect(deadlines).toEqual(deadlines.toSorted((one, other) => one - other));
      const turned = dueKeysOf(entriesFor(rows.toReversed(), rotations), now);
      const idsOf = (some: typeof due): string[] =>
        some.map(({ entry }) => entry.row.id).toSorted();
      expect(idsOf(turned)).toEqual(idsOf(due));
    }),
  );
});

test('whatever the keys: a snooze silences a key until its moment and changes no other', () => {
  assert(
    property(array(anyRow, { minLength: 1, maxLength: 8 }), (parts) => {
      const rows = parts.map((part) => keyRow({ ...part, snoozedUntil: null }));
      const before = dueKeysOf(entriesFor(rows), now);
      const [first] = before;
      if (first === undefined) return;
      const { id } = first.entry.row;
      const snoozed = rows.map((row) =>
        row.id === id ? { ...row, snoozedUntil: inDays(1) } : row,
      );
      const others = before.filter(({ entry }) => entry.row.id !== id);
      const idsOf = (some: typeof before): string[] => some.map(({ entry }) => entry.row.id);
      expect(idsOf(dueKeysOf(entriesFor(snoozed), now))).toEqual(idsOf(others));
      const later = new Date(now.getTime() + dayMs);
      // By then it is due all the same, unless it ended unheld or gained a successor meanwhile.
      expect(idsOf(dueKeysOf(entriesFor(snoozed), later))).toEqual(
        idsOf(dueKeysOf(entriesFor(rows), later)),
      );
    }),
  );
});

test('a snooze says which keys end before it is over', () => {
  const soon = keyRow({ label: 'soon', expiresAt: inDays(3) });
  const later = keyRow({ label: 'later', expiresAt: inDays(5) });
  const keys = dueKeysOf(entriesFor([soon, later]), now);
  const wordsIn = (days: number) => endingWords(keys, now, new Date(inDays(days)));
  expect([wordsIn(1), wordsIn(4), wordsIn(7)]).toEqual([
    null,
    'soon ends before that.',
    'soon, later end before that.',
  ]);
});

test('the card speaks of the account that is shown, and of made-up keys only where there are no others', () => {
  const own = accountState({ id: accountId.parse('own') });
  const made = accountState({ id: accountId.parse('made'), isSandbox: true });
  const meant = (shown: AccountId | null, accounts = [own, made]) =>
    [own.id, made.id].filter(promptedIn(accounts, shown));
  expect(meant(null)).toEqual(['own']);
  expect(meant(null, [made])).toEqual(['made']);
  expect(meant(made.id)).toEqual(['made']);
});
