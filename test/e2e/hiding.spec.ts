import type { ElectronApplication } from '@playwright/test';
import { expect, test, type OpenApp, type Session } from './app.ts';
import { addBroughtAccount, bringKey, stateOf, lockScreen } from './in-use.ts';

const canary = `canary_v1_${'eF5+/'.repeat(8)}z7Vw`;
const label = 'night-mailer';

/** A key that is shown. */
async function withShown(opened: OpenApp): Promise<OpenApp> {
  const { page, session } = opened;
  await expect.poll(async () => (await stateOf(page)).keychain.status).toBe('ok');
  const accountId = await addBroughtAccount(page);
  await bringKey(page, session, { accountId, label, secret: canary });
  await page.keyboard.press('Control+K');
  await page.keyboard.type(label);
  await page.keyboard.press('Tab');
  await page.getByRole('option', { name: /Show it for ten seconds/ }).click();
  await expect(page.getByTestId('revealed')).toHaveText(canary);
  expect((await stateOf(page)).revealed).not.toBe(null);
  return opened;
}

/** So soon that its ten seconds cannot be over. */
async function expectHidden({ page }: OpenApp): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 5000 });
  expect(await page.content()).not.toContain(canary);
  expect((await stateOf(page)).revealed).toBe(null);
}

const departures: Record<string, (app: ElectronApplication, session: Session) => Promise<unknown>> =
  {
    'the sleep of the computer': (app) =>
      app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend')),
    'the window that is hidden': (app) =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide()),
    'the window that is minimised': (app) =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('minimize')),
  };

for (const [name, depart] of Object.entries(departures)) {
  test(`${name} hides a key that is shown before its time is over`, async ({ openApp }) => {
    const opened = await withShown(await openApp());
    await depart(opened.app, opened.session);
    await expectHidden(opened);
  });
}

test('so does the lock of the screen', async ({ openApp }) => {
  const opened = await withShown(await openApp());
  // Until it is listened for.
  await expect
    .poll(
      async () => {
        await lockScreen(opened.session);
        return (await stateOf(opened.page)).revealed;
      },
      { timeout: 5000 },
    )
    .toBe(null);
  await expectHidden(opened);
});
