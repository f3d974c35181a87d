import { expect, test } from 'vitest';
import { createStateStore } from '../../../src/main/core/state-store.ts';
import type { StateNews } from '../../../src/shared/state.ts';
import { initialState } from '../../fakes/initial-state.ts';
import { keyRow } from '../../fakes/key-row.ts';

test('each change is told once, with the next revision', () => {
  const store = createStateStore(initialState);
  const told: StateNews[] = [];
  const stop = store.subscribe((news) => told.push(news));
  store.change({ checkingKeychain: true });
  store.change({ checkingKeychain: false });
  stop();
  store.change({ checkingKeychain: true });
  expect(told).toEqual([
    { revision: 1, parts: { checkingKeychain: true }, keys: null },
    { revision: 2, parts: { checkingKeychain: false }, keys: null },
  ]);
});

test('a field that nobody described is not told', () => {
  const store = createStateStore(initialState);
  const told: StateNews[] = [];
  store.subscribe((news) => told.push(news));
  const leaky = {
    dataFolder: { status: 'ok' as const, folder: '/f', secret: 'canary' },
    secret: 'canary',
  };
  store.change(leaky);
  expect(told).toEqual([
    { revision: 1, parts: { dataFolder: { status: 'ok', folder: '/f' } }, keys: null },
  ]);
});

test('of the keys only the rows that changed are told, and those that are gone', () => {
  const [one, two, three] = [keyRow({ label: 'one' }), keyRow({ label: 'two' }), keyRow()];
  const store = createStateStore({ ...initialState, keys: [one, two, three] });
  const told: StateNews[] = [];
  store.subscribe((news) => told.push(news));
  const changed = { ...two, note: 'for the mailer' };
  store.change({ keys: [one, changed] });
  expect(told).toEqual([
    { revision: 1, parts: {}, keys: { changed: [changed], removed: [three.id] } },
  ]);
});

test('a secret that strays onto a row is not told', () => {
  const store = createStateStore(initialState);
  const told: StateNews[] = [];
  store.subscribe((news) => told.push(news));
  const leaky = { ...keyRow(), secret: 'canary' };
  store.change({ keys: [leaky] });
  expect(JSON.stringify(told)).not.toContain('canary');
});
