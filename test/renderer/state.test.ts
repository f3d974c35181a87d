import { expect, test, vi } from 'vitest';
import type { Bridge } from '../../src/shared/bridge.ts';
import type { State } from '../../src/shared/state.ts';

const state = (revision: number, version: string): State => ({
  revision,
  app: { version, runtime: 'Electron 45', platform: 'linux' },
  dataFolder: { status: 'ok' },
  keychain: { status: 'unknown' },
  checkingKeychain: false,
  records: { status: 'ok' },
  services: [],
  accounts: [],
});

test('the mirror listens before it asks, keeps what is newer and ignores what is older', async () => {
  let tell: (state: State) => void = () => {};
  const order: string[] = [];
  const bridge = {
    call(name: string) {
      order.push(name);
      // Something newer is told while the answer is on its way.
      tell(state(5, 'told'));
      return Promise.resolve({ ok: true, value: state(4, 'answered') });
    },
    onState(listener: (state: State) => void) {
      order.push('listen');
      tell = listener;
      return () => {};
    },
  };
  vi.stubGlobal('window', { bridge: bridge as unknown as Bridge });
  const { mirrorState, readMirror } = await import('../../src/renderer/state.ts');
  await mirrorState();
  expect(order).toEqual(['listen', 'readState']);
  expect(readMirror()?.app.version).toBe('told');
  tell(state(3, 'late'));
  expect(readMirror()?.app.version).toBe('told');
  tell(state(6, 'newest'));
  expect(readMirror()?.app.version).toBe('newest');
  vi.unstubAllGlobals();
});
