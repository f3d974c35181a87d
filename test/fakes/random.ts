import type { Random } from '../../src/main/core/ports.ts';
import { Secret } from '../../src/main/core/secret.ts';

/** Gives canary-1, canary-2, … and id-1, id-2, …, or ids that begin otherwise. */
export function fakeRandom(name = 'id'): Random {
  let count = 0;
  let ids = 0;
  return {
    secret() {
      count += 1;
      return new Secret(`canary-${count}`);
    },
    id() {
      ids += 1;
      return `${name}-${ids}`;
    },
  };
}
