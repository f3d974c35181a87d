import type { Clock } from '../../src/main/core/ports.ts';

/** A clock that moves only by hand. */
export function fakeClock(start = '2026-11-21T02:46:00.000Z'): Clock & { move(ms: number): void } {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    move(ms) {
      now += ms;
    },
  };
}
