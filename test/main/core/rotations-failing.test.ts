import { describe, expect, test, vi } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import type { Failure } from '../../../src/shared/failure.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';
import { inTools, openRotation, retireOld, withRotation, wishFor } from './open-rotation.ts';

const unclear: Failure = { code: 'outcome-unknown', status: null };
const dayMs = 24 * 60 * 60_000;

/** The service was asked for the new key, and has not answered yet. */
async function whileCreating() {
  const opened = withRotation(await openKeeping());
  const old = await opened.made();
  await settle();
  const usesBefore = opened.usesOf('create');
  let release: (() => void) | null = null;
  const { connector } = opened;
  const create = connector.create.bind(connector);
  connector.create = async (...args) => {
    connector.create = create;
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return create(...args);
  };
  await opened.start(wishFor(old));
  await vi.waitFor(() => expect(opened.at()).toBe('creating'));
  expect(opened.usesOf('create')).toBe(usesBefore);
  return {
    ...opened,
    old,
    async answer() {
      release?.();
      await settle();
    },
  };
}

describe('where the session ends half-way', () => {
  test('the same step goes on after a new sign-in', async () => {
    const opened = await openRotation(({ connector }) => connector.endSessions());
    expect(opened.rotation()).toMatchObject({
      step: { at: 'preflight' },
      wait: { because: { code: 'signed-out' }, retryAt: null },
    });
    const { length } = opened.notes();
    await opened.call('requestCode', { accountId: opened.accountId });
    await opened.minute();
    expect(opened.notes()).toHaveLength(length);
    await opened.signInAnew();
    expect(opened.at()).toBe('deploying');
  });

  test('a sign-in at another account changes nothing', async () => {
    const opened = await openRotation(({ connector }) => connector.endSessions());
    const other = { ...opened.wish, name: 'other', email: 'other@agency.gov.sg' };
    const accountId = opened.accounts.add(other);
    await opened.call('requestCode', { accountId });
    await opened.call('signIn', { accountId, code: 'CANARY', isToBeKept: false });
    await opened.minute();
    expect(opened.rotation().wait).toMatchObject({ because: { code: 'signed-out' } });
  });

  test('and the old one was to go, it goes after a new sign-in', async () => {
    const opened = await openRotation();
    opened.connector.endSessions();
    await opened.decide(retireOld(opened.rotation()));
    expect(opened.rotation()).toMatchObject({
      step: { at: 'retiring' },
      wait: { because: { code: 'signed-out' } },
    });
    await opened.signInAnew();
    expect(opened.at()).toBe('retired');
  });
});

describe('where the service has no room', () => {
  test('those that can be spared are named, and nothing was made', async () => {
    const opened = await openRotation(({ connector }) => {
      connector.keys = [...connector.keys, { ...connector.keys[0]!, id: '77', lastFive: '77777' }];
      connector.failNext({ code: 'quota-full' }, 'create');
    });
    const spare = opened.rows().find(({ remoteId }) => remoteId === '77');
    expect(opened.rotation().step).toEqual({
      at: 'blocked',
      block: { because: 'quota-full', most: null, mayGo: [spare?.id] },
    });
    await opened.pass(1000);
    await opened.decide({ kind: 'try-again' });
    await opened.pass(1000);
    expect(opened.at()).toBe('deploying');
  });
});

describe('where the answer to a create does not come', () => {
  test('and there is a key, it is ended before another one is made', async () => {
    const opened = await openRotation(({ connector }) => connector.loseAnswer());
    expect(opened.rotation().step).toMatchObject({ at: 'created-unreceived', attempt: 1 });
    await opened.decide({ kind: 'create-again' });
    await opened.pass(1000);
    expect(opened.at()).toBe('deploying');
    const uses = opened.connector.uses.filter((use) => /^(create|revoke)/.test(use));
    expect(uses.slice(1).map((use) => use.split(' ')[0])).toEqual(['create', 'revoke', 'create']);
    expect(opened.connector.keys).toHaveLength(2);
  });

  test('and there is none, the list is read twice before another one is sent', async () => {
    const opened = await openRotation(({ connector }) => connector.failNext(unclear, 'create'));
    expect(opened.rotation().step).toMatchObject({ at: 'create-unknown', looks: 1 });
    await opened.pass(19_000);
    await opened.decide({ kind: 'try-again' });
    expect(opened.usesOf('create')).toBe(2);
    await opened.pass(20_000);
    await opened.pass(1000);
    expect(opened.usesOf('create')).toBe(3);
    expect(opened.at()).toBe('deploying');
  });

  test('others of the account wait until it is known which key is whose', async () => {
    const opened = withRotation(await openKeeping());
    const keys = [await opened.made('a'), await opened.made('b')];
    opened.connector.failNext(unclear, 'create');
    await opened.start(...keys.map((key, index) => wishFor(key, { label: `new ${index}` })));
    await opened.pass(1000);
    expect([opened.at(0), opened.at(1)]).toEqual(['create-unknown', 'planned']);
    await opened.pass(20_000);
    for (let second = 0; second < 5; second += 1) await opened.pass(1000);
    expect([opened.at(0), opened.at(1)]).toEqual(['deploying', 'deploying']);
  });

  test('time after time, it is the user who says whether there is to be one more', async () => {
    const opened = await openRotation(({ connector }) => {
      connector.create = async (_place, _session, { label }) => {
        connector.uses.push(`create ${label}`);
        throw new FailureError(unclear);
      };
    });
    for (let minute = 0; minute < 30; minute += 1) await opened.minute();
    expect(opened.usesOf('create')).toBe(1 + 3);
    expect(opened.rotation()).toMatchObject({
      step: { at: 'preflight' },
      wait: { because: unclear, retryAt: null },
    });
  });
});

describe('where the keychain refuses the new key', () => {
  test('it is held in memory, and goes on when the keychain opens', async () => {
    const opened = await whileCreating();
    opened.keychain.lock();
    await opened.answer();
    expect(opened.rotation().step).toMatchObject({ at: 'save-failed' });
    expect(opened.store.read().unsaved).toHaveLength(1);
    await opened.openKeychain();
    expect(opened.at()).toBe('deploying');
  });

  test('it is ended at the service if its owner gives it up, and the old one stays', async () => {
    const opened = await whileCreating();
    opened.keychain.lock();
    await opened.answer();
    expect(await opened.call('discardUnsaved', { keyId: opened.rotation().newKeyId! })).toBe(
      'in-rotation',
    );
    await opened.decide({ kind: 'abandon' });
    expect(opened.at()).toBe('abandoned');
    expect(opened.connector.keys.map(({ label }) => label)).toEqual(['ops-mailer']);
    expect(opened.store.read().unsaved).toEqual([]);
  });

  test('fifty rotations ask nobody to open it fifty times', async () => {
    const opened = withRotation(await openKeeping());
    const keys = [];
    for (let index = 0; index < 50; index += 1) keys.push(await opened.made(`key ${index}`));
    await opened.pass(120_000);
    opened.keychain.lock();
    const before = opened.keychain.uses.length;
    await opened.start(...keys.map((key, index) => wishFor(key, { label: `new ${index}` })));
    for (let second = 0; second < 60; second += 1) await opened.pass(1000);
    expect(opened.keychain.uses.length - before).toBeLessThanOrEqual(1);
    await opened.openKeychain();
    for (let second = 0; second < 60; second += 1) await opened.pass(1000);
    expect(new Set(opened.store.read().rotations.map(({ step }) => step.at))).toEqual(
      new Set(['deploying']),
    );
  });
});

describe('where the new key is asked about', () => {
  test('and refused, that is believed after patient retries, and both are kept', async () => {
    const opened = await openRotation(({ connector }) => {
      connector.probe = async () => ({ outcome: 'refused', because: 'not-accepted' });
    });
    expect(opened.at()).toBe('stored');
    for (let minute = 0; minute < 5; minute += 1) await opened.minute();
    expect(opened.at()).toBe('verify-failed');
    expect(opened.connector.keys).toHaveLength(2);
    await opened.decide({ kind: 'abandon' });
    expect(opened.at()).toBe('abandoned');
    expect(opened.connector.keys.map(({ label }) => label)).toEqual(['ops-mailer']);
  });

  test('and its item is gone from the keychain, another one can be made', async () => {
    const opened = await openRotation(({ connector }) => {
      const answer = { code: 'unreachable', reason: 'offline' } as const;
      connector.probe = async () => ({
        outcome: 'unknown',
        because: answer,
        retryAfterSeconds: null,
      });
    });
    const { keychain, rotation, connector } = opened;
    const isNew = (name: string): boolean => name.includes(rotation().successor?.lastFive ?? '?');
    for (const name of keychain.items.keys()) if (isNew(name)) keychain.items.delete(name);
    connector.probe = async () => ({ outcome: 'works' });
    await opened.minute();
    expect(rotation()).toMatchObject({
      step: { at: 'stored' },
      wait: { because: { code: 'item-missing' }, retryAt: null },
    });
    await opened.decide({ kind: 'create-again' });
    await opened.pass(1000);
    expect(opened.at()).toBe('deploying');
    expect(connector.keys).toHaveLength(2);
  });

  test('and the service wants to be asked later, at once is no time', async () => {
    let asked = 0;
    const opened = await openRotation(({ connector }) => {
      connector.probe = async () => {
        asked += 1;
        const because = { code: 'rate-limited', retryAfterSeconds: 0 } as const;
        return { outcome: 'unknown', because, retryAfterSeconds: 0 };
      };
    });
    expect(asked).toBe(1);
    expect(opened.rotation()).toMatchObject({ step: { at: 'stored' }, proof: null });
    await opened.pass(15_000);
    expect(asked).toBe(2);
  });

  test('and it is to wait a whole day, it waits an hour', async () => {
    const opened = await openRotation(({ connector }) =>
      connector.failNext({ code: 'rate-limited', retryAfterSeconds: 86_400 }, 'create'),
    );
    expect(opened.rotation().wait?.retryAt).toBe('2026-11-21T03:46:00.000Z');
    await opened.pass(59 * 60_000);
    await opened.minute();
    await opened.pass(1000);
    expect(opened.at()).toBe('deploying');
  });
});

describe('where retiring the old key fails', () => {
  test('two live keys are told of until it is done, and it is tried again by itself', async () => {
    const opened = await openRotation();
    opened.connector.failNext(unclear, 'revoke');
    await opened.decide(retireOld(opened.rotation()));
    expect(opened.rotation()).toMatchObject({
      step: { at: 'retire-failed' },
      wait: { because: unclear },
    });
    await opened.minute();
    expect(opened.at()).toBe('retired');
  });

  test('nobody goes back to it unless the list still shows it', async () => {
    const opened = await openRotation();
    const { connector, rotation } = opened;
    connector.failNext(unclear, 'revoke');
    await opened.decide(retireOld(rotation()));
    connector.keys = connector.keys.filter(({ id }) => id !== rotation().old.remoteId);
    expect(await opened.decide({ kind: 'go-back' })).toBe('old-key-missing');
    await opened.minute();
    expect(opened.at()).toBe('retired');
  });

  test('for want of a session, it is taken back without one, and the next sign-in ends nothing', async () => {
    const opened = await openRotation();
    const { connector, rotation, usesOf } = opened;
    await opened.decide(inTools);
    connector.endSessions();
    await opened.decide(retireOld(rotation()));
    expect(rotation()).toMatchObject({
      step: { at: 'retiring' },
      wait: { because: { code: 'signed-out' } },
    });
    expect(await opened.decide({ kind: 'go-back' })).toBeNull();
    await opened.signInAnew();
    await opened.minute();
    expect([opened.at(), usesOf('revoke')]).toEqual(['gone-back', 0]);
  });

  test('and its session ends, the sign-in to ask whether it lives does not end it', async () => {
    const opened = await openRotation();
    const { connector, rotation, usesOf } = opened;
    connector.failNext({ code: 'unreachable', reason: 'refused' }, 'revoke');
    await opened.decide(retireOld(rotation()));
    connector.endSessions();
    await opened.minute();
    expect(rotation()).toMatchObject({
      step: { at: 'retire-failed' },
      wait: { because: { code: 'signed-out' } },
    });
    expect(await opened.decide({ kind: 'go-back' })).toBe('signed-out');
    await opened.signInAnew();
    await opened.minute();
    expect([opened.at(), usesOf('revoke')]).toEqual(['retire-failed', 1]);
    expect(await opened.decide({ kind: 'go-back' })).toBeNull();
    expect([opened.at(), usesOf('revoke')]).toEqual(['gone-back', 1]);
  });

  test('since it is gone already, that is what was wanted', async () => {
    const opened = await openRotation();
    const { connector, rotation } = opened;
    connector.keys = connector.keys.filter(({ id }) => id !== rotation().old.remoteId);
    await opened.decide(retireOld(rotation()));
    expect(opened.at()).toBe('retired');
  });
});

describe('where a key ends by itself', () => {
  test('the old one while both live, the rotation is done', async () => {
    const opened = await openRotation();
    await opened.decide(inTools);
    await opened.pass(300 * dayMs);
    await opened.minute();
    expect(opened.rotation().step).toEqual({ at: 'retired', how: 'expired' });
  });

  test('the old one before the tools have the new one, nobody goes back to it', async () => {
    const opened = await openRotation();
    const { connector, rotation, call, accountId } = opened;
    connector.keys = connector.keys.filter(({ id }) => id !== rotation().old.remoteId);
    await call('syncAccount', { accountId });
    expect(await opened.decide({ kind: 'go-back' })).toBe('old-key-missing');
    expect(await opened.decide({ kind: 'abandon' })).toBe('old-key-missing');
    await opened.decide(inTools);
    expect(rotation().step).toEqual({ at: 'retired', how: 'ended' });
  });

  test('the old one unheard of, the new one is not given up after all', async () => {
    const opened = await openRotation();
    const { connector, rotation } = opened;
    connector.keys = connector.keys.filter(({ id }) => id !== rotation().old.remoteId);
    await opened.decide({ kind: 'abandon' });
    expect(rotation()).toMatchObject({ step: { at: 'deploying' }, closedAt: null });
    expect(rotation().oldEndedAt).not.toBeNull();
    expect(connector.keys).toHaveLength(1);
  });

  test('the new one after it was proven, the old one does not go', async () => {
    const opened = await openRotation();
    const { connector, rotation } = opened;
    connector.keys = connector.keys.filter(({ id }) => id !== rotation().successor?.remoteId);
    await opened.decide(retireOld(rotation()));
    expect(rotation()).toMatchObject({
      step: { at: 'retire-failed' },
      wait: { because: { code: 'successor-unproven' }, retryAt: null },
    });
    expect(connector.keys).toHaveLength(1);
    await opened.decide({ kind: 'abandon' });
    expect(opened.at()).toBe('abandoned');
  });
});

describe('where the disk takes nothing', () => {
  test('what came of a create is found out when it does again', async () => {
    const opened = await whileCreating();
    opened.records.refuse('disk-full');
    await opened.answer();
    expect(opened.at()).toBe('creating');
    expect(opened.store.read().unsaved).toHaveLength(1);
    await opened.minute();
    expect(opened.at()).toBe('creating');
    opened.records.refuse(null);
    await opened.minute();
    expect(opened.at()).toBe('save-failed');
    await opened.openKeychain();
    expect(opened.at()).toBe('deploying');
    expect(opened.usesOf('create')).toBe(2);
  });

  test('rotations do not wake each other without end', async () => {
    const opened = withRotation(await openKeeping());
    const keys = [await opened.made('a'), await opened.made('b')];
    await settle();
    opened.connector.failNext({ code: 'unreachable', reason: 'offline' }, 'list');
    await opened.start(...keys.map((key, index) => wishFor(key, { label: `new ${index}` })));
    opened.records.refuse('disk-full');
    const before = opened.usesOf('list');
    for (let second = 0; second < 50; second += 1) await opened.pass(1000);
    expect(opened.usesOf('list') - before).toBeLessThan(3);
    opened.records.refuse(null);
    for (let minute = 0; minute < 3; minute += 1) await opened.minute();
    expect([opened.at(0), opened.at(1)]).toEqual(['deploying', 'deploying']);
  });
});

test('what somebody else has made of the same label is shown before another one is made', async () => {
  const opened = await openRotation(({ connector }) => {
    const [key] = connector.keys;
    if (key) connector.keys = [{ ...key, id: '88', lastFive: '88888' }, key];
  });
  expect(opened.rotation().step).toMatchObject({
    block: { because: 'newer-key', keys: [{ remoteId: '88' }] },
  });
  await opened.decide({ kind: 'ignore-newer' });
  await opened.pass(1000);
  expect(opened.at()).toBe('deploying');
});
