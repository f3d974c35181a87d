import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDisplay, openSession } from './desktop-session.mjs';
import { launch } from './launch.mjs';
import { keepManyKeys } from './many-keys.mjs';
import { root } from './project.mjs';

/**
 * The app in pictures, for whoever has no screen: the same built app goes through its main screens in
 * a desktop of its own.
 * @param {{ executable: string }} electron
 * @param {string[]} words a folder to put the pictures into, if not tour/
 */
export async function tour(electron, [wished]) {
  const folder = pictureFolder(wished ? resolve(wished) : join(root, 'tour'));
  const display = await openDisplay();
  let count = 0;
  for (const stop of stops) {
    const session = await openSession({ display: display.name, keyring: stop.keyring });
    if (stop.keys) await keepManyKeys(session.env.XDG_CONFIG_HOME ?? '', stop.keys);
    const { app, page } = await launch(electron.executable, session.env);
    await page.emulateMedia({ colorScheme: stop.scheme });
    if (stop.size) {
      await app.evaluate(({ BrowserWindow }, [width, height]) => {
        BrowserWindow.getAllWindows()[0]?.setSize(width, height);
      }, stop.size);
    }
    await stop.go(page, session);
    // What the pointer happens to rest on, and a check of the keychain, are no part of the picture.
    if (!stop.isPointing) await page.mouse.move(0, 0);
    await page
      .getByRole('button', { name: 'Check again' })
      .and(page.locator('[aria-disabled=true]'))
      .waitFor({ state: 'detached' });
    count += 1;
    const number = String(count).padStart(2, '0');
    await page.screenshot({
      animations: 'disabled',
      path: join(folder, `${number}-${stop.name}.png`),
    });
    await app.close();
    await session.close();
  }
  await display.close();
  return { said: `${count} pictures of the app are in ${folder}` };
}

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {Awaited<ReturnType<typeof openSession>>} Session
 * `keys`: so many made-up ones are there. `isPointing`: the pointer stays where it is.
 * @type {{
 *   name: string,
 *   keyring: import('./desktop-session.mjs').Keyring,
 *   scheme: 'light' | 'dark',
 *   keys?: number,
 *   size?: [number, number],
 *   isPointing?: boolean,
 *   go: (page: Page, session: Session) => Promise<void>,
 * }[]}
 */
const stops = [
  { name: 'keychain-ready', keyring: 'open', scheme: 'light', go: (page) => says(page, 'Ready') },
  {
    name: 'keychain-locked',
    keyring: 'open',
    scheme: 'light',
    async go(page, session) {
      await says(page, 'Ready');
      await session.lockKeyring();
      await page.getByRole('button', { name: 'Check again' }).click();
      await says(page, 'Locked');
    },
  },
  {
    name: 'keychain-missing',
    keyring: 'no-service',
    scheme: 'light',
    go: (page) => says(page, 'Missing'),
  },
  { name: 'dark', keyring: 'open', scheme: 'dark', go: (page) => says(page, 'Ready') },
  {
    name: 'add-account',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await says(page, 'Ready');
      await page.getByRole('main').getByRole('button', { name: 'Add account' }).click();
      await page.getByRole('button', { name: /^Postman v1/ }).click();
    },
  },
  {
    name: 'sign-in',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await openSandboxCode(page);
      await page.getByRole('button', { name: 'Use it' }).click();
    },
  },
  { name: 'account', keyring: 'open', scheme: 'light', go: signInAtSandbox },
  { name: 'account-dark', keyring: 'open', scheme: 'dark', go: signInAtSandbox },
  { name: 'inventory', keyring: 'open', scheme: 'light', go: openInventory },
  { name: 'inventory-dark', keyring: 'open', scheme: 'dark', go: openInventory },
  {
    name: 'inventory-narrow',
    keyring: 'open',
    scheme: 'light',
    size: [720, 480],
    go: openInventory,
  },
  { name: 'key', keyring: 'open', scheme: 'light', go: openOneKey },
  { name: 'key-dark', keyring: 'open', scheme: 'dark', go: openOneKey },
  {
    name: 'key-narrow',
    keyring: 'open',
    scheme: 'light',
    size: [720, 480],
    go: openOneKey,
  },
  {
    name: 'ten-thousand-keys',
    keyring: 'open',
    scheme: 'light',
    keys: 10_000,
    isPointing: true,
    async go(page) {
      await page.getByRole('toolbar').getByRole('button').nth(3).hover();
      await page.getByText(/^\d+ keys end from/).waitFor();
    },
  },
  {
    name: 'remove-account',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await signInAtSandbox(page);
      await page.getByRole('button', { name: 'Remove…' }).click();
    },
  },
  {
    name: 'describe-service',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await says(page, 'Ready');
      await page.getByRole('main').getByRole('button', { name: 'Add account' }).click();
      await page.getByRole('button', { name: /^Describe another service…/ }).click();
      await page.getByLabel('ForSG').check();
    },
  },
];

/** @param {Page} page */
async function openSandboxCode(page) {
  await says(page, 'Ready');
  await page.getByRole('button', { name: 'Try it in the sandbox' }).click();
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByText('The sandbox has mailed this code').waitFor();
}

/** @param {Page} page */
async function openInventory(page) {
  await signInAtSandbox(page);
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await page.getByRole('row').nth(5).waitFor();
}

/** @param {Page} page */
async function openOneKey(page) {
  await openInventory(page);
  await page.getByRole('row').nth(2).click();
  await page.getByRole('complementary', { name: /^Details of/ }).waitFor();
}

/** @param {Page} page */
async function signInAtSandbox(page) {
  await openSandboxCode(page);
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: /^12 keys at the service/ }).waitFor();
}

/**
 * @param {Page} page
 * @param {string} word
 */
async function says(page, word) {
  await page.getByRole('status').getByText(word, { exact: true }).waitFor();
}

/** @param {string} folder */
function pictureFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    const old = readdirSync(folder).filter((name) => /^\d\d-.*\.png$/.test(name));
    for (const name of old) rmSync(join(folder, name));
    return folder;
  } catch {
    // The checkout is read-only.
    return mkdtempSync(join(tmpdir(), 'keyturn-tour-'));
  }
}
