import type { AppWindow } from '../../src/main/core/ports.ts';

/** Notes how it was treated. */
export function fakeAppWindow(): AppWindow & {
  isProtected: boolean;
  timesForward: number;
  page: 'own' | 'lock';
} {
  const fake = {
    isProtected: false,
    timesForward: 0,
    page: 'own' as 'own' | 'lock',
    protect(isProtected: boolean) {
      fake.isProtected = isProtected;
    },
    bringForward() {
      fake.timesForward += 1;
    },
    showPage(page: 'own' | 'lock') {
      fake.page = page;
    },
  };
  return fake;
}
