import type { Log } from '../../src/main/core/ports.ts';

/** Keeps what was logged, for a test to read. */
export function fakeLog(): Log & { lines: string[]; bugs: unknown[] } {
  const lines: string[] = [];
  const bugs: unknown[] = [];
  return {
    lines,
    bugs,
    warn: (message) => void lines.push(message),
    bug: (error) => void bugs.push(error),
  };
}
