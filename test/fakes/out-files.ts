import { FailureError } from '../../src/main/core/failure-error.ts';
import type { OutFiles } from '../../src/main/core/ports.ts';

export interface FakeOutFiles extends OutFiles {
  /** What the user chooses next; null for nothing. */
  chosen: string | null;
  /** What was suggested, in order. */
  suggested: string[];
  files: Map<string, string>;
  /** How often a file was written, whatever it said before. */
  writeCount: number;
  /** As where the folder is gone. */
  isBroken: boolean;
}

/** Files in memory. */
export function fakeOutFiles(): FakeOutFiles {
  const fake: FakeOutFiles = {
    chosen: null,
    suggested: [],
    files: new Map(),
    writeCount: 0,
    isBroken: false,
    async choose(suggestion) {
      fake.suggested.push(suggestion);
      return fake.chosen;
    },
    async write(path, content) {
      if (fake.isBroken) throw new FailureError({ code: 'file-unwritable' });
      fake.writeCount += 1;
      fake.files.set(
        path,
        typeof content === 'string' ? content : Buffer.from(content).toString('latin1'),
      );
    },
  };
  return fake;
}
