import { expect, test, vi } from 'vitest';
import type { Bridge } from '../../src/shared/bridge.ts';
import type { KeyRow } from '../../src/shared/key.ts';
import type { State, StateNews } from '../../src/shared/state.ts';
import { initialState } from '../fakes/initial-state.ts';
import { keyRow } from '../fakes/key-row.ts';

const app = (version: string): State['app'] => ({ ...initialState.app, version });
const news = (revision: number, version: string, keys: StateNews['keys'] = null): StateNews => ({
  revision,
  parts: { app: app(version) },
  keys,
});

/** A bridge to a main that tells what it is given to tell. */
async function openMirror(whole: State, whileReading: StateNews[] = []) {
  vi.resetModules();
  let tell: (told: StateNews) => void = () => undefined;
  const asked: string[] = [];
  const answer = { now: whole };
  const bridge = {
    async call(name: string) {
      asked.push(name);
      // What is told while the answer is on its way.
      for (const told of whileReading.splice(0)) tell(told);
      return { ok: true, value: answer.now };
    },
    onState(listener: (told: StateNews) => void) {
      asked.push('listen');
      tell = listener;
      return () => undefined;
    },
    pathOf: () => '',
  };
  vi.stubGlobal('window', { bridge: bridge as unknown as Bridge<File> });
  const { mirrorState, readMirror } = await import('../../src/renderer/state.ts');
  await mirrorState();
  return { asked, answer, readMirror, tell: (told: StateNews) => tell(told) };
}

test('the mirror listens before it asks, keeps what is newer and ignores what is older', async () => {
  const whole = { ...initialState, revision: 4, app: app('answered') };
  const mirror = await openMirror(whole, [news(4, 'in it already'), news(5, 'told')]);
  expect(mirror.asked).toEqual(['listen', 'readState']);
  expect(mirror.readMirror()).toEqual({ ...whole, revision: 5, app: app('told') });
  mirror.tell(news(3, 'late'));
  expect(mirror.readMirror()?.app.version).toBe('told');
  mirror.tell(news(6, 'newest'));
  expect(mirror.readMirror()?.app.version).toBe('newest');
});

test('when news were missed, the whole is read again', async () => {
  const mirror = await openMirror({ ...initialState, revision: 1 });
  mirror.answer.now = { ...initialState, revision: 4, app: app('whole') };
  mirror.tell(news(3, 'after a gap'));
  await vi.waitFor(() => expect(mirror.readMirror()?.app.version).toBe('whole'));
  expect(mirror.asked).toEqual(['listen', 'readState', 'readState']);
});

test('rows that did not change stay the same objects; new ones come, removed ones go', async () => {
  const [one, two, three]: KeyRow[] = [keyRow(), keyRow(), keyRow()];
  const whole = { ...initialState, revision: 1, keys: [one!, two!] };
  const mirror = await openMirror(whole);
  const changed = { ...two!, note: 'for the mailer' };
  mirror.tell(news(2, 'changed', { changed: [changed, three!], removed: [] }));
  expect(mirror.readMirror()?.keys).toEqual([one, changed, three]);
  expect(mirror.readMirror()?.keys[0]).toBe(one);
  mirror.tell(news(3, 'removed', { changed: [], removed: [one!.id] }));
  expect(mirror.readMirror()?.keys).toEqual([changed, three]);
});
