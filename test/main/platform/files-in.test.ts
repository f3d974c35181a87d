import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../../../src/main/platform/files-in.ts';

test('only the files of the folder have an address, and no link leads out of it', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'keyturn-files-'));
  const folder = join(outside, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '');
  writeFileSync(join(folder, 'assets/index.js'), '');
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'assets/link.txt'));
  try {
    expect(await filesIn(folder)).toEqual(
      new Map([
        ['/index.html', join(folder, 'index.html')],
        ['/assets/index.js', join(folder, 'assets/index.js')],
      ]),
    );
  } finally {
    rmSync(outside, { recursive: true });
  }
});
