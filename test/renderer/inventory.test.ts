import { expect, test } from 'vitest';
import {
  filterEntries,
  linesOf,
  sortEntries,
  type SortBy,
  type Wanted,
} from '../../src/renderer/inventory/arrange.ts';
import { clustersOf, monthsIn, yearFrom } from '../../src/renderer/inventory/clusters.ts';
import { entriesOf, type Entry } from '../../src/renderer/inventory/entry.ts';
import { countShelves, stateOf } from '../../src/renderer/inventory/key-state.ts';
import { createNarrowing } from '../../src/renderer/inventory/narrowing.ts';
import { stepOf } from '../../src/renderer/inventory/list-steps.ts';
import { accountId } from '../../src/shared/account.ts';
import type { AccountState } from '../../src/shared/account-state.ts';
import type { KeyRow } from '../../src/shared/key.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { keyRow } from '../fakes/key-row.ts';
import { aRotation, oldKey } from './a-rotation.ts';

const now = new Date('2026-11-21T02:46:00.000Z');
const nowMs = now.getTime();

const postman: AccountState = {
  id: accountId.parse('account-1'),
  serviceId: 'postman-v1',
  serviceName: 'Postman v1',
  environmentName: 'Production',
  address: 'https://api.postman.gov.sg/v1',
  name: 'Our Postman',
  email: 'ops@agency.gov.sg',
  parameters: {},
  isSandbox: false,
  signIn: { status: 'signed-out', because: 'by-user' },
  unreachableSince: null,
  clockSkewMs: null,
  sync: { at: null, isRunning: false, failure: null },
};
const data: AccountState = {
  ...postman,
  id: accountId.parse('account-2'),
  serviceId: 'data-gov-developer',
  serviceName: 'data.gov.sg real-time',
  name: 'Open data',
};
const anything: Wanted = {
  shelf: 'all',
  accountId: null,
  query: '',
  states: new Set(),
  services: new Set(),
  accounts: new Set(),
};

function entries(...rows: Partial<KeyRow>[]): Entry[] {
  return entriesOf(rows.map(keyRow), [postman, data], ruleCards, []);
}

function labels(some: readonly Entry[]): string[] {
  return some.map(({ row }) => row.label);
}

function found(some: readonly Entry[], query: string): string[] {
  return labels(filterEntries(some, { ...anything, query }, nowMs));
}

function sorted(some: readonly Entry[], by: SortBy, isReversed = false): string[] {
  return labels(sortEntries(some, { by, isReversed }, nowMs));
}

test('a search looks into label, last five, contacts, account, service, tags and note', () => {
  const some = entries(
    { label: 'one', lastFive: 'q+9/Z' },
    { label: 'two', contacts: ['night@agency.gov.sg'] },
    { label: 'three', accountId: data.id },
    { label: 'four', tags: ['Batch'] },
    { label: 'five', note: 'On the old server' },
  );
  expect(found(some, 'Q+9/z')).toEqual(['one']);
  expect(found(some, '•••••q+9/Z')).toEqual(['one']);
  expect(found(some, 'night@')).toEqual(['two']);
  expect(found(some, 'open data')).toEqual(['three']);
  expect(found(some, 'data.gov.sg real-time')).toEqual(['three']);
  expect(found(some, 'batch')).toEqual(['four']);
  expect(found(some, 'SERVER')).toEqual(['five']);
  expect(found(some, '  ')).toHaveLength(5);
});

test('all words of a search must be there, in any order, whatever their accents', () => {
  const some = entries({ label: 'Crème portal staging' }, { label: 'portal production' });
  expect(found(some, 'staging creme')).toEqual(['Crème portal staging']);
  expect(found(some, 'staging production')).toEqual([]);
});

test('a search that goes on from the last one finds what a new one would', () => {
  const some = entries({ label: 'portal staging' }, { label: 'portal production' }, { label: 'x' });
  const narrow = createNarrowing();
  const find = (query: string) => labels(narrow(some, { ...anything, query }, nowMs));
  expect(find('port')).toEqual(['portal staging', 'portal production']);
  expect(find('portal stag')).toEqual(['portal staging']);
  expect(find('portal')).toEqual(['portal staging', 'portal production']);
  expect(find('')).toEqual(['portal staging', 'portal production', 'x']);
});

test('a list that a letter leaves as it was is the same one, and so is one that is come back to', () => {
  const some = entries({ label: 'xylo staging' }, { label: 'xylo production' }, { label: 'x-ray' });
  const narrow = createNarrowing();
  const find = (part: Partial<Wanted>) => narrow(some, { ...anything, ...part }, nowMs);
  const whole = find({ query: 'x' });
  expect(whole).toBe(some);
  const both = find({ query: 'xy' });
  expect(find({ query: 'xyl' })).toBe(both);
  expect(find({ query: 'xy' })).toBe(both);
  expect(find({ query: 'x' })).toBe(whole);
  expect(labels(find({ query: 'x-r' }))).toEqual(['x-ray']);
  // What is found with a filter is no beginning of what is found without it.
  const states = new Set(['retired'] as const);
  expect(find({ query: 'x-', states })).toEqual([]);
  expect(labels(find({ query: 'x-' }))).toEqual(['x-ray']);
});

test('filters of one kind widen, of several kinds narrow', () => {
  const some = entries(
    { label: 'due', expiresAt: '2026-12-01T00:00:00.000Z' },
    { label: 'far' },
    { label: 'due elsewhere', accountId: data.id, expiresAt: '2027-02-01T00:00:00.000Z' },
    { label: 'listed', standing: 'known-not-held', isHeld: false },
  );
  const filter = (part: Partial<Wanted>) =>
    labels(filterEntries(some, { ...anything, ...part }, nowMs));
  expect(filter({ states: new Set(['due']) })).toEqual(['due', 'due elsewhere']);
  expect(filter({ states: new Set(['due', 'not-held']) })).toEqual([
    'due',
    'due elsewhere',
    'listed',
  ]);
  expect(filter({ states: new Set(['due']), accounts: new Set([postman.id]) })).toEqual(['due']);
  expect(filter({ services: new Set(['data-gov-developer']) })).toEqual(['due elsewhere']);
  expect(filter({ shelf: 'due', accountId: data.id })).toEqual(['due elsewhere']);
});

test('what ends first comes first, then what has no end, then what is over, the latest first', () => {
  const some = entries(
    { label: 'retired', standing: 'retired', isHeld: false },
    { label: 'long over', standing: 'expired', expiresAt: '2024-01-01T00:00:00.000Z' },
    { label: 'endless b', expiresAt: null },
    { label: 'endless a', expiresAt: null },
    { label: 'over', standing: 'expired', expiresAt: '2026-11-01T00:00:00.000Z' },
    { label: 'gone', standing: 'gone' },
    { label: 'later', standing: 'known-not-held', expiresAt: '2027-01-02T00:00:00.000Z' },
    { label: 'first', expiresAt: '2026-12-01T00:00:00.000Z' },
  );
  const order = [
    'first',
    'later',
    'endless a',
    'endless b',
    'gone',
    'over',
    'long over',
    'retired',
  ];
  expect(sorted(some, 'due')).toEqual(order);
  expect(sorted(some, 'due', true)).toEqual(order.toReversed());
});

test('labels are sorted as people count, without regard to capitals', () => {
  const some = entries({ label: 'key-10' }, { label: 'Key-2' }, { label: 'alpha' });
  expect(sorted(some, 'label')).toEqual(['alpha', 'Key-2', 'key-10']);
});

test('by state, trouble comes first', () => {
  const some = entries(
    { label: 'fresh' },
    { label: 'listed', standing: 'known-not-held', isHeld: false },
    { label: 'missing', trouble: 'item-missing' },
    { label: 'urgent', expiresAt: '2026-11-23T00:00:00.000Z' },
  );
  expect(sorted(some, 'state')).toEqual(['missing', 'urgent', 'fresh', 'listed']);
});

test('each state has its place: trouble and refusals before the date', () => {
  const refused = {
    at: '2026-11-20T00:00:00.000Z',
    answer: { outcome: 'refused' as const, because: 'not-accepted' as const },
    clues: [],
  };
  const states = entries(
    {},
    { expiresAt: '2026-12-10T00:00:00.000Z' },
    { expiresAt: '2026-11-23T00:00:00.000Z' },
    { expiresAt: null },
    { standing: 'known-not-held', expiresAt: '2026-11-23T00:00:00.000Z' },
    { check: refused },
    { trouble: 'item-changed', check: refused },
    { standing: 'gone' },
    { standing: 'legacy' },
    { standing: 'retired', trouble: 'item-missing' },
  ).map((entry) => stateOf(entry, nowMs));
  expect(states).toEqual([
    'fresh',
    'due',
    'urgent',
    'no-expiry',
    'not-held',
    'refused',
    'item-changed',
    'gone',
    'legacy',
    'retired',
  ]);
});

test('the shelves count, and a listed key that ends soon is due too', () => {
  const some = entries(
    {},
    { standing: 'known-not-held', isHeld: false, expiresAt: '2026-12-01T00:00:00.000Z' },
    { standing: 'expired', expiresAt: '2026-11-01T00:00:00.000Z' },
    { standing: 'retired', isHeld: false },
  );
  expect(countShelves(some, nowMs)).toEqual({
    all: 4,
    due: 1,
    expired: 1,
    'not-held': 1,
    retired: 1,
  });
});

test('what is being replaced, or was, is not due any more', () => {
  const expiresAt = '2026-12-01T00:00:00.000Z';
  const ending = keyRow({ expiresAt });
  const rotating = keyRow({ expiresAt });
  const replaced = keyRow({ expiresAt, replacedBy: ending.id });
  const rotation = aRotation({ old: { ...oldKey, keyId: rotating.id } });
  const some = entriesOf([ending, rotating, replaced], [postman], ruleCards, [rotation]);
  expect(countShelves(some, nowMs).due).toBe(1);
  expect(labels(filterEntries(some, { ...anything, shelf: 'due' }, nowMs))).toHaveLength(1);
});

test('a group has its name and its count, and keeps the order within', () => {
  const some = entries(
    { label: 'b' },
    { label: 'x', accountId: data.id },
    { label: 'a', expiresAt: null },
  );
  const told = (group: 'account' | 'state') =>
    linesOf(some, group, nowMs).map((line) =>
      line.kind === 'group' ? `${line.name} ${line.count}` : line.row.label,
    );
  expect(told('account')).toEqual([
    'Postman v1 · Our Postman 2',
    'b',
    'a',
    'data.gov.sg real-time · Open data 1',
    'x',
  ]);
  expect(told('state')).toEqual(['Fresh 2', 'b', 'x', 'No expiry 1', 'a']);
});

test('arrows pass over the heads of groups and stop at the ends', () => {
  const lines = linesOf(entries({ label: 'a' }, { accountId: data.id }), 'account', nowMs);
  expect(lines.map(({ kind }) => kind)).toEqual(['group', 'key', 'group', 'key']);
  expect(stepOf('ArrowDown', lines, 1, 10)).toBe(3);
  expect(stepOf('ArrowDown', lines, 3, 10)).toBe(3);
  expect(stepOf('ArrowUp', lines, 1, 10)).toBe(1);
  expect(stepOf('Home', lines, 3, 10)).toBe(1);
  expect(stepOf('PageDown', lines, 1, 1)).toBe(3);
  expect(stepOf('PageUp', lines, 3, 10)).toBe(1);
  expect(stepOf('x', lines, 1, 10)).toBeNull();
});

test('a row that did not change keeps what was worked out for it', () => {
  const rows = [keyRow(), keyRow()];
  const before = entriesOf(rows, [postman], ruleCards, []);
  const after = entriesOf([...rows], [{ ...postman, sync: null }], ruleCards, []);
  expect(after[0]).toBe(before[0]);
  const renamed = entriesOf(rows, [{ ...postman, name: 'Night shift' }], ruleCards, []);
  expect(renamed[0]?.search).toContain('night shift');
});

test('the clock of a service counts where it differs from ours', () => {
  const row = keyRow({ expiresAt: '2026-12-19T02:50:00.000Z' });
  const [right] = entriesOf([row], [postman], ruleCards, []);
  expect(right && stateOf(right, nowMs)).toBe('fresh');
  const [ahead] = entriesOf([row], [{ ...postman, clockSkewMs: 600_000 }], ruleCards, []);
  expect(ahead && stateOf(ahead, nowMs)).toBe('due');
});

test('keys that end far apart have a dot each, those that end together share one', () => {
  const some = entries(
    { label: 'a', expiresAt: '2026-11-23T00:00:00.000Z' },
    { label: 'b', expiresAt: '2026-11-24T00:00:00.000Z' },
    { label: 'c', expiresAt: '2027-05-22T00:00:00.000Z' },
    { label: 'next year', expiresAt: '2027-12-01T00:00:00.000Z' },
    { label: 'over', standing: 'expired', expiresAt: '2026-11-01T00:00:00.000Z' },
    { label: 'retired', standing: 'retired' },
    { label: 'endless', expiresAt: null },
  );
  const clusters = clustersOf(some, yearFrom(now), 730, 16);
  expect(clusters.map(({ x, urgency, entries: all }) => [x, urgency, labels(all)])).toEqual([
    [5, 'urgent', ['a', 'b']],
    [364, 'fresh', ['c']],
  ]);
});

test('ten thousand keys make no more dots than have room', () => {
  const many = entries(
    ...Array.from({ length: 10_000 }, (_, index) => ({
      expiresAt: new Date(nowMs + (index + 1) * 3_000_000).toISOString(),
    })),
  );
  const clusters = clustersOf(many, yearFrom(now), 800, 16);
  expect(clusters.reduce((count, { entries: all }) => count + all.length, 0)).toBe(10_000);
  expect(clusters.length).toBeLessThan(30);
  const gaps = clusters.slice(1).map(({ x }, index) => x - (clusters[index]?.x ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(16);
});

test('the year has its months', () => {
  expect(monthsIn(yearFrom(now)).map((month) => month.getMonth())).toEqual([
    11, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
});
