import {
  askSandbox,
  holdKeys,
  lastFiveOf,
  openInPalette,
  openInventory,
  sandboxOf,
  signInAtSandbox,
} from './steps.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').ElectronApplication} App
 */

/**
 * At Postman v1, for a key that is used in two places.
 * @param {Page} page
 */
export async function openRotateDialog(page) {
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
  await openRotateDialogOf(page, 'night');
}

/**
 * For a key with a life that its service offers.
 * @param {Page} page
 */
export async function openRotateDialogAtDataGov(page) {
  await openInventory(page);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Sandbox Data/ })
    .click();
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).first().click();
  await page.getByText('A real service mails you a code like this').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: /keys? at the service/ }).waitFor();
  await page.evaluate(`(async () => {
    const { value } = await window.bridge.call('readState', {});
    const { id } = value.accounts.find(({ serviceId }) => serviceId === 'data-gov-style');
    const offered = await window.bridge.call('listExpirations', { accountId: id });
    const wish = { label: 'weather-upload', contacts: [], expiration: offered.value.options[0].id };
    await window.bridge.call('generateKey', { accountId: id, ...wish });
  })()`);
  await openRotateDialogOf(page, 'weather');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Valid for').selectOption({ label: '90 days' });
  await dialog.getByLabel('Both keys work for').fill('0');
}

/**
 * For a key of a service whose pages alone make and delete keys: they are the sandbox's own here.
 * @param {Page} page
 * @param {App} app
 */
export async function openRotateDialogByHand(page, app) {
  await signInAtSandbox(page);
  const pages = await openPages(await sandboxOf(page));
  const { id, apiKey } = await pages.make('alerts');
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), apiKey);
  await page.evaluate(`(async () => {
    const call = async (name, request) => (await window.bridge.call(name, request)).value;
    const { serviceId } = await call('addService', { description: {
      name: 'Agency alerts',
      about: null,
      address: '${pages.address}',
      use: { header: 'x-dgs-admin-api-key', template: '{key}' },
      keyPattern: 'dgs_[A-Za-z0-9]{40}',
      isShownOnce: true,
      validity: { kind: 'date' },
      reminders: [],
      mostLiveKeys: null,
      rotateEvery: null,
      probe: { path: '/v2/admin/api/auth/whoami', works: ['2xx'], isJson: true, refused: [401] },
      page: 'https://alerts.example.gov.sg/keys',
    } });
    const { services } = await call('readState', {});
    const { environments } = services.find(({ id }) => id === serviceId);
    const { accountId } = await call('addAccount', {
      serviceId,
      place: { environmentId: environments[0].id },
      name: 'Our alerts',
      email: null,
      parameters: {},
    });
    const { intakeId, candidates } = await call('readClipboard', {});
    const of = { number: candidates[0].number, accountId, listedAs: null };
    await call('keepKeys', { intakeId, picks: [{ ...of, label: 'alerts', expiresAt: null }] });
  })()`);
  await openRotateDialogOf(page, 'alerts');
  return { pages, id };
}

/** @param {string} origin */
async function openPages(origin) {
  const api = '/data-gov/v2/admin/api';
  const email = 'officer@agency.gov.sg';
  await askSandbox(origin, 'POST', `${api}/auth/otp`, { json: { email } });
  const [newest] = await askSandbox(origin, 'GET', '/mailbox.json');
  const otp = /\b[A-Z0-9]{6}\b/.exec(newest.text)?.[0];
  const signedIn = await askSandbox(origin, 'POST', `${api}/auth/login`, { json: { email, otp } });
  const headers = { authorization: `Bearer ${signedIn.data.token}` };
  return {
    address: `${origin}/data-gov`,
    /** @param {string} keyName */
    async make(keyName) {
      const json = { keyName, expiration: '90d' };
      const { data } = await askSandbox(origin, 'POST', `${api}/keys`, { headers, json });
      return { id: String(data.key.id), apiKey: String(data.apiKey) };
    },
    /** @param {string} id */
    async remove(id) {
      await askSandbox(origin, 'DELETE', `${api}/keys/${id}`, { headers });
    },
  };
}

/** @param {Page} page */
export async function startRotation(page) {
  await page.getByRole('button', { name: 'Start rotation' }).click();
  await says(page, 'Put the new key into your tools');
}

/**
 * In the dialog of a key that goes before the new one is made.
 * @param {Page} page
 * @param {string} label
 */
export async function startOldFirst(page, label) {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/last five/).fill(await lastFiveOf(page, label));
  await dialog.getByRole('button', { name: /^Retire/ }).click();
}

/** @param {Page} page */
export async function putIntoTools(page) {
  const boxes = page.getByRole('region', { name: 'What to do now' }).getByRole('checkbox');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByText('2 of 2 places have it').waitFor();
  await page.getByRole('button', { name: 'All tools have it' }).click();
}

/**
 * Types the last five of the old key, as its owner does who wants it gone; what is returned says so.
 * @param {Page} page
 * @param {string} ask
 * @param {string} word
 */
export async function confirmOld(page, ask, word) {
  const lastFive = await page.evaluate(`(async () => {
    const { value } = await window.bridge.call('readState', {});
    return value.rotations[0].old.lastFive;
  })()`);
  await page.getByRole('button', { name: ask }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(String(lastFive));
  return () => dialog.getByRole('button', { name: word }).click();
}

/**
 * @param {Page} page
 * @param {string} headline
 */
export async function says(page, headline) {
  await page
    .getByRole('region', { name: 'What to do now' })
    .getByRole('heading', { name: headline })
    .waitFor();
}

/**
 * @param {Page} page
 * @param {string} letters
 */
async function openRotateDialogOf(page, letters) {
  await openInPalette(page, letters);
  await page.getByRole('option', { name: 'Rotate…' }).click();
  await page.getByRole('button', { name: 'Start rotation' }).waitFor();
}
