import { expect, test } from 'vitest';
import type { ProbeAnswer } from '../../../src/shared/probe.ts';
import type { RemoteKey } from '../../../src/main/core/connector.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';
import { inTools, openRotation, retireOld, wishFor, withRotation } from './open-rotation.ts';

// What only looks like the end of an old key.

const dayMs = 24 * 60 * 60_000;
const works: ProbeAnswer = { outcome: 'works' };
const refused: ProbeAnswer = { outcome: 'refused', because: 'not-accepted' };
const notAsked: ProbeAnswer = { outcome: 'not-asked', because: { reason: 'no-probe' } };
const unknown: ProbeAnswer = {
  outcome: 'unknown',
  because: { code: 'unreachable', reason: 'refused' },
  retryAfterSeconds: null,
};

type Opened = Awaited<ReturnType<typeof openKeeping>>;

/** So many lists from now on have nothing in them, although the keys are there. */
function lie({ connector }: Pick<Opened, 'connector'>, count: number): void {
  const list = connector.list.bind(connector);
  let left = count;
  connector.list = async (...args) => {
    const keys = await list(...args);
    left -= 1;
    return left >= 0 ? [] : keys;
  };
}

test('a list that is empty by a fault ends no old key that its service takes', async () => {
  const opened = await openRotation();
  const { call, accountId, rotation, decide, connector, minute, usesOf } = opened;
  lie(opened, 1);
  await call('syncAccount', { accountId });
  await minute();
  expect(rotation().oldEndedAt).toBeNull();
  expect(await decide({ kind: 'abandon' })).toBeNull();
  expect([rotation().step.at, usesOf('revoke')]).toEqual(['abandoned', 1]);
  expect(connector.keys.map(({ id }) => id)).toEqual([rotation().old.remoteId]);
});

test('one that is empty just before the new key is to go does not turn that round', async () => {
  const opened = await openRotation();
  lie(opened, 1);
  await opened.decide({ kind: 'abandon' });
  await opened.minute();
  expect([opened.at(), opened.rotation().oldEndedAt]).toEqual(['abandoned', null]);
});

test('while nobody can tell whether the old key lives, the new one is not given up', async () => {
  const opened = await openRotation();
  const { connector, rotation, decide, at, minute, usesOf } = opened;
  const probe = connector.probe.bind(connector);
  lie(opened, 1);
  connector.probe = async () => unknown;
  await decide({ kind: 'abandon' });
  expect(rotation()).toMatchObject({
    step: { at: 'abandoning' },
    wait: { because: { code: 'old-key-missing' } },
  });
  expect([usesOf('revoke'), rotation().oldEndedAt]).toEqual([0, null]);
  connector.probe = probe;
  await minute();
  expect(at()).toBe('abandoned');
});

test('what was said of the old key before the list lost it does not count', async () => {
  const opened = await openRotation();
  const { call, accountId, rotation, connector, minute, checkKey, old } = opened;
  const probe = connector.probe.bind(connector);
  connector.probe = async () => refused;
  await checkKey.check(old);
  connector.probe = probe;
  await minute();
  lie(opened, 1);
  await call('syncAccount', { accountId });
  await minute();
  expect(rotation().oldEndedAt).toBeNull();
});

test('an old key that its list has no more and its service refuses has ended', async () => {
  const { connector, rotation, decide, call, accountId, minute } = await openRotation();
  await decide(inTools);
  connector.keys = connector.keys.filter(({ id }) => id !== rotation().old.remoteId);
  await call('syncAccount', { accountId });
  await minute();
  expect(rotation().step).toEqual({ at: 'retired', how: 'ended' });
});

const listedKey: RemoteKey = {
  id: '900',
  label: 'ops-mailer',
  lastFive: 'OLD90',
  createdAt: null,
  expiresAt: '2027-05-21T02:46:00.000Z',
  contacts: [],
  lastUsedAt: null,
};

/** The old key is one that only its service knows, so that nobody can ask with it. */
async function openListed() {
  const opened = withRotation(await openKeeping());
  opened.connector.keys = [listedKey];
  await opened.sync.sync(opened.accountId);
  const [row] = opened.rows();
  if (!row) throw new Error('Nothing is listed.');
  await opened.start(wishFor(row.id));
  expect(opened.at()).toBe('deploying');
  return opened;
}

test('one that nobody holds has ended when two lists have it no more, and not with the first', async () => {
  const opened = await openListed();
  const { call, accountId, rotation, minute, connector } = opened;
  lie(opened, 1);
  await call('syncAccount', { accountId });
  opened.rotations.tick();
  await settle();
  expect(rotation().oldEndedAt).toBeNull();
  // By itself the list is read once more, and has it.
  await minute();
  await minute();
  expect(rotation().oldEndedAt).toBeNull();
  connector.keys = connector.keys.filter(({ id }) => id !== '900');
  await call('syncAccount', { accountId });
  await minute();
  await minute();
  expect(rotation().oldEndedAt).not.toBeNull();
});

test('one that nobody holds is ended at its service although a list has lost it', async () => {
  const opened = await openListed();
  const { decide, rotation, connector, usesOf } = opened;
  await decide(inTools);
  const list = connector.list.bind(connector);
  // The new key stays in it, or it would be said not to live.
  connector.list = async (...args) => (await list(...args)).filter(({ id }) => id !== '900');
  await decide(retireOld(rotation()));
  expect([rotation().step.at, usesOf('revoke 900')]).toEqual(['retired', 1]);
});

/** A guided key that ends soon, and whose rotation has come to its soak. */
async function openGuided(part: { expiresAt?: string } = {}) {
  const opened = withRotation(await openKeeping());
  const { guidedId: accountId } = opened;
  const expiresAt = part.expiresAt ?? '2026-12-01T00:00:00.000Z';
  const old = opened.held('canary-campaign-OLD11', { accountId, expiresAt });
  const fresh = opened.held('canary-campaign-NEW22', { accountId });
  await opened.start(wishFor(old));
  await opened.decide({ kind: 'use-key', keyId: fresh });
  await opened.decide(inTools);
  expect(opened.at()).toBe('soaking');
  return opened;
}

test('a clock that is wrong ends no guided key that its service takes', async () => {
  const { pass, minute, at, connector } = await openGuided();
  await pass(300 * dayMs);
  await minute();
  await minute();
  expect(at()).toBe('soaking');
  connector.probe = async () => refused;
  await pass(dayMs);
  await minute();
  await minute();
  expect(at()).toBe('retired');
});

test('what its service takes is not asked about each minute, and neither is one that does not answer', async () => {
  const { pass, minute, connector } = await openGuided();
  let count = 0;
  let answer: ProbeAnswer = unknown;
  connector.probe = async () => {
    count += 1;
    return answer;
  };
  await pass(300 * dayMs);
  for (let minutes = 0; minutes < 60; minutes += 1) await minute();
  expect(count).toBe(6);
  answer = works;
  for (let minutes = 0; minutes < 60; minutes += 1) await minute();
  expect(count).toBe(7);
});

test('where a guided service cannot be asked, or nothing is held to ask with, the clock has the word', async () => {
  const { pass, minute, rotation, keychain } = await openGuided();
  for (const [name, secret] of keychain.items) {
    if (secret.endsWith('OLD11')) keychain.items.delete(name);
  }
  await pass(300 * dayMs);
  await minute();
  await minute();
  expect(rotation().step).toEqual({ at: 'retired', how: 'expired' });
});

test('the clock has the word too where the question has no meaning for this key', async () => {
  const { pass, minute, rotation, connector } = await openGuided();
  connector.probe = async () => notAsked;
  await pass(300 * dayMs);
  await minute();
  await minute();
  expect(rotation().step).toEqual({ at: 'retired', how: 'expired' });
});
