import { expect, test } from 'vitest';
import {
  choicesOf,
  complaintAbout,
  isByHand,
  manyPlanOf,
  moved,
  requestOf,
  signInsOf,
} from '../../src/renderer/rotation/many-plan.ts';
import { groupsOf, progressOf, progressWords } from '../../src/renderer/rotation/progress.ts';
import { rotationsByKey } from '../../src/renderer/rotation/rotations-by-key.ts';
import { accountsToSignIn } from '../../src/renderer/rotation/waiting.ts';
import { rowNoteOf } from '../../src/renderer/inventory/row-note.ts';
import { accountId } from '../../src/shared/account.ts';
import type { KeyRow } from '../../src/shared/key.ts';
import type { Rotation } from '../../src/shared/rotation.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { accountState } from '../fakes/account-state.ts';
import { keyRow } from '../fakes/key-row.ts';
import { rotationOf } from '../fakes/rotation-of.ts';

const now = new Date(2027, 4, 1, 12);
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayOfMay = (number: number): string => day.format(new Date(2027, 4, number));
const email = 'ops@agency.gov.sg';
const signedOut = { status: 'signed-out' as const, because: 'by-user' as const };
const postman = accountState({ serviceId: 'postman-v1', email, signIn: signedOut });
const data = accountState({
  id: accountId.parse('account-2'),
  serviceId: 'data-gov-style',
  email,
  signIn: { status: 'signed-in', until: null, isKept: false },
});
const guided = accountState({ id: accountId.parse('account-3'), serviceId: 'data-gov-admin' });
const accounts = [postman, data, guided];

function planFor(rows: readonly KeyRow[], rotations: readonly Rotation[] = [], named = rows) {
  const state = { keys: [...rows], accounts, services: [...ruleCards], rotations: [...rotations] };
  return manyPlanOf(
    named.map(({ id }) => id),
    state,
    now,
  );
}

test('each key gets a label of its own, in the order in which they were named, with its contacts', () => {
  const one = keyRow({ label: 'ops-mailer' });
  const twin = keyRow({ label: 'ops-mailer', contacts: [] });
  const upload = keyRow({ label: 'upload', accountId: data.id, contacts: null });
  const { keys, leftOut } = planFor([one, twin, upload], [], [upload, one, twin]);
  expect(keys.map(({ row, label, contacts }) => [row.id, label, contacts])).toEqual([
    [upload.id, 'upload (2027-05)', []],
    [one.id, 'ops-mailer (2027-05)', [email]],
    [twin.id, 'ops-mailer (2027-05 2)', [email]],
  ]);
  expect(leftOut).toEqual([]);
});

test('a label that the service would find too long is cut so that its month stays', () => {
  const { keys } = planFor([keyRow({ label: 'x'.repeat(255) })]);
  expect(keys[0]?.label).toMatch(/^x{200,} \(2027-05\)$/);
  expect(keys[0] && complaintAbout(keys[0])).toBeNull();
});

test('what cannot be rotated is left out, each for its reason', () => {
  const rotating = keyRow({ label: 'rotating' });
  const rows = [
    keyRow({ label: 'fine' }),
    keyRow({ label: 'retired', standing: 'retired' }),
    keyRow({ label: 'default', standing: 'legacy' }),
    keyRow({ label: 'unnamed', remoteId: null }),
    rotating,
    keyRow({ label: 'replaced', replacedBy: rotating.id }),
    keyRow({ label: 'by hand', remoteId: null, accountId: guided.id }),
  ];
  const { keys, leftOut } = planFor(rows, [rotationOf({ old: rotating })]);
  expect(keys.map((key) => [key.row.label, isByHand(key)])).toEqual([
    ['fine', false],
    ['by hand', true],
  ]);
  expect(leftOut.map(({ row, because }) => [row.label, because])).toEqual([
    ['retired', 'over'],
    ['default', 'legacy'],
    ['unnamed', 'unnamed'],
    ['rotating', 'in-rotation'],
    ['replaced', 'replaced'],
  ]);
});

test('more than one Call takes are left for the next time', () => {
  const rows = Array.from({ length: 502 }, (_, index) => keyRow({ label: `key ${index}` }));
  const { keys, leftOut } = planFor(rows);
  expect([keys.length, leftOut.map(({ because }) => because)]).toEqual([
    500,
    ['too-many', 'too-many'],
  ]);
});

test('a sign-in is named once an account and a life chosen once a service, and both go where they belong', () => {
  const rows = [
    keyRow({ label: 'one' }),
    keyRow({ label: 'two' }),
    keyRow({ label: 'up', accountId: data.id, contacts: null }),
    keyRow({ label: 'down', accountId: data.id, contacts: null }),
  ];
  const { keys } = planFor(rows);
  expect(signInsOf(keys).map(({ id }) => id)).toEqual([postman.id]);
  expect(choicesOf(keys).map(({ card, account }) => [card.id, account.id])).toEqual([
    ['data-gov-style', data.id],
  ]);
  const lives = new Map([['data-gov-style', '90-days']]);
  const { wishes } = requestOf(keys, { reason: 'planned', soakDays: 3, lives });
  expect(wishes.map(({ wish, soakDays }) => [wish.expiration, soakDays])).toEqual([
    [null, 3],
    [null, 3],
    ['90-days', 3],
    ['90-days', 3],
  ]);
});

test('a key is moved a place at a time, and stays where there is none', () => {
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c']);
});

test('the progress counts new keys in use, work for the tools and questions apart; what was given up is no part of it', () => {
  const waits = (code: 'signed-out'): Rotation['wait'] => ({
    because: { code },
    since: '2027-05-01T02:00:00.000Z',
    retryAt: null,
  });
  const inUse = { successor: keyRow() };
  const rotations = [
    rotationOf({ ...inUse, step: { at: 'deploying' } }),
    rotationOf({ ...inUse, step: { at: 'soaking', until: '2027-05-08T00:00:00.000Z' } }),
    rotationOf({ ...inUse, step: { at: 'soaking', until: '2027-04-30T00:00:00.000Z' } }),
    rotationOf({ step: { at: 'preflight' }, wait: waits('signed-out') }),
    rotationOf({ step: { at: 'preflight' }, wait: waits('signed-out') }),
    rotationOf({
      ...inUse,
      step: { at: 'retired', how: 'ended' },
      closedAt: '2027-05-01T03:00:00.000Z',
    }),
    rotationOf({ step: { at: 'abandoned' }, closedAt: '2027-05-01T03:00:00.000Z' }),
  ];
  const progress = progressOf(rotations, now);
  expect(progressWords(progress)).toBe(
    '4 of 6 new keys in use, 1 to put into your tools, 3 need you',
  );
  expect(progress.ended).toEqual(rotations.slice(5).map(({ id }) => id));
  expect(accountsToSignIn(rotations)).toEqual(new Set([postman.id]));
  expect(groupsOf(rotations, [data, postman]).map(({ account }) => account?.id)).toEqual([
    postman.id,
  ]);
  expect(groupsOf(rotations, []).map(({ account }) => account)).toEqual([null]);
});

test('the row of either key says its part; a plan is said while nothing goes on', () => {
  const old = keyRow({ lastFive: 'OLD12', rotateBy: '2027-05-12' });
  const successor = keyRow({ lastFive: 'NEW34' });
  const until = new Date(2027, 4, 3, 12).toISOString();
  const step = { at: 'soaking', until } as const;
  const noteOf = (row: KeyRow, rotations: readonly Rotation[]): string | undefined =>
    rowNoteOf({ row, rotation: rotationsByKey(rotations).get(row.id) ?? null }, now)?.words;
  const going = [rotationOf({ old, successor, step })];
  expect([
    noteOf(old, going),
    noteOf(successor, going),
    noteOf(successor, [rotationOf({ old, successor, step: { at: 'stored', refusals: 0 } })]),
    noteOf(old, []),
    noteOf(successor, []),
  ]).toEqual([
    expect.stringMatching(/old one retires on/),
    'Replaces •••••OLD12',
    'Is to replace •••••OLD12',
    `Rotate by ${dayOfMay(12)}`,
    undefined,
  ]);
});

test('the row of a rotation that does not go on without its owner stands out', () => {
  const old = keyRow({});
  const toneOf = (rotation: Rotation): string | undefined =>
    rowNoteOf({ row: old, rotation: rotationsByKey([rotation]).get(old.id) ?? null }, now)?.tone;
  const step = {
    at: 'blocked',
    block: { because: 'session-short', until: old.addedAt ?? '' },
  } as const;
  expect(toneOf(rotationOf({ old, step: { at: 'deploying' } }))).toBe('turning');
  expect(toneOf(rotationOf({ old, step }))).toBe('needing');
});
