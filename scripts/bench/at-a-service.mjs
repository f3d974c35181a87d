import { join } from 'node:path';
import { start, end } from '../children.mjs';
import { openSession } from '../desktop-session.mjs';
import { launch } from '../launch.mjs';
import { root } from '../project.mjs';
import { typeSwitches } from '../sandbox.mjs';
import { median } from './figures.mjs';
import { openRoad } from './long-road.mjs';

const keyCount = 50;
const copies = 40;
/** What an answer takes over a network; the sandbox alone would answer at once. */
const answerMs = 100;
/** Keyturn asks a service for no more than one new key a second, and so does what it is measured beside. */
const gapMs = 1000;

const contacts = ['team@agency.gov.sg'];

/**
 * @typedef {(name: string, request: object) => Promise<any>} Call
 * @typedef {import('@playwright/test').ElectronApplication} ElectronApplication
 * @typedef {import('@playwright/test').Page} Page
 */

/**
 * What is done with keys that are really held, at a service that really answers: a copy beside a bare
 * read of the keychain, and the rotation of many keys beside the bare requests that it is made of.
 * @param {{ executable: string, display: string }} place
 * @returns {Promise<import('./figures.mjs').Figure[]>}
 */
export async function measure({ executable, display }) {
  const session = await openSession({ display });
  const sandbox = await startSandbox();
  const road = await openRoad(sandbox.address, answerMs);
  const { app, page } = await launch(executable, session.env);
  /** @type {Call} */
  const call = (name, request) =>
    page.evaluate(async ([one, wish]) => {
      const result = await Reflect.get(window, 'bridge').call(one, wish);
      if (!result.ok) throw new Error(`${one}: ${JSON.stringify(result.failure)}`);
      return result.value;
    }, /** @type {[string, object]} */ ([name, request]));
  const { accountId } = await call('addAccount', {
    serviceId: 'postman-v1',
    place: { address: `${road.address}/postman/v1` },
    name: 'Ours',
    email: 'officer@agency.gov.sg',
    parameters: {},
  });
  await call('requestCode', { accountId });
  await call('signIn', { accountId, code: await sandbox.code(), isToBeKept: false });
  const keyIds = [];
  for (let index = 0; index < keyCount; index += 1) {
    const wish = { accountId, label: `bench ${index}`, contacts, expiration: null };
    keyIds.push((await call('generateKey', wish)).keyId);
  }
  const copied = await measureCopy(app, page, session.env, 'bench 0');
  const rotated = await measureRotations(call, road, keyIds);
  await app.close();
  road.close();
  await sandbox.close();
  await session.close();
  return [copied, rotated];
}

/**
 * From the click on the button in the page to the moment at which the clipboard has the key: over to main,
 * to the keychain and into the clipboard. Beside it the keychain's item is read by a program that does
 * nothing else, by turns.
 * @param {ElectronApplication} app
 * @param {Page} page
 * @param {Record<string, string>} env
 * @param {string} label
 * @returns {Promise<import('./figures.mjs').Figure>}
 */
async function measureCopy(app, page, env, label) {
  process.env.DBUS_SESSION_BUS_ADDRESS = env.DBUS_SESSION_BUS_ADDRESS;
  const { systemKeychain } = await import(join(root, 'src/main/platform/keychain.ts'));
  const [item] = await systemKeychain.all();
  await page.getByRole('row', { name: label }).first().click();
  const button = page.getByRole('complementary').getByRole('button', { name: /^Cop(y|ied)$/ });
  await noteClicks(page);
  await noteWrites(app);
  const copied = [];
  const read = [];
  for (let round = 0; round <= copies; round += 1) {
    const readMs = await timeOf(() => systemKeychain.read(item.account));
    await button.click();
    const copyMs = (await nextWrite(app)) - (await lastClick(page));
    // The first of each opens the way to the keychain.
    if (round === 0) continue;
    read.push(readMs);
    copied.push(copyMs);
  }
  return {
    what: 'copy: from the click to the key in the clipboard',
    value: median(copied),
    unit: 'ms',
    beside: median(read),
    goal: 1.5,
    why: 'the wish crosses into main and the key is written into the clipboard (half a millisecond), and most of all the same read takes longer in main, whose thread also does what a click makes the window do: each of three answers on the bus waits for that',
  };
}

// Page and main are two processes with one clock: each tells the time since its own beginning, and when
// on the clock that was.

/** @param {Page} page */
async function noteClicks(page) {
  await page.evaluate(() => {
    const note = () => {
      Reflect.set(window, 'clickedAt', performance.timeOrigin + performance.now());
    };
    window.addEventListener('click', note, { capture: true });
  });
}

/** @param {Page} page */
async function lastClick(page) {
  return Number(await page.evaluate(() => Reflect.get(window, 'clickedAt')));
}

/**
 * Older runtimes write at once, newer ones promise it, and these have two ways to do it.
 * @param {ElectronApplication} app
 */
async function noteWrites(app) {
  await app.evaluate(({ clipboard }) => {
    for (const name of ['write', 'writeText']) {
      const write = Reflect.get(clipboard, name);
      Reflect.set(clipboard, name, async (/** @type {unknown[]} */ ...words) => {
        await Reflect.apply(write, clipboard, words);
        Reflect.set(globalThis, 'writtenAt', performance.timeOrigin + performance.now());
      });
    }
  });
}

/** @param {ElectronApplication} app */
async function nextWrite(app) {
  for (;;) {
    const found = await app.evaluate(() => {
      const writtenAt = Reflect.get(globalThis, 'writtenAt');
      Reflect.deleteProperty(globalThis, 'writtenAt');
      return writtenAt;
    });
    if (found !== undefined) return Number(found);
  }
}

/**
 * New keys made, kept and proven. Beside it the same requests are sent again, one after the other, and
 * nothing else is done.
 * @param {Call} call
 * @param {Awaited<ReturnType<typeof openRoad>>} road
 * @param {readonly string[]} keyIds
 * @returns {Promise<import('./figures.mjs').Figure>}
 */
async function measureRotations(call, road, keyIds) {
  const wishes = keyIds.map((keyId, index) => ({
    keyId,
    reason: 'planned',
    wish: { label: `bench ${index} again`, contacts, expiration: null },
    soakDays: 7,
    lastFive: null,
  }));
  road.sent.splice(0);
  const value = await timeOf(async () => {
    await call('startRotations', { wishes });
    while ((await readyCount(call)) < keyIds.length) await pause(200);
  });
  const requests = road.sent.splice(0);
  const beside = await timeOf(async () => {
    let lastMadeAt = 0;
    for (const { method, path, headers, body } of requests) {
      if (method === 'POST') {
        await pause(lastMadeAt + gapMs - performance.now());
        lastMadeAt = performance.now();
      }
      const answer = await fetch(road.address + path, {
        method,
        headers,
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
      await answer.arrayBuffer();
    }
  });
  return {
    what: `${keyIds.length} keys rotated: made, kept and proven (${requests.length} requests of ${answerMs} ms, one new key a second)`,
    value,
    unit: 'ms',
    beside,
    goal: 1.3,
  };
}

/** @param {Call} call */
async function readyCount(call) {
  const { rotations } = await call('readState', {});
  return rotations.filter((/** @type {any} */ one) => one.step.at === 'deploying').length;
}

async function startSandbox() {
  const program = start(
    process.execPath,
    [...typeSwitches(), join(root, 'src/sandbox/main.ts'), '--port', '0', '--empty'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const address = await new Promise((done) => {
    let said = '';
    program.stdout?.on('data', (chunk) => {
      said += String(chunk);
      const found = /^Sandbox +(http:\/\/127\.0\.0\.1:\d+)$/m.exec(said)?.[1];
      if (found !== undefined) done(found);
    });
  });
  return {
    address: String(address),
    async code() {
      const [newest] = await (await fetch(`${address}/mailbox.json`)).json();
      return String(/\b[A-Z0-9]{6}\b/.exec(newest.text)?.[0]);
    },
    close: () => end(program),
  };
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((done) => {
    setTimeout(done, Math.max(0, ms));
  });
}

/** @param {() => Promise<unknown>} act */
async function timeOf(act) {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
