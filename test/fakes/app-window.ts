import type { AppWindow } from '../../src/main/core/ports.ts';

/** Notes how it was treated. */
export function fakeAppWindow(): AppWindow & { isProtected: boolean; timesForward: number } {
  const fake = {
    isProtected: false,
    timesForward: 0,
    protect(isProtected: boolean) {
      fake.isProtected = isProtected;
    },
    bringForward() {
      fake.timesForward += 1;
    },
  };
  return fake;
}
