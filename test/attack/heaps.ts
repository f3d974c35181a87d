import { readFileSync, rmSync } from 'node:fs';
import type { ElectronApplication, Page } from '@playwright/test';

/** All that the renderer has in memory, as its own tools would show it. */
export async function heapOfPage(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** The same of main, once all that is no longer used has been collected. */
export async function heapOfMain(app: ElectronApplication, file: string): Promise<Buffer> {
  await app.evaluate(async (_electron, path) => {
    const v8 = process.getBuiltinModule('node:v8');
    const vm = process.getBuiltinModule('node:vm');
    v8.setFlagsFromString('--expose-gc');
    const collect: () => void = vm.runInNewContext('gc');
    for (let times = 0; times < 3; times += 1) {
      collect();
      await new Promise((resolve) => setImmediate(resolve));
    }
    v8.writeHeapSnapshot(path);
  }, file);
  const heap = readFileSync(file);
  rmSync(file);
  return heap;
}
