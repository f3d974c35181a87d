import { firstState } from '../../src/main/core/first-state.ts';
import type { State } from '../../src/shared/state.ts';

/** State as it is in the first moment of a run. */
export const initialState: Omit<State, 'revision'> = firstState({
  app: {
    version: '0.1.0',
    runtime: 'Electron 45',
    chromium: '150.0',
    build: 'checkout',
    platform: 'linux',
  },
  dataFolder: { status: 'ok', folder: '/home/ops/.config/Keyturn' },
  records: { status: 'ok' },
  canAskForUpdates: false,
});
