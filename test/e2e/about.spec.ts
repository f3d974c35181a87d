import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './app.ts';

test('the menu shows what Keyturn tells about itself, also when it is asked again', async ({
  openApp,
}) => {
  const { app, page } = await openApp();
  const about = page.getByRole('region', { name: 'About Keyturn' });
  await chooseAbout(app);
  await expect(about).toBeInViewport();
  await expect(about).toBeFocused();
  await expect(about).toContainText(/Keyturn \d+\.\d+\.\d+/);
  await expect(about).toContainText(/Electron \d+.*Chromium \d+/);
  await expect(about).toContainText('Run from its sources');
  await expect(about).toContainText('GNOME Keyring (ready)');
  await expect(about).toContainText('This build does not check for newer versions');
  await page.getByRole('heading', { name: 'Settings' }).scrollIntoViewIfNeeded();
  await expect(about).not.toBeInViewport();
  await chooseAbout(app);
  await expect(about).toBeInViewport();
});

test('without a window the menu opens one with it', async ({ openApp }) => {
  const { app, page } = await openApp();
  // Nobody closes a window that is not painted yet.
  await expect(page.getByRole('status').getByText('Ready', { exact: true })).toBeVisible();
  await page.close();
  const opened = app.waitForEvent('window');
  await chooseAbout(app);
  const next = await opened;
  await expect(next.getByRole('region', { name: 'About Keyturn' })).toBeInViewport();
});

test('the licences of all packages can be read', async ({ openApp }) => {
  const { app, page } = await openApp();
  await chooseAbout(app);
  await page.getByRole('button', { name: 'Licences' }).click();
  const list = page.getByRole('dialog', { name: 'Licences' });
  await list.getByText('zustand').click();
  await expect(list.getByText('Permission is hereby granted').last()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
});

test('the folder is opened by the desktop’s own file manager, and by no name of the page’s', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  const opened = await app.evaluateHandle(({ shell }) => {
    const folders: string[] = [];
    // What the desktop would do with it is not for a test.
    shell.openPath = (folder) => {
      folders.push(folder);
      return Promise.resolve('');
    };
    return folders;
  });
  await chooseAbout(app);
  await page.getByRole('button', { name: 'Open folder' }).click();
  await expect
    .poll(() => opened.jsonValue())
    .toEqual([`${session.env['XDG_CONFIG_HOME']}/Keyturn`]);
});

async function chooseAbout(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ label }) => label === 'About Keyturn')?.click();
  });
}
