import type { Random } from '../../src/main/core/ports.ts';
import { Secret } from '../../src/main/core/secret.ts';

/** Gives canary-1, canary-2, … */
export function fakeRandom(): Random {
  let count = 0;
  return {
    secret() {
      count += 1;
      return new Secret(`canary-${count}`);
    },
  };
}
