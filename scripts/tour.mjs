import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDisplay, openSession } from './desktop-session.mjs';
import { launch } from './launch.mjs';
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
    const { app, page } = await launch(electron.executable, session.env);
    await page.emulateMedia({ colorScheme: stop.scheme });
    await stop.go(page, session);
    // A check of the keychain is no part of the picture.
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
 * @type {{
 *   name: string,
 *   keyring: import('./desktop-session.mjs').Keyring,
 *   scheme: 'light' | 'dark',
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
    name: 'palette',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await holdKeys(page);
      await page.keyboard.press('Control+K');
      await page.keyboard.type('mail');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'copied',
    keyring: 'open',
    scheme: 'dark',
    async go(page) {
      await holdKeys(page);
      await page.keyboard.press('Control+K');
      await page.keyboard.type('night');
      await page.keyboard.press('Enter');
      await page.getByText('Clear now').waitFor();
    },
  },
  {
    name: 'what-a-key-can',
    keyring: 'open',
    scheme: 'dark',
    async go(page) {
      await holdKeys(page);
      await openInPalette(page, 'night');
    },
  },
  {
    name: 'retire',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await holdKeys(page);
      await openInPalette(page, 'night');
      await page.getByRole('option', { name: 'Retire at the service' }).click();
      await page.getByRole('dialog').getByRole('textbox').waitFor();
    },
  },
  {
    name: 'checked',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await holdKeys(page);
      await page.keyboard.press('Control+K');
      await page.keyboard.type('check all');
      await page.keyboard.press('Enter');
      await page.getByText('2 keys checked').first().waitFor();
    },
  },
  {
    name: 'settings',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await says(page, 'Ready');
      await page.keyboard.press('Control+,');
      await page.getByRole('heading', { name: 'Settings' }).waitFor();
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
async function signInAtSandbox(page) {
  await openSandboxCode(page);
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('row').nth(12).waitFor();
}

/**
 * Two keys that the sandbox makes and the keychain of the session holds.
 * @param {Page} page
 */
async function holdKeys(page) {
  await signInAtSandbox(page);
  for (const label of ['night-mailer', 'ops-mailer']) {
    await page.evaluate(`(async () => {
      const { value } = await window.bridge.call('readState', {});
      const { id } = value.accounts.find(({ serviceId }) => serviceId === 'postman-v1');
      const wish = { label: '${label}', contacts: ['ops@agency.gov.sg'], expiration: null };
      await window.bridge.call('generateKey', { accountId: id, replaces: null, ...wish });
    })()`);
  }
}

/**
 * @param {Page} page
 * @param {string} letters
 */
async function openInPalette(page, letters) {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(letters);
  await page.keyboard.press('Tab');
  await page.getByRole('option', { name: 'Show its details' }).waitFor();
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
