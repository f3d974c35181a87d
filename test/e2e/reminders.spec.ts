import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { run } from '../../scripts/children.mjs';
import { rootSwitches } from '../../scripts/launch.mjs';
import { root } from '../../scripts/project.mjs';
import type { KeyId } from '../../src/shared/key.ts';
import { electron, expect, test, type OpenApp, type Session } from './app.ts';
import { addBroughtAccount, bringKey, call, stateOf } from './in-use.ts';
import { act, countShown, history, wake } from './notifications.ts';

const dayMs = 24 * 60 * 60_000;
const secret = `canary_v1_${'aB3+/'.repeat(8)}x9Qz7`;
const lastFive = secret.slice(-5);

/** A key that ends in five days and a half, brought in. */
async function holdDueKey({ page, session }: OpenApp, label = 'ops-mailer'): Promise<KeyId> {
  const accountId = await addBroughtAccount(page);
  const keyId = await bringKey(page, session, { accountId, label, secret });
  await call(page, 'clearClipboard', {});
  await endIn(page, keyId, 5.5);
  return keyId;
}

async function endIn(page: Page, keyId: KeyId, days: number): Promise<void> {
  const expiresAt = new Date(Date.now() + days * dayMs).toISOString();
  await call(page, 'editKey', { keyId, expiresAt });
}

const panelOf = (page: Page, label: string) =>
  page.getByRole('complementary', { name: `Details of ${label}` });

/** The desktop shows notifications, and one of a key is on the screen. */
async function openReminded(opened: OpenApp) {
  const { choose } = await opened.session.offerNotifications();
  const keyId = await holdDueKey(opened);
  await wake(opened.app);
  await expect.poll(() => countShown(opened.session)).toBe(1);
  return { ...opened, keyId, choose };
}

test('a key that is due is shown by the desktop with label and last five, once, and never the key', async ({
  openApp,
}) => {
  const { app, page, session } = await openReminded(await openApp());
  await expect.poll(async () => (await stateOf(page)).desktop.hasNotifications).toBe(true);
  const shown = [
    `“ops-mailer” ends in ${await daysLeft(page)} days | Key •••••${lastFive}. Replace it in time.`,
  ];
  expect(await history(session)).toEqual(shown);
  await wake(app);
  await wake(app);
  expect(await history(session)).toEqual(shown);
});

test('clicking it while the window is closed opens a window with the key', async ({ openApp }) => {
  const opened = await openApp();
  const { app, page, session } = opened;
  await session.offerNotifications();
  await holdDueKey(opened);
  await page.close();
  await expect.poll(() => countShown(session)).toBe(1);
  expect(await history(session)).toEqual([
    expect.stringContaining('Keyturn goes on in the background'),
  ]);

  await wake(app);
  await expect.poll(() => countShown(session)).toBe(1);
  const next = app.waitForEvent('window');
  await act(session);
  await expect(panelOf(await next, 'ops-mailer')).toBeVisible();
});

test('its actions ask for the rotation, and snooze for a day', async ({ openApp }) => {
  const { app, page, session, keyId, choose } = await openReminded(await openApp());
  await choose('Rotate');
  await context(session);
  await expect
    .poll(async () => (await stateOf(page)).keysAsked)
    .toEqual({ count: 1, keyIds: [keyId], isToRotate: true });
  await expect(page.getByRole('dialog', { name: 'Rotate this key' })).toContainText('ops-mailer');
  await page.keyboard.press('Escape');

  await endIn(page, keyId, 0.5);
  await wake(app);
  await expect.poll(() => countShown(session)).toBe(1);
  await choose('Snooze for a day');
  await context(session);
  await expect
    .poll(async () => (await stateOf(page)).keys.find(({ id }) => id === keyId)?.snoozedUntil)
    .toMatch(/^\d{4}-/);
});

test('in quiet hours nothing is shown, and after them it is; names are left out by choice', async ({
  openApp,
}) => {
  const opened = await openApp();
  const { app, page, session } = opened;
  await session.offerNotifications();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Quiet hours', { exact: true }).check();
  await page.getByLabel('From', { exact: true }).fill('00:00');
  await page.getByLabel('to', { exact: true }).fill('23:59');
  await page.getByLabel('Do not say which key').check();
  await expect
    .poll(async () => (await stateOf(page)).settings.reminders)
    .toMatchObject({ quietHours: { from: '00:00', to: '23:59' }, hidesNames: true });
  await holdDueKey(opened);
  await wake(app);
  await call(page, 'checkKeychain', {});
  expect([await countShown(session), await history(session)]).toEqual([0, []]);

  await page.getByLabel('Quiet hours', { exact: true }).uncheck();
  await expect.poll(async () => (await stateOf(page)).settings.reminders.quietHours).toBeNull();
  await wake(app);
  await expect.poll(() => countShown(session)).toBe(1);
  expect(await history(session)).toEqual(['A key is due | Open Keyturn to see more.']);
});

test('unlocking the screen tells at once what is due', async ({ openApp }) => {
  const opened = await openApp();
  const { session } = opened;
  await session.offerNotifications();
  await holdDueKey(opened);
  const said = ['--type=signal', '/screen', 'org.gnome.ScreenSaver.ActiveChanged'];
  await expect
    .poll(async () => {
      // Until it is listened for.
      await run('dbus-send', ['--session', ...said, 'boolean:false'], { env: session.env });
      return countShown(session);
    })
    .toBe(1);
});

test('without anybody who shows notifications nothing is lost', async ({ openApp }) => {
  const first = await openApp();
  await holdDueKey(first);
  await wake(first.app);
  await call(first.page, 'checkKeychain', {});
  await first.app.close();

  await first.session.offerNotifications();
  await openApp({ session: first.session });
  await expect.poll(() => countShown(first.session)).toBe(1);
  expect(await history(first.session)).toEqual([expect.stringContaining('“ops-mailer” ends in')]);
});

test('with its window closed it goes on, and a second start brings a window', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  await page.close();
  const next = app.waitForEvent('window');
  const second = spawn(electron, [...rootSwitches(), root], { env: session.env, stdio: 'ignore' });
  expect(await once(second, 'exit')).toEqual([0, null]);
  const again = await next;
  await expect(again.getByRole('status')).toHaveText('Ready');
  // Nobody showed the notification, so the window says it.
  await expect(again.getByRole('region', { name: 'In the background' })).toContainText(
    'Keyturn goes on watching your keys',
  );
  await expect(again.getByRole('region', { name: 'Clipboard' })).toHaveCount(0);
  const ended = once(app.process(), 'exit');
  await app.evaluate(({ app: running }) => running.quit());
  expect(await ended).toEqual([0, null]);
});

test('it is started at login by the entry that it writes, hidden, and tells what is due', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  const entry = join(session.env['XDG_CONFIG_HOME'] ?? '', 'autostart/keyturn.desktop');
  await holdDueKey({ app, page, session });
  await page.getByRole('button', { name: 'Settings' }).click();
  const box = page.getByLabel('Start when I log in');
  await box.check();
  await expect.poll(() => existsSync(entry)).toBe(true);
  expect(statSync(entry).mode & 0o777).toBe(0o644);
  await app.close();

  await session.offerNotifications();
  const command = /^Exec=(.*)$/m.exec(readFileSync(entry, 'utf8'))?.[1] ?? '';
  const words = [...command.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word);
  expect(words.at(-1)).toBe('--hidden');
  const [program = '', ...rest] = words;
  const started = spawn(program, [...rootSwitches(), ...rest], {
    env: session.env,
    stdio: 'ignore',
  });
  const ended = once(started, 'exit');
  try {
    await expect.poll(() => countShown(session)).toBe(1);
    expect(await countWindows(session)).toBe(0);
    await act(session);
    await expect.poll(() => countWindows(session)).toBe(1);
  } finally {
    started.kill('SIGTERM');
    await ended;
  }

  // Removed by hand: that counts, and the settings say so.
  rmSync(entry);
  const again = await openApp({ session });
  expect((await stateOf(again.page)).settings.startsAtLogin).toBe(false);
});

async function daysLeft(page: Page): Promise<number> {
  const [key] = (await stateOf(page)).keys;
  const there = (moment: Date): number => Math.floor((moment.getTime() + 8 * 60 * 60_000) / dayMs);
  return there(new Date(key?.expiresAt ?? 0)) - there(new Date());
}

/** The menu of the actions, from which the user takes what was chosen beforehand. */
const context = ({ env }: Session) => run('dunstctl', ['context'], { env });

async function countWindows({ env }: Session): Promise<number> {
  const { output } = await run('xdotool', ['search', '--onlyvisible', '--name', '^Keyturn$'], {
    env,
  });
  return output.split('\n').filter((line) => line !== '').length;
}
