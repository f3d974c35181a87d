import { expect, test } from 'vitest';
import type { Failure } from '../../../src/shared/failure.ts';
import type { ProbeAnswer } from '../../../src/shared/probe.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';
import { begun, blocked, deploying, retireFailed, soaking } from './rotation-at.ts';

const refusedByService: ProbeAnswer = { outcome: 'refused', because: 'not-accepted' };
const unreachable: Failure = { code: 'unreachable', reason: 'refused' };

test.each(['go-back', 'abandon'] as const)(
  'after a retirement that failed, %s is refused if the old key is gone after all',
  async (kind) => {
    const { decide, now, connector, uses } = await retireFailed();
    const before = now();
    connector.keys = connector.keys.filter(({ id }) => id !== before.old.remoteId);
    expect(await decide({ kind })).toBe('old-key-missing');
    expect([now().step, uses()]).toEqual([before.step, ['list']]);
  },
);

test.each(['go-back', 'abandon'] as const)(
  'after a retirement that failed, %s is refused while nobody can tell whether the old key lives',
  async (kind) => {
    const { decide, now, connector } = await retireFailed();
    connector.failNext(unreachable, 'list');
    expect(await decide({ kind })).toBe('unreachable');
    expect(now().step).toEqual({ at: 'retire-failed' });
  },
);

test('after a retirement that failed, the old key can be used again if it lives', async () => {
  const { decide, now, row, old, fresh } = await retireFailed();
  expect(await decide({ kind: 'go-back' })).toBeNull();
  expect(now().step).toEqual({ at: 'gone-back' });
  expect([row(old).replacedBy, row(fresh()).standing]).toEqual([null, 'held']);
});

test('an old key that is known to be gone is not gone back to, and its successor is not abandoned', async () => {
  const { decide, now, connector, sync, accountId } = await deploying();
  connector.keys = connector.keys.filter(({ id }) => id !== now().old.remoteId);
  await sync.sync(accountId);
  for (const kind of ['go-back', 'abandon'] as const) {
    expect(await decide({ kind })).toBe('old-key-missing');
  }
  expect([now().step.at, connector.keys.length]).toEqual(['deploying', 1]);
});

test('the new key is abandoned: it is retired, and the old one is the one to use', async () => {
  const { decide, now, connector, row, old, fresh, uses } = await soaking();
  const remoteId = now().successor?.remoteId;
  const id = fresh();
  expect(await decide({ kind: 'abandon' })).toBeNull();
  expect(now().step).toEqual({ at: 'abandoned' });
  expect(uses().filter((use) => use.startsWith('revoke'))).toEqual([`revoke ${remoteId}`]);
  expect(connector.keys.map((key) => key.id)).toEqual([now().old.remoteId]);
  expect([row(old).replacedBy, row(id).standing]).toEqual([null, 'retired']);
});

test('what was gone back from is taken up again, and the new key is asked about once more', async () => {
  const { decide, now, connector } = await soaking();
  await decide({ kind: 'go-back' });
  connector.probe = async () => refusedByService;
  expect(await decide({ kind: 'take-up-again' })).toBeNull();
  expect(now().step).toEqual({ at: 'stored', refusals: 1 });
});

test('a held key of the account is taken as the new one', async () => {
  const found = await blocked();
  const { held, decide, now, uses } = found;
  const keyId = held('canary-other-OTHER');
  expect(await decide({ kind: 'use-key', keyId })).toBeNull();
  expect(now()).toMatchObject({ step: { at: 'deploying' }, successor: { keyId } });
  expect(uses()).not.toContain('create ops-mailer (2027-05)');
});

test('a key that is not held, is over, is of another account, is the old one or is in another rotation is not taken', async () => {
  const found = await blocked();
  const { held, decide, now, rows, guidedId, old, call, retiring } = found;
  const listed = rows().find(({ isHeld }) => !isHeld)?.id ?? old;
  const expired = held('canary-other-EXPIR', { expiresAt: '2026-01-01T00:00:00.000Z' });
  const retired = held('canary-other-RETIR');
  await retiring.markRetired({ keyId: retired, lastFive: 'RETIR' });
  const gone = held('canary-other-GONE1', { remoteId: '404' });
  const elsewhere = held('canary-other-ELSE1', { accountId: guidedId });
  const other = await found.made('another');
  await call('startRotations', {
    wishes: [
      {
        keyId: other,
        reason: 'planned',
        wish: { label: 'another', contacts: ['ops@agency.gov.sg'], expiration: null },
        soakDays: 7,
        lastFive: null,
      },
    ],
  });
  const before = now();
  const refusals = [];
  for (const keyId of [listed, expired, retired, gone, elsewhere, old, other]) {
    refusals.push(await decide({ kind: 'use-key', keyId }));
  }
  expect(refusals).toEqual([...Array.from({ length: 6 }, () => 'call-refused'), 'in-rotation']);
  expect(now()).toEqual(before);
});

test('no other key is taken while a create may still bring one', async () => {
  const opened = await openKeeping();
  const old = await opened.made();
  const keyId = opened.held('canary-other-OTHER');
  const create = opened.connector.create.bind(opened.connector);
  let answer = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    answer = resolve;
  });
  opened.connector.create = async (...args) => {
    await gate;
    return create(...args);
  };
  const { decide, now } = await begun(opened, old);
  expect(now().step.at).toBe('creating');
  expect(await decide({ kind: 'use-key', keyId })).toBe('call-refused');
  answer();
  await settle();
  expect(now()).toMatchObject({ step: { at: 'deploying' }, successor: { keyId: now().newKeyId } });
});

test('a newer key that is somebody else’s is left alone, and one is made all the same', async () => {
  const { decide, now, connector, clock } = await blocked();
  expect(await decide({ kind: 'ignore-newer' })).toBeNull();
  clock.move(2000);
  await settle();
  expect(now()).toMatchObject({ step: { at: 'deploying' }, acceptedIds: ['77'] });
  expect(connector.keys.map(({ id }) => id)).toContain('77');
});
