/** @typedef {import('@playwright/test').Page} Page */

/**
 * On the first screen.
 * @param {Page} page
 * @param {string} way
 */
export async function startOn(page, way) {
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
export async function startIfAsked(page, way) {
  const dialog = page.getByRole('dialog');
  const choice = dialog.getByRole('button', { name: new RegExp(`^${way}`) });
  const there = dialog.getByRole('button', { name: 'Other ways' });
  await choice.or(there).first().waitFor();
  if (!(await there.isVisible())) await choice.click();
}

/** @param {Page} page */
export async function openSandboxCode(page) {
  await says(page, 'Ready');
  await page.getByRole('button', { name: 'Try it in the sandbox' }).click();
  await page.getByText('A real service mails you a code like this').waitFor();
}

/** @param {Page} page */
export async function openInventory(page) {
  await signInAtSandbox(page);
  await openKeys(page);
  await page.getByRole('row').nth(5).waitFor();
}

/** @param {Page} page */
export async function openKeys(page) {
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
}

/**
 * @param {Page} page
 * @param {string} label
 * @returns {Promise<string>}
 */
export async function lastFiveOf(page, label) {
  return page.evaluate(`(async () => {
    const { value } = await window.bridge.call('readState', {});
    return value.keys.find((row) => row.label === '${label}').lastFive;
  })()`);
}

/** @param {Page} page */
export async function openOneKey(page) {
  await page.getByRole('row').nth(2).click();
  await page.getByRole('complementary', { name: /^Details of/ }).waitFor();
}

/** @param {Page} page */
export async function signInAtSandbox(page) {
  await openSandboxCode(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('row').nth(5).waitFor();
}

/**
 * Two keys that the sandbox makes and the keychain of the session holds.
 * @param {Page} page
 */
export async function holdKeys(page) {
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
 * @param {Page} page
 * @param {string} letters
 */
export async function openInPalette(page, letters) {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(letters);
  await page.keyboard.press('Tab');
  await page.getByRole('option', { name: 'Show its details' }).waitFor();
}

/**
 * @param {Page} page
 * @param {string} word
 */
export async function says(page, word) {
  await page.getByRole('status').getByText(word, { exact: true }).waitFor();
}

/**
 * Where the sandbox of the app listens.
 * @param {Page} page
 * @returns {Promise<string>}
 */
export async function sandboxOf(page) {
  const address = await page.evaluate(`(async () => {
    const { value } = await window.bridge.call('readState', {});
    return value.accounts.find(({ serviceId }) => serviceId === 'postman-v1').address;
  })()`);
  return new URL(String(address)).origin;
}

/**
 * @param {Page} page
 * @param {{ route: string, fault: string, times: number }} wish
 */
export async function setFault(page, wish) {
  await askSandbox(await sandboxOf(page), 'POST', '/control/faults', { json: wish });
}

/**
 * @param {string} origin
 * @param {'GET' | 'POST' | 'DELETE'} method
 * @param {string} path
 * @param {{ json?: object, headers?: Record<string, string> }} wish
 * @returns {Promise<any>} what it answers
 */
export async function askSandbox(origin, method, path, { json, headers = {} } = {}) {
  const response = await fetch(origin + path, {
    method,
    headers: json ? { 'content-type': 'application/json', ...headers } : headers,
    ...(json && { body: JSON.stringify(json) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response.headers.get('content-type')?.includes('json') ? response.json() : null;
}
