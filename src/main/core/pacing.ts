import type { Clock } from './ports.ts';

/** When a host may be asked again: never faster than it allows, and never fast. */
export interface Pacing {
  /** Takes the next turn at a host and tells how long it is until then. */
  msUntilTurn(host: string, gapMs: number): number;
  /** Nobody asks there before so long. */
  pause(host: string, ms: number): void;
}

export function createPacing(clock: Clock): Pacing {
  const freeAt = new Map<string, number>();
  let lookedAt = clock.now().getTime();

  /** A clock that was set back takes all waits with it: else they would last as long as it was ahead. */
  function nowMs(): number {
    const now = clock.now().getTime();
    const backMs = Math.max(0, lookedAt - now);
    if (backMs > 0) for (const [host, at] of freeAt) freeAt.set(host, at - backMs);
    lookedAt = now;
    return now;
  }

  return {
    msUntilTurn(host, gapMs) {
      const now = nowMs();
      const turnAt = Math.max(now, freeAt.get(host) ?? now);
      freeAt.set(host, turnAt + gapMs);
      return turnAt - now;
    },
    pause(host, ms) {
      const until = nowMs() + ms;
      freeAt.set(host, Math.max(until, freeAt.get(host) ?? until));
    },
  };
}
