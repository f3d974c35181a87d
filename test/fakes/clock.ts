import type { Clock } from '../../src/main/core/ports.ts';

export interface FakeClock extends Clock {
  move(ms: number): void;
  /** Somebody sets it: no time passes. */
  set(at: string): void;
  /** What it would say had nobody set it. */
  steadyMs(): number;
}

/** A clock that moves only by hand. What was to be done later is done as it passes that moment. */
export function fakeClock(start = '2026-11-21T02:46:00.000Z'): FakeClock {
  let now = Date.parse(start);
  let setByMs = 0;
  const waiting = new Set<{ at: number; work: () => void }>();
  return {
    now: () => new Date(now),
    after(ms, work) {
      const item = { at: now + ms, work };
      waiting.add(item);
      return () => void waiting.delete(item);
    },
    set(at) {
      setByMs += Date.parse(at) - now;
      now = Date.parse(at);
    },
    steadyMs: () => now - setByMs,
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
