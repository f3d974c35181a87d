import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { addBroughtAccount, bringKey, call, pasteElsewhere, stateOf } from './in-use.ts';

const canary = `canary_v1_${'cD4+/'.repeat(8)}y8Wx`;
const label = 'label-that-the-search-must-find';

/** Notes each time that the window is asked to be kept out of recordings, or to be in them again. */
async function noteProtection(app: ElectronApplication): Promise<() => Promise<boolean[]>> {
  await app.evaluate(({ BrowserWindow }) => {
    const asked: boolean[] = [];
    Reflect.set(globalThis, 'askedForProtection', asked);
    const [window] = BrowserWindow.getAllWindows();
    if (window) window.setContentProtection = (isProtected) => void asked.push(isProtected);
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'askedForProtection') as boolean[]);
}

/** All that the renderer has in memory, as its own tools would show it. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

async function storageOf(page: Page): Promise<string> {
  return page.evaluate(async () =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      await indexedDB.databases(),
      await caches.keys().catch(() => []),
      window.name,
      location.href,
    ]),
  );
}

test('a key is shown for ten seconds at most, and the window is kept out of recordings meanwhile', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  await expect.poll(async () => (await stateOf(page)).keychain.status).toBe('ok');
  const accountId = await addBroughtAccount(page);
  const keyId = await bringKey(page, session, { accountId, label, secret: canary });
  const protection = await noteProtection(app);

  const { secret, hidesAt } = await call(page, 'revealKey', { keyId });
  expect(secret).toBe(canary);
  expect(Date.parse(hidesAt) - Date.now()).toBeLessThanOrEqual(10_000);
  expect(await protection()).toEqual([true]);
  await call(page, 'hideKey', {});
  expect(await protection()).toEqual([true, false]);

  await call(page, 'revealKey', { keyId });
  await expect.poll(protection).toEqual([true, false, true, false]);
  const { events } = await call(page, 'readHistory', { keyId });
  expect(events.map(({ kind }) => kind)).toEqual(['revealed', 'revealed', 'brought-in']);
});

test('a key that is brought in, listed, copied and checked is nowhere in the page; one that is shown is', async ({
  openApp,
}) => {
  const { page, session } = await openApp();
  await expect.poll(async () => (await stateOf(page)).keychain.status).toBe('ok');
  const accountId = await addBroughtAccount(page);
  const keyId = await bringKey(page, session, { accountId, label, secret: canary });
  await call(page, 'copyKey', { keyId, recipe: 'curl', isConfirmed: false });
  expect(await pasteElsewhere(session)).toContain(canary);
  // No such server: what comes back says nothing of the key, and goes all the way into State.
  await call(page, 'checkKey', { keyId });
  await call(page, 'checkKeys', { keyIds: [keyId] });
  await expect.poll(async () => (await stateOf(page)).checkRun?.status).toBe('done');
  expect(await call(page, 'identifyClipboard', {})).toEqual({ keyIds: [keyId] });
  await call(page, 'readHistory', { keyId });

  const places = {
    state: JSON.stringify(await stateOf(page)),
    document: await page.content(),
    storage: await storageOf(page),
    heap: await heapOf(page),
  };
  for (const [place, text] of Object.entries(places)) {
    expect([place, text.includes(canary), text.includes(canary.slice(0, -5))]).toEqual([
      place,
      false,
      false,
    ]);
  }
  // The search finds what is there.
  expect([places.state.includes(label), places.heap.includes(label)]).toEqual([true, true]);
  expect(places.heap).toContain(canary.slice(-5));

  await page.evaluate(async (id) => {
    const result = await window.bridge.call('revealKey', { keyId: id });
    Reflect.set(window, 'shown', result);
  }, keyId);
  expect((await heapOf(page)).includes(canary)).toBe(true);
});
