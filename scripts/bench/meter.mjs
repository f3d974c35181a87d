/**
 * @typedef {{ scriptMs: number, layoutMs: number, taskMs: number }} Cost
 * @typedef {(act: () => Promise<unknown>) => Promise<Cost>} Meter
 * @typedef {import('@playwright/test').Page} Page
 */

/**
 * Reads the browser's own counters before and after something is done and drawn.
 * @param {Page} page
 * @returns {Promise<Meter>}
 */
export async function openMeter(page) {
  const client = await page.context().newCDPSession(page);
  // Time that the thread has worked, not that it waited while others had the processor.
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    /** @param {string} name */
    const ms = (name) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return {
      scriptMs: ms('ScriptDuration'),
      layoutMs: ms('LayoutDuration') + ms('RecalcStyleDuration'),
      taskMs: ms('TaskDuration'),
    };
  };
  return async (act) => {
    const before = await read();
    await act();
    await twoFrames(page);
    const after = await read();
    return {
      scriptMs: after.scriptMs - before.scriptMs,
      layoutMs: after.layoutMs - before.layoutMs,
      taskMs: after.taskMs - before.taskMs,
    };
  };
}

/** @param {Page} page */
function twoFrames(page) {
  return page.evaluate(
    () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}
