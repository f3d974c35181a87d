import type { Clock } from '../../src/main/core/ports.ts';

/** A clock that moves only by hand. What was to be done later is done as it passes that moment. */
export function fakeClock(start = '2026-11-21T02:46:00.000Z'): Clock & { move(ms: number): void } {
  let now = Date.parse(start);
  const waiting = new Set<{ at: number; work: () => void }>();
  return {
    now: () => new Date(now),
    after(ms, work) {
      const item = { at: now + ms, work };
      waiting.add(item);
      return () => void waiting.delete(item);
    },
    move(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...waiting].toSorted((one, other) => one.at - other.at);
        if (!next || next.at > end) break;
        waiting.delete(next);
        now = Math.max(now, next.at);
        next.work();
      }
      now = end;
    },
  };
}
