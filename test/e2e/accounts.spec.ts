import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  dataGov,
  addAccount,
  dialogOf,
  email,
  expect,
  goToAccount,
  openSignedIn,
  postman,
  press,
  rowsOf,
  signIn,
  test,
  wholeList,
} from './at-sandbox.ts';

for (const { kind, keys, ...service } of [
  { ...postman, kind: 'Postman v1', keys: wholeList },
  { ...dataGov, kind: 'the Data.gov style', keys: '3 keys at the service: 3 not held here' },
]) {
  test(`an account at ${kind} is added, signed in to with a code, and its keys are listed`, async ({
    openApp,
    sandbox,
  }) => {
    const { page } = await openApp();
    await addAccount(page, sandbox.address, service);
    await signIn(page, sandbox);
    const main = page.getByRole('main');
    await expect(main.getByRole('heading', { level: 1 })).toHaveText(service.name);
    await expect(main.getByRole('heading', { name: keys })).toBeVisible();
    await expect(main).toContainText('Signed in until');
    await expect(rowsOf(page)).toHaveCount(Number.parseInt(keys, 10) + 1);
    await expect(page.getByRole('navigation')).toContainText('Signed in');
  });
}

test('what ends first stands first, with its last five, its contacts and its standing in words', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openSignedIn(openApp, sandbox);
  const first = rowsOf(page).nth(1).getByRole('gridcell');
  await expect(first).toHaveText([
    '',
    'forms-portal production',
    '•••••hhhZD',
    /in \d days/,
    'Not held here',
    '2',
  ]);
  await expect(rowsOf(page).nth(11)).toContainText('Expired');
  await expect(rowsOf(page).nth(12)).toContainText('From before labels');
});

test('removing says what is forgotten and what stays, and Cancel has the focus', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openSignedIn(openApp, sandbox);
  await press(page, 'Remove…');
  await expect(dialogOf(page)).toContainText('Forgotten here');
  await expect(dialogOf(page)).toContainText('10 live keys, which go on working');
  await expect(dialogOf(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await press(dialogOf(page), 'Remove account');
  await expect(page.getByRole('heading', { name: 'Keys that are turned in time' })).toBeVisible();
});

test('an account gets another name', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await page.keyboard.press('Escape');
  await press(page, 'Rename…');
  await page.getByRole('textbox', { name: 'Name' }).fill('Night shift');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night shift');
});

test('an address in the open, or the same account twice, is not taken', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openApp();
  await addAccount(page, 'http://example.org');
  await expect(dialogOf(page)).toContainText('http would send your session in the open');
  await page.getByLabel('Address', { exact: true }).fill(`${sandbox.address}/postman/v1`);
  await press(dialogOf(page), 'Add account');
  await page.keyboard.press('Escape');
  await addAccount(page, sandbox.address);
  await expect(dialogOf(page).getByRole('alert')).toContainText('You have this account already');
});

test('the sandbox in the app: one click, the code on the screen, the keys listed; it ends with the app', async ({
  openApp,
}) => {
  const first = await openApp();
  await press(first.page, 'Try it in the sandbox');
  await expect(first.page.getByLabel('One-time code')).not.toHaveValue('');
  await first.page.getByLabel('Keep me signed in').check();
  await press(dialogOf(first.page), 'Sign in');
  await goToAccount(first.page, 'Sandbox Postman');
  await expect(first.page.getByRole('heading', { name: wholeList })).toBeVisible();
  await expect(first.page.getByRole('navigation')).toContainText('Sandbox Data.gov');
  const before = await first.page.getByText(/http:\/\/127\.0\.0\.1:\d+\/postman/).innerText();
  await first.app.close();
  await expect(fetch(before)).rejects.toThrow('fetch failed');

  // Another port, the same sandbox: it knows the session still.
  const { page } = await openApp({ session: first.session });
  await goToAccount(page, 'Sandbox Postman');
  await expect(page.getByRole('main')).toContainText('kept in your keychain');
  await press(page, 'Sync now');
  await expect(page.getByText(/http:\/\/127\.0\.0\.1:\d+\/postman/)).not.toHaveText(before);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('all of it works from the keyboard', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  const type = async (text: string, key: string): Promise<void> => {
    await page.keyboard.insertText(text);
    await page.keyboard.press(key);
  };
  await page.getByRole('main').getByRole('button', { name: 'Add account' }).focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).getByRole('button', { name: postman.service }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Your e-mail address there')).toBeFocused();
  await page.getByLabel('Production').focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Own address')).toBeChecked();
  await page.keyboard.press('Tab');
  await type(`${sandbox.address}/postman/v1`, 'Tab');
  await type(email, 'Enter');
  await expect(dialogOf(page).getByRole('button', { name: 'Send code' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('One-time code')).toBeFocused();
  await type(await sandbox.lastOtp(), 'Enter');
  await expect(rowsOf(page)).toHaveCount(13);
});

test('what cannot be written to the disk is said so, and nothing is lost', async ({
  openApp,
  openHome,
}) => {
  const session = await openHome();
  const { page } = await openApp({ session });
  await addAccount(page, 'http://127.0.0.1:9');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(postman.name);
  const file = join(session.env['XDG_CONFIG_HOME'] ?? '', 'Keyturn', 'keyturn.db');
  renameSync(file, `${file}.elsewhere`);
  await press(page, 'Rename…');
  await page.getByRole('textbox', { name: 'Name' }).fill('Night shift');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByRole('alert')).toContainText(
    'Nothing that was there before is lost',
  );
  await expect(page.getByRole('navigation')).toContainText(postman.name);
  renameSync(`${file}.elsewhere`, file);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night shift');
});

test('a sandbox that cannot start says so at once, and leaves no process behind', async ({
  openApp,
  openHome,
}) => {
  const session = await openHome();
  const folder = join(session.env['XDG_CONFIG_HOME'] ?? '', 'Keyturn');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'sandbox.json'), 'not of this sandbox');
  const { app, page } = await openApp({ session });
  const sandboxes = () =>
    app.evaluate(
      (electron) =>
        electron.app.getAppMetrics().filter(({ name }) => name === 'Keyturn sandbox').length,
    );
  const errors: string[] = [];
  app.process().stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  await press(page, 'Try it in the sandbox');
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 8000 });
  await expect.poll(() => errors.join('')).toContain('is not a file of this sandbox');
  await expect.poll(sandboxes).toBe(0);
});

test('a sandbox whose file is spoilt says so, and begins anew beside it', async ({
  openApp,
  openHome,
}) => {
  const session = await openHome();
  const folder = join(session.env['XDG_CONFIG_HOME'] ?? '', 'Keyturn');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'sandbox.json'), '{"spoilt": ');
  const { page } = await openApp({ session });
  await press(page, 'Try it in the sandbox');
  await expect(page.getByRole('alert').first()).toContainText('file cannot be read');
  await press(page, 'Begin the sandbox anew');
  await expect(page.getByText('The sandbox has begun anew.')).toBeVisible();
  const kept = readdirSync(folder).find((name) => name.startsWith('sandbox.json.damaged-')) ?? '';
  expect(readFileSync(join(folder, kept), 'utf8')).toBe('{"spoilt": ');
  await expect(page.getByText(join(folder, kept))).toBeVisible();
  await press(page, 'Try it in the sandbox');
  await expect(dialogOf(page)).toContainText('Sign in to Sandbox Postman');
});
