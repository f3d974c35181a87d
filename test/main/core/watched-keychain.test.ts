import { expect, test } from 'vitest';
import { createStateStore } from '../../../src/main/core/state-store.ts';
import { createWatchedKeychain } from '../../../src/main/core/watched-keychain.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { initialState } from '../../fakes/initial-state.ts';
import { fakeKeychain } from '../../fakes/keychain.ts';

function setUp() {
  const fake = fakeKeychain();
  const clock = fakeClock();
  const store = createStateStore(initialState);
  const told: boolean[] = [];
  store.subscribe(() => told.push(store.read().keychainIsSlow));
  return { fake, clock, store, told, keychain: createWatchedKeychain(fake, clock, store) };
}

test('a keychain that answers in time is not called slow', async () => {
  const { fake, clock, told, keychain } = setUp();
  const answer = fake.hold();
  const read = keychain.read('any');
  clock.move(3999);
  answer();
  expect(await read).toBeNull();
  clock.move(10_000);
  expect(told).toEqual([]);
});

test('it is slow from the fourth second until the last answer has come', async () => {
  const { fake, clock, told, keychain } = setUp();
  const answerFirst = fake.hold();
  const first = keychain.read('one');
  clock.move(1000);
  const answerSecond = fake.hold();
  const second = keychain.read('other');
  clock.move(3000);
  expect(told).toEqual([true]);
  clock.move(1000);
  answerFirst();
  await first;
  expect(told).toEqual([true]);
  answerSecond();
  await second;
  expect(told).toEqual([true, false]);
});

test('a slow answer that is a failure ends the waiting too, and is passed on', async () => {
  const { fake, clock, store, keychain } = setUp();
  const answer = fake.hold();
  const read = keychain.read('any');
  clock.move(5000);
  fake.lock();
  answer();
  await expect(read).rejects.toMatchObject({ failure: { code: 'keychain-locked' } });
  expect(store.read().keychainIsSlow).toBe(false);
});
