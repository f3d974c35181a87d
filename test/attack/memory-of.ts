import { open } from 'node:fs/promises';
import { textOf } from './traces.ts';

const mostAtOnce = 16 * 1024 * 1024;
/** Longer than anything that is looked for. */
const overlap = 4096;

/**
 * How often any of these stands in the memory of a process: what a core dump would hold, looked at where it
 * is. Null where the system lets nobody look.
 */
export async function countInMemory(
  processId: number,
  wanted: readonly Buffer[],
): Promise<number | null> {
  const writable = /^(\w+)-(\w+) rw/gm;
  const regions = [...textOf(`/proc/${processId}/maps`).matchAll(writable)].map(
    ([, from = '0', to = '0']) => [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const,
  );
  if (regions.length === 0) return null;
  const memory = await open(`/proc/${processId}/mem`, 'r').catch(() => null);
  if (memory === null) return null;
  let found = 0;
  const piece = Buffer.alloc(mostAtOnce);
  try {
    for (const [from, to] of regions) {
      for (let at = from; at < to; at += mostAtOnce - overlap) {
        const length = Math.min(mostAtOnce, to - at);
        // Much of what is set apart was never used, and cannot be read.
        const read = await memory.read(piece, 0, length, at).catch(() => ({ bytesRead: 0 }));
        const bytes = piece.subarray(0, read.bytesRead);
        for (const one of wanted) found += countIn(bytes, one);
        if (length < mostAtOnce) break;
      }
    }
  } finally {
    await memory.close();
  }
  return found;
}

function countIn(bytes: Buffer, wanted: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) count += 1;
  return count;
}
