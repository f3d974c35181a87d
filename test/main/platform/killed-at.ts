import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Opens the records in a folder and is killed before it changes a name or a file for the n-th time.

const [, , folder = '', given = ''] = process.argv;
let left = Number(given);

const names = ['writeFileSync', 'renameSync', 'rmSync'] as const;
for (const name of names) {
  const original = fs[name] as (...values: unknown[]) => unknown;
  Object.assign(fs, {
    [name](...values: unknown[]) {
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      left -= 1;
      return original(...values);
    },
  });
}
syncBuiltinESMExports();

const { openRecords } = await import('../../../src/main/platform/records.ts');
const clock = { now: () => new Date('2026-11-23T02:46:00.000Z'), after: () => () => undefined };
openRecords(folder, clock, { warn: () => undefined, bug: () => undefined }).close();
