import type { ElectronApplication, Page } from '@playwright/test';
import { heapOfPage } from '../attack/heaps.ts';
import { postmanAt, press, secretsIn, test } from './add-key.ts';
import { expect } from './app.ts';
import { addBroughtAccount, bringKey, call, pasteElsewhere, stateOf } from './in-use.ts';
import { holdKey, openStart, says } from './rotating.ts';

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

/** No key, and none without its last five, is in anything that the page has. Gives back what was searched. */
async function expectNowhere(page: Page, keys: readonly string[]) {
  const places = {
    state: JSON.stringify(await stateOf(page)),
    document: await page.content(),
    storage: await storageOf(page),
    heap: await heapOfPage(page),
  };
  const found = Object.entries(places).flatMap(([place, text]) =>
    keys.some((key) => text.includes(key.slice(0, -5))) ? [place] : [],
  );
  expect(found).toEqual([]);
  return places;
}

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

  const places = await expectNowhere(page, [canary]);
  // The search finds what is there.
  expect([places.state.includes(label), places.heap.includes(label)]).toEqual([true, true]);
  expect(places.heap).toContain(canary.slice(-5));

  await page.evaluate(async (id) => {
    const result = await window.bridge.call('revealKey', { keyId: id });
    Reflect.set(window, 'shown', result);
  }, keyId);
  expect((await heapOfPage(page)).includes(canary)).toBe(true);
});

test('of a key that is rotated, copied and searched for, neither the old one nor the new one is in the page', async ({
  openApp,
  sandbox,
}) => {
  const { page, session } = await openApp();
  const { row } = await holdKey(page, sandbox, postmanAt(sandbox));
  const dialog = await openStart(page, row.label);
  await press(dialog, 'Start rotation');
  await says(page, 'Put the new key into your tools');
  const fresh = (await stateOf(page)).rotations[0]?.successor;
  if (!fresh) throw new Error('There is no new key.');
  for (const keyId of [row.id, fresh.keyId]) {
    await call(page, 'copyKey', { keyId, recipe: 'env-line', isConfirmed: true });
    await call(page, 'checkKey', { keyId });
  }
  await page.getByRole('searchbox').fill(fresh.lastFive);
  const keys = await secretsIn(session);
  expect(keys.map((key) => key.slice(-5)).toSorted()).toEqual(
    [row.lastFive, fresh.lastFive].toSorted(),
  );
  const { heap } = await expectNowhere(page, keys);
  expect(heap).toContain(fresh.lastFive);
});
