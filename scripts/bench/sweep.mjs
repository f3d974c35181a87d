import { join } from 'node:path';
import { root } from '../project.mjs';
import { median } from './figures.mjs';

const keyCount = 100_000;
const dayMs = 24 * 60 * 60_000;

/**
 * What it costs once a minute to see which of many keys are due, with ends over nine months.
 * @returns {Promise<import('./figures.mjs').Figure[]>}
 */
export async function measure() {
  const { dueKeys } = await import(join(root, 'src/main/core/due.ts'));
  const stages = [28, 14, 3, 1].map((count) => ({ count, unit: 'days' }));
  const nowMs = Date.now();
  const rows = Array.from({ length: keyCount }, (_, index) => ({
    id: `made-up-${index}`,
    standing: 'held',
    expiresAt: new Date(nowMs + ((index % 250) + 20) * dayMs).toISOString(),
    addedAt: null,
    replacedBy: null,
    rotateBy: null,
  }));
  const sweep = () => {
    const began = performance.now();
    dueKeys(
      {
        rows,
        stagesOf: () => stages,
        planOf: () => null,
        isBeingReplaced: () => false,
        soakedAtOf: () => null,
        nowMsOf: () => nowMs,
        silenceMs: 0,
      },
      (/** @type {unknown} */ _row, /** @type {unknown} */ error) => {
        throw error;
      },
    );
    return performance.now() - began;
  };
  sweep();
  const what = `sweep of ${keyCount.toLocaleString('en')} keys for what is due`;
  return [{ what, value: median(Array.from({ length: 20 }, sweep)), unit: 'ms', goal: 50 }];
}
