import { expect, test } from 'vitest';
import { createStateStore } from '../../../src/main/core/state-store.ts';
import type { State } from '../../../src/shared/state.ts';

const initial: Omit<State, 'revision'> = {
  app: { version: '0.1.0', runtime: 'Electron 45', platform: 'linux' },
  dataFolder: { status: 'ok' },
  keychain: { status: 'unknown' },
  checkingKeychain: false,
  records: { status: 'ok' },
  services: [],
  accounts: [],
};

test('each change is told once, with the next revision', () => {
  const store = createStateStore(initial);
  const told: State[] = [];
  const stop = store.subscribe((state) => told.push(state));
  store.change({ checkingKeychain: true });
  store.change({ checkingKeychain: false });
  stop();
  store.change({ checkingKeychain: true });
  expect(told).toEqual([
    { ...initial, revision: 1, checkingKeychain: true },
    { ...initial, revision: 2, checkingKeychain: false },
  ]);
});

test('a field that nobody described is not told', () => {
  const store = createStateStore(initial);
  const told: State[] = [];
  store.subscribe((state) => told.push(state));
  const leaky = { dataFolder: { status: 'ok' as const, secret: 'canary' }, secret: 'canary' };
  store.change(leaky);
  expect(told).toEqual([{ ...initial, revision: 1 }]);
});
