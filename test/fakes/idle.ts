import type { Idle } from '../../src/main/core/ports.ts';

/** A computer that nobody has touched for so long, and how often it was asked. */
export function fakeIdle(): Idle & { idleSeconds: number; timesAsked: number } {
  const fake = {
    idleSeconds: 0,
    timesAsked: 0,
    seconds() {
      fake.timesAsked += 1;
      return fake.idleSeconds;
    },
  };
  return fake;
}
