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
    await stop.go(page, session, app);
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
 * @typedef {import('@playwright/test').ElectronApplication} App
 * @typedef {Awaited<ReturnType<typeof openSession>>} Session
 * @type {{
 *   name: string,
 *   keyring: import('./desktop-session.mjs').Keyring,
 *   scheme: 'light' | 'dark',
 *   go: (page: Page, session: Session, app: App) => Promise<void>,
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
  {
    name: 'add-key',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await says(page, 'Ready');
      await startOn(page, 'Generate');
      await page.getByRole('button', { name: 'Other ways' }).click();
    },
  },
  {
    name: 'generate-key',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await openSandboxCode(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Add key' }).click();
      const dialog = page.getByRole('dialog');
      await startIfAsked(page, 'Generate');
      await dialog
        .getByLabel('Account')
        .selectOption({ label: 'Sandbox Postman (Postman v1, Sandbox)' });
      await dialog.getByLabel('Label').fill('ops-mailer');
      await dialog.getByRole('textbox', { name: 'Contacts' }).fill('team@agency.gov.sg,');
    },
  },
  {
    name: 'bring-your-own-keys',
    keyring: 'open',
    scheme: 'dark',
    async go(page, _session, app) {
      await openSandboxCode(page);
      await page.keyboard.press('Escape');
      const lines = ['MAILER_KEY=officer_v1_Q2hv', 'export ALERTS_KEY="officer_v1_b3Vz'];
      const ends = [`${'x7Kp'.repeat(9)}9fQ2`, `${'R4tz'.repeat(9)}aB1c"`];
      const text = lines.map((line, index) => line + ends[index]).join('\n');
      await app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);
      await page.getByRole('button', { name: 'Add key' }).click();
      const other = page.getByRole('button', { name: 'Other ways' });
      await other
        .or(page.getByRole('dialog').getByRole('button', { name: /^Bring/ }))
        .first()
        .waitFor();
      if (await other.isVisible()) await other.click();
      await startIfAsked(page, 'Bring');
      await page.keyboard.press('Control+V');
      await page.getByText('2 keys found').waitFor();
    },
  },
];

/**
 * On the first screen.
 * @param {Page} page
 * @param {string} way
 */
async function startOn(page, way) {
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`^${way}`) })
    .click();
}

/**
 * In the dialog, if it is not known from the account already.
 * @param {Page} page
 * @param {string} way
 */
async function startIfAsked(page, way) {
  const dialog = page.getByRole('dialog');
  const choice = dialog.getByRole('button', { name: new RegExp(`^${way}`) });
  const there = dialog.getByRole('button', { name: 'Other ways' });
  await choice.or(there).first().waitFor();
  if (!(await there.isVisible())) await choice.click();
}

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
