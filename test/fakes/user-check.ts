import type { UserCheck } from '../../src/main/core/ports.ts';

/** A system that asks nobody, unless it is given the means; then whoever is there answers. */
export function fakeUserCheck() {
  const fake = {
    has: null as ReturnType<UserCheck['means']>,
    timesAsked: 0,
    /** Who is there answers: it is me, or not. */
    reply: (_isThere: boolean): void => undefined,
    means: () => fake.has,
    ask() {
      fake.timesAsked += 1;
      return new Promise<boolean>((resolve) => {
        fake.reply = resolve;
      });
    },
  };
  return fake satisfies UserCheck;
}
