import { basename } from 'node:path';
import { FailureError } from '../../src/main/core/failure-error.ts';
import type { Files } from '../../src/main/core/ports.ts';
import { Secret } from '../../src/main/core/secret.ts';

/** Files in memory. */
export function fakeFiles(): Files & { texts: Map<string, string>; chosen: string | null } {
  const fake = {
    texts: new Map<string, string>(),
    /** What the user chooses next; null for nothing. */
    chosen: null as string | null,
    async read(path: string) {
      const text = fake.texts.get(path);
      if (text === undefined) throw new FailureError({ code: 'file-unreadable' });
      return { name: basename(path), text: new Secret(text) };
    },
    choose: async () => fake.chosen,
  };
  return fake;
}
