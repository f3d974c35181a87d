import { describe, expect, test } from 'vitest';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';
import { inTools, openRotation, retireOld, withRotation, wishFor } from './open-rotation.ts';

test('a rotation makes a new key, proves it, and hands over to it', async () => {
  const { rotation, notes } = await openRotation();
  expect(notes()).toEqual(['asked-for', 'began', 'create-sent', 'stored', 'proven', 'in-use']);
  expect(rotation().step).toEqual({ at: 'deploying' });
});

test('and ends the old one last, when its owner says so', async () => {
  const { decide, rotation, connector, rows, old, notes } = await openRotation();
  await decide(inTools);
  expect(rotation().step).toEqual({ at: 'soaking', until: '2026-11-28T02:46:00.000Z' });
  expect(connector.uses.filter((use) => use.startsWith('revoke'))).toEqual([]);
  await decide(retireOld(rotation()));
  expect(rotation()).toMatchObject({ step: { at: 'retired', how: 'ended' }, wait: null });
  expect(connector.keys.map(({ label }) => label)).toEqual(['ops-mailer (2027-05)']);
  expect(rows().find(({ id }) => id === old)).toMatchObject({
    standing: 'retired',
    replacedBy: rotation().successor?.keyId,
  });
  expect(notes().slice(-3)).toEqual(['in-tools', 'retire-asked', 'old-retired']);
});

test('a proof of more than an hour ago is fetched anew before the old key goes', async () => {
  const { decide, rotation, pass, connector, signInAnew } = await openRotation();
  connector.endSessions();
  await decide(retireOld(rotation()));
  const probedAt = rotation().proof?.at;
  await pass(3 * 60 * 60_000);
  connector.probe = async () => ({ outcome: 'refused', because: 'not-accepted' });
  await signInAnew();
  expect(rotation()).toMatchObject({ step: { at: 'retire-failed' }, proof: null });
  expect(connector.keys).toHaveLength(2);
  connector.probe = async () => ({ outcome: 'works' });
  await decide({ kind: 'try-again' });
  expect(rotation().step).toEqual({ at: 'retired', how: 'ended' });
  expect(rotation().proof?.at).not.toBe(probedAt);
});

test('a key that cannot be asked about is used at the word of its owner', async () => {
  const { rotation, decide, at } = await openRotation(({ connector }) => {
    connector.probe = async () => ({ outcome: 'not-asked', because: { reason: 'no-probe' } });
  });
  expect(rotation().wait).toMatchObject({ because: { code: 'cannot-be-asked' }, retryAt: null });
  await decide({ kind: 'vouch' });
  expect(at()).toBe('deploying');
  expect(rotation().proof).toMatchObject({ by: 'user' });
});

describe('a key that has leaked', () => {
  test('is ended first, and only then there is a new one', async () => {
    const { connector, at } = await openRotation(undefined, 'leaked');
    const uses = connector.uses.filter((use) => /^(revoke|create)/.test(use));
    expect(uses.slice(1).map((use) => use.split(' ')[0])).toEqual(['revoke', 'create']);
    expect(at()).toBe('deploying');
  });

  test('is ended while the keychain is shut', async () => {
    const { connector, rotation } = await openRotation(({ keychain }) => keychain.lock(), 'leaked');
    expect(connector.keys).toEqual([]);
    expect(rotation()).toMatchObject({
      step: { at: 'preflight' },
      wait: { because: { code: 'keychain-locked' } },
    });
  });

  test('waits for a sign-in and for nothing else', async () => {
    const opened = await openRotation(({ connector }) => connector.endSessions(), 'leaked');
    expect(opened.rotation()).toMatchObject({
      step: { at: 'retiring' },
      wait: { because: { code: 'signed-out' }, retryAt: null },
    });
    await opened.signInAnew();
    expect(opened.at()).toBe('deploying');
  });

  test('does not wait for its turn behind many others', async () => {
    const opened = withRotation(await openKeeping());
    const keys = [await opened.made('a'), await opened.made('b'), await opened.made('c')];
    const leaked = await opened.made('leaked');
    await opened.start(
      ...keys.map((key, index) => wishFor(key, { label: `new ${index}` })),
      wishFor(leaked, { reason: 'leaked' }),
    );
    expect(opened.connector.keys.map(({ label }) => label)).not.toContain('leaked');
    expect([1, 2].map((index) => opened.at(index))).toEqual(['planned', 'planned']);
  });

  test('is ended although it looks expired by a clock that may be wrong', async () => {
    const opened = withRotation(await openKeeping());
    const old = await opened.made();
    await opened.pass(300 * 24 * 60 * 60_000);
    await opened.minute();
    await opened.signInAnew();
    await opened.start(wishFor(old, { reason: 'leaked' }));
    expect(opened.usesOf('revoke')).toBe(1);
  });
});

describe('many at once', () => {
  async function rotated(count: number) {
    const opened = withRotation(await openKeeping());
    const keys = [];
    for (let index = 0; index < count; index += 1) keys.push(await opened.made(`key ${index}`));
    await settle();
    const before = opened.store.read().revision;
    await opened.start(...keys.map((key, index) => wishFor(key, { label: `new ${index}` })));
    for (let second = 0; second <= count; second += 1) await opened.pass(1000);
    return { ...opened, told: opened.store.read().revision - before };
  }

  test('are done one after the other at an account, a second apart', async () => {
    const { store, connector } = await rotated(50);
    expect(new Set(store.read().rotations.map(({ step }) => step.at))).toEqual(
      new Set(['deploying']),
    );
    expect(connector.keys).toHaveLength(100);
  });

  test('tell State no more often for each of them than a few do', async () => {
    const few = (await rotated(5)).told / 5;
    const many = (await rotated(50)).told / 50;
    expect(many).toBeLessThan(few * 1.2);
  });
});

describe('a key in rotation', () => {
  test('is neither rotated once more nor ended or forgotten by other ways', async () => {
    const { call, old, rotation, store } = await openRotation();
    const { lastFive, successor } = { ...rotation().old, ...rotation() };
    const newKey = successor?.keyId ?? old;
    expect(await call('startRotations', { wishes: [wishFor(old)] })).toBe('in-rotation');
    expect(await call('startRotations', { wishes: [wishFor(newKey)] })).toBe('in-rotation');
    expect(await call('retireKey', { keyId: old, lastFive })).toBe('in-rotation');
    expect(await call('forgetKeys', { keyIds: [newKey] })).toBe('in-rotation');
    expect(store.read().rotations).toHaveLength(1);
  });

  test('is not put in rotation twice by one wish', async () => {
    const opened = withRotation(await openKeeping());
    const old = await opened.made();
    const twice = [wishFor(old), wishFor(old, { label: 'another' })];
    expect(await opened.start(...twice)).toBe('call-refused');
    expect([opened.store.read().rotations, opened.usesOf('create')]).toEqual([[], 1]);
  });

  test('keeps its account, which takes its closed rotations with it', async () => {
    const { call, accountId, decide, rotation, store } = await openRotation();
    const removal = { accountId, isForgettingKeys: true };
    expect(await call('removeAccount', removal)).toBe('in-rotation');
    await decide(retireOld(rotation()));
    expect(await call('removeAccount', removal)).toBeNull();
    expect(store.read().rotations).toEqual([]);
  });

  test('that was made and never received is nobody else’s to rotate', async () => {
    const { call, rows, at } = await openRotation(({ connector }) => connector.loseAnswer());
    expect(at()).toBe('created-unreceived');
    const orphan = rows().find(({ isKept }) => !isKept);
    if (!orphan) throw new Error('The key that nobody has is not listed.');
    const { id: keyId, lastFive } = orphan;
    expect(await call('startRotations', { wishes: [wishFor(keyId)] })).toBe('in-rotation');
    expect(await call('retireKey', { keyId, lastFive })).toBe('in-rotation');
  });
});

test('its end is told until it is dismissed', async () => {
  const { call, decide, rotation, store, old } = await openRotation();
  const { id } = rotation();
  await call('dismissRotations', { rotationIds: [id] });
  expect(store.read().rotations).toHaveLength(1);
  await decide(retireOld(rotation()));
  await call('dismissRotations', { rotationIds: [id] });
  expect(store.read().rotations).toEqual([]);
  expect(await call('readRotations', { keyId: old })).toMatchObject({ rotations: [{ id }] });
});
