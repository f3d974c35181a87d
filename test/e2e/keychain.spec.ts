import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

const standing = (page: Page) => page.getByRole('status');
const checkAgain = (page: Page) => page.getByRole('button', { name: 'Check again' }).click();

test('with an open keyring the first screen names it and says that it is ready', async ({
  openApp,
}) => {
  const { page } = await openApp();
  await expect(standing(page)).toHaveText('Ready');
  await expect(page.getByRole('heading', { name: 'GNOME Keyring' })).toBeVisible();
});

test('a keyring that is locked while Keyturn runs is said to be locked, and ready when it is opened', async ({
  openApp,
}) => {
  const { page, session } = await openApp();
  await expect(standing(page)).toHaveText('Ready');

  await session.lockKeyring();
  await checkAgain(page);
  await expect(standing(page)).toHaveText('Locked');
  await expect(page.getByRole('button', { name: 'Unlock…' })).toBeVisible();

  await session.reopenKeyring();
  await checkAgain(page);
  await expect(standing(page)).toHaveText('Ready');
});

test('an unlock that the desktop cannot ask for says so, and leaves the keyring locked', async ({
  openApp,
}) => {
  const { page, session } = await openApp();
  await expect(standing(page)).toHaveText('Ready');
  await session.lockKeyring();
  await checkAgain(page);
  await page.getByRole('button', { name: 'Unlock…' }).click();
  await expect(page.getByRole('alert')).toContainText('It is still locked');
  await expect(standing(page)).toHaveText('Locked');
});

test('Unlock… lets the desktop ask for the password, and the keyring is ready', async ({
  openApp,
}) => {
  const { page, session } = await openApp();
  await expect(standing(page)).toHaveText('Ready');
  await session.lockKeyring();
  await checkAgain(page);
  await session.offerPrompts();
  await page.getByRole('button', { name: 'Unlock…' }).click();
  await expect(page.getByText('Waiting for your answer')).toBeVisible();
  await session.answerPrompt();
  await expect(standing(page)).toHaveText('Ready');
  await expect(page.getByRole('button', { name: 'Check again' })).toBeFocused();
});

test('a password prompt that is closed without an answer leaves the keyring locked', async ({
  openApp,
}) => {
  const { page, session } = await openApp();
  await expect(standing(page)).toHaveText('Ready');
  await session.lockKeyring();
  await checkAgain(page);
  await session.offerPrompts();
  await page.getByRole('button', { name: 'Unlock…' }).click();
  await expect(page.getByText('Waiting for your answer')).toBeVisible();
  await session.dismissPrompt();
  await expect(page.getByRole('alert')).toContainText('It is still locked');
  await expect(standing(page)).toHaveText('Locked');
});

test('a keyring that does not answer is said to be slow and is waited for, and is ready when it goes on', async ({
  openApp,
}) => {
  const { page, session } = await openApp();
  const slow = page.getByText('Your keychain is slow to answer.');
  await expect(standing(page)).toHaveText('Ready');
  session.pauseKeyring();
  await checkAgain(page);
  await expect(slow).toBeVisible({ timeout: 8000 });
  await expect(page.getByRole('navigation')).toContainText('Slow');
  session.resumeKeyring();
  await expect(slow).toBeHidden();
  await expect(standing(page)).toHaveText('Ready');
});

test('a keyring that opens while the user is elsewhere is seen when the window is in front again', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  await expect(standing(page)).toHaveText('Ready');
  await session.lockKeyring();
  await checkAgain(page);
  await expect(standing(page)).toHaveText('Locked');
  await session.reopenKeyring();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('focus'));
  await expect(standing(page)).toHaveText('Ready');
});

test('without a session bus it says where to start Keyturn', async ({ openApp }) => {
  const { page } = await openApp({ keyring: 'no-bus' });
  await expect(standing(page)).toHaveText('Missing');
  await expect(page.getByRole('main')).toContainText('started outside a desktop session');
  await expect(page.getByRole('main')).toContainText('dbus-run-session');
});

test('without a keychain program it says what to install', async ({ openApp }) => {
  const { page } = await openApp({ keyring: 'no-service' });
  await expect(standing(page)).toHaveText('Missing');
  await expect(page.getByRole('main')).toContainText('sudo apt install gnome-keyring');
});

test('without a default keyring it says how to make one', async ({ openApp }) => {
  const { page } = await openApp({ keyring: 'no-default' });
  await expect(standing(page)).toHaveText('Missing');
  await expect(page.getByRole('main')).toContainText('Passwords and Keys');
});

test('no test item stays in the keyring', async ({ openApp }) => {
  const { page, session } = await openApp();
  await expect(standing(page)).toHaveText('Ready');
  await checkAgain(page);
  await expect(standing(page)).toHaveText('Ready');
  await expect.poll(() => session.countItems()).toBe(0);
});
