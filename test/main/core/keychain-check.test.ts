import { expect, test } from 'vitest';
import { createKeychainCheck, testItemName } from '../../../src/main/core/keychain-check.ts';
import { createStateStore } from '../../../src/main/core/state-store.ts';
import type { State } from '../../../src/shared/state.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { initialState } from '../../fakes/initial-state.ts';
import { fakeKeychain } from '../../fakes/keychain.ts';
import { fakeRandom } from '../../fakes/random.ts';

const at = '2026-11-21T02:46:00.000Z';

function setUp() {
  const keychain = fakeKeychain();
  const clock = fakeClock(at);
  const store = createStateStore(initialState);
  const told: State[] = [];
  store.subscribe(() => told.push(store.read()));
  const check = createKeychainCheck({ keychain, clock, random: fakeRandom(), store });
  return { keychain, clock, store, told, check };
}

test('ok means: a test item was written, read back and deleted', async () => {
  const { keychain, store, check } = setUp();
  await check.check();
  expect(store.read().keychain).toEqual({ status: 'ok', backend: 'Fake Keychain', checkedAt: at });
  expect(keychain.uses).toEqual(['write', 'read', 'remove'].map((use) => `${use} ${testItemName}`));
  expect(keychain.items).toEqual(new Map());
});

test('a check of a locked keychain touches no item, so that the user is asked nothing', async () => {
  const { keychain, store, check } = setUp();
  keychain.lock();
  await check.check();
  expect(store.read().keychain).toEqual({
    status: 'locked',
    backend: 'Fake Keychain',
    checkedAt: at,
  });
  expect(keychain.uses).toEqual([]);
});

test('unlocking uses the keychain, so that the system asks; opened there, it is ok', async () => {
  const { keychain, store, check } = setUp();
  keychain.lock();
  keychain.openAtPrompt();
  await check.unlock();
  expect(store.read().keychain).toEqual({ status: 'ok', backend: 'Fake Keychain', checkedAt: at });
});

test('an unlock that the user turns down fails as locked, and State says so', async () => {
  const { keychain, store, check } = setUp();
  keychain.lock();
  await expect(check.unlock()).rejects.toMatchObject({ failure: { code: 'keychain-locked' } });
  expect(store.read()).toMatchObject({ keychain: { status: 'locked' }, checkingKeychain: false });
});

test('unlocking where there is no keychain says that it is missing', async () => {
  const { keychain, store, check } = setUp();
  keychain.lose('no-service');
  await check.unlock();
  expect(store.read().keychain).toEqual({
    status: 'missing',
    reason: 'no-service',
    checkedAt: at,
  });
});

test('a keychain that comes back is found without a restart', async () => {
  const { keychain, store, check } = setUp();
  keychain.lose('no-session-bus');
  await check.check();
  expect(store.read().keychain).toMatchObject({ status: 'missing', reason: 'no-session-bus' });
  keychain.unlock();
  await check.check();
  expect(store.read().keychain).toMatchObject({ status: 'ok' });
});

test.each([['something else'], [null]])(
  'a keychain that gives back %j instead of the test item is not ok',
  async (value) => {
    const { keychain, store, check } = setUp();
    keychain.lieWith(value);
    await check.check();
    expect(store.read().keychain).toMatchObject({ status: 'missing', reason: 'refused' });
    expect(keychain.items).toEqual(new Map());
  },
);

test('a keychain that does not delete the test item is not ok', async () => {
  const { keychain, store, check } = setUp();
  keychain.remove = () => Promise.resolve(false);
  await check.check();
  expect(store.read().keychain).toMatchObject({ status: 'missing', reason: 'refused' });
});

test('where the lock cannot be seen, a refresh asks once at the start and never again by itself', async () => {
  const { keychain, clock, store, check } = setUp();
  keychain.hide();
  keychain.lock();
  await check.refresh();
  expect(store.read().keychain).toMatchObject({ status: 'locked' });
  clock.move(3_600_000);
  await check.refresh();
  await check.refresh();
  expect(keychain.uses).toHaveLength(1);
  keychain.unlock();
  await check.check();
  expect(store.read().keychain).toMatchObject({ status: 'ok' });
});

test('unlocks at the same time ask the user once', async () => {
  const { keychain, check } = setUp();
  keychain.lock();
  keychain.openAtPrompt();
  await Promise.all([check.unlock(), check.unlock()]);
  expect(keychain.uses).toHaveLength(3);
});

test('a bug in the keychain is passed on, and the check is over', async () => {
  const { keychain, store, check } = setUp();
  keychain.look = () => Promise.reject(new Error('bug'));
  await expect(check.check()).rejects.toThrow('bug');
  expect(store.read().checkingKeychain).toBe(false);
});

test('checks at the same time are one check', async () => {
  const { keychain, check } = setUp();
  await Promise.all([check.check(), check.check(), check.refresh()]);
  expect(keychain.uses).toHaveLength(3);
});

test('an unlock during a check waits for it and then really unlocks', async () => {
  const { keychain, store, check } = setUp();
  keychain.lock();
  keychain.openAtPrompt();
  await Promise.all([check.check(), check.unlock()]);
  expect(store.read().keychain).toMatchObject({ status: 'ok' });
});

test('a refresh leaves a good answer alone for a minute', async () => {
  const { keychain, clock, check } = setUp();
  await check.refresh();
  clock.move(59_000);
  await check.refresh();
  expect(keychain.uses).toHaveLength(3);
  clock.move(1000);
  await check.refresh();
  expect(keychain.uses).toHaveLength(6);
});

test('a refresh looks again at once when the last answer was not good', async () => {
  const { keychain, store, check } = setUp();
  keychain.lock();
  await check.refresh();
  keychain.unlock();
  await check.refresh();
  expect(store.read().keychain).toMatchObject({ status: 'ok' });
});

test('every change is told with a higher revision, and says when a check runs', async () => {
  const { told, check } = setUp();
  await check.check();
  expect(told.map(({ revision, checkingKeychain }) => [revision, checkingKeychain])).toEqual([
    [1, true],
    [2, true],
    [3, false],
  ]);
});

test('the test item never shows in State', async () => {
  const { told, check } = setUp();
  await check.check();
  expect(JSON.stringify(told)).not.toContain('canary');
});

test('one item that the keychain refuses does not make it missing, a keychain that is shut does tell', async () => {
  const { store, check } = setUp();
  await check.check();
  const before = store.read().keychain;
  check.noteFailure({ code: 'keychain-missing', reason: 'refused' });
  expect(store.read().keychain).toEqual(before);
  check.noteFailure({ code: 'keychain-locked' });
  expect(store.read().keychain).toMatchObject({ status: 'locked' });
  check.noteFailure({ code: 'keychain-missing', reason: 'no-answer' });
  expect(store.read().keychain).toMatchObject({ status: 'missing', reason: 'no-answer' });
});

test('who waits for it to settle finds no test item left', async () => {
  const { keychain, check } = setUp();
  void check.check();
  await check.settle();
  expect(keychain.uses).toContain(`write ${testItemName}`);
  expect(keychain.items).toEqual(new Map());
});
