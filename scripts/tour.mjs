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
    await stop.go(page, session, app);
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
 * @typedef {import('@playwright/test').ElectronApplication} App
 * @typedef {Awaited<ReturnType<typeof openSession>>} Session
 * `keys`: so many made-up ones are there. `isPointing`: the pointer stays where it is.
 * @type {{
 *   name: string,
 *   keyring: import('./desktop-session.mjs').Keyring,
 *   scheme: 'light' | 'dark',
 *   keys?: number,
 *   size?: [number, number],
 *   isPointing?: boolean,
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
    name: 'plan-rotations',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await openInventory(page);
      await page.getByRole('button', { name: 'Plan…' }).click();
      await page
        .getByRole('dialog')
        .getByText(/^All \d+ keys$/)
        .click();
    },
  },
  {
    name: 'rotate-several',
    keyring: 'open',
    scheme: 'dark',
    async go(page) {
      await openInventory(page);
      await page.getByRole('button', { name: 'Rotate…' }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'rotations',
    keyring: 'open',
    scheme: 'light',
    async go(page) {
      await openInventory(page);
      await page.getByRole('button', { name: 'Rotate…' }).click();
      await page.getByRole('button', { name: /^Start \d+ rotations$/ }).click();
      await page.getByText('2 of 2 new keys in use').waitFor();
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
    name: 'rotate',
    keyring: 'open',
    scheme: 'light',
    go: openRotateDialog,
  },
  {
    name: 'rotation',
    keyring: 'open',
    scheme: 'light',
    go: startRotation,
  },
  {
    name: 'rotation-dark',
    keyring: 'open',
    scheme: 'dark',
    async go(page) {
      await startRotation(page);
      await page.getByRole('button', { name: 'All tools have it' }).click();
      await page.getByRole('button', { name: 'Go on without them' }).click();
      await page.getByRole('heading', { name: 'Both keys work for now' }).waitFor();
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
      await page.getByRole('button', { name: 'Add key' }).first().click();
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
      await page.getByRole('button', { name: 'Add key' }).first().click();
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
      await window.bridge.call('generateKey', { accountId: id, ...wish });
    })()`);
  }
}

/**
 * For a key that is used in two places.
 * @param {Page} page
 */
async function openRotateDialog(page) {
  await holdKeys(page);
  await page.evaluate(`(async () => {
    const { value } = await window.bridge.call('readState', {});
    const { id } = value.keys.find(({ label }) => label === 'night-mailer');
    const places = [
      { id: null, text: 'night-batch:/etc/mailer/.env', recipe: 'env-line' },
      { id: null, text: 'Wei Ling, on her laptop', recipe: 'key' },
    ];
    await window.bridge.call('changePlaces', { keyId: id, places });
  })()`);
  await openInPalette(page, 'night');
  await page.getByRole('option', { name: 'Rotate…' }).click();
  await page.getByRole('button', { name: 'Start rotation' }).waitFor();
}

/** @param {Page} page */
async function startRotation(page) {
  await openRotateDialog(page);
  await page.getByRole('button', { name: 'Start rotation' }).click();
  await page.getByRole('heading', { name: 'Put the new key into your tools' }).waitFor();
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
