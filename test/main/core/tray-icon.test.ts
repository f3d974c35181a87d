import { expect, test } from 'vitest';
import { openUse } from './open-use.ts';

process.env['TZ'] = 'Asia/Singapore';

const startMs = Date.parse('2026-11-21T02:46:00.000Z');
const hourMs = 60 * 60_000;
const inDays = (days: number): string => new Date(startMs + days * 24 * hourMs).toISOString();
const always = [
  'Open Keyturn',
  null,
  'Pause reminders for 1 hour',
  'Pause reminders until tomorrow',
  null,
  'Quit',
];

function openTray() {
  const opened = openUse();
  const hold = (label: string, days: number) =>
    opened.held(`canary-${label}-AB12C`, { label, expiresAt: inDays(days) });
  return { ...opened, hold, tick: () => opened.timeParts.trayIcon.tick() };
}

test('it counts the keys that are due and names them, also those that were told', async () => {
  const { hold, tray, store, timeParts } = openTray();
  const [mailer] = [hold('mailer', 6), hold('portal', 0.5), hold('budget', 100)];
  await timeParts.tick();
  expect([tray.face?.tooltip, tray.face?.count, tray.labels()]).toEqual([
    '2 keys are due',
    2,
    [
      '“portal” •••••AB12C: ends in 12 hours',
      '“mailer” •••••AB12C: ends in 6 days',
      null,
      ...always,
    ],
  ]);
  expect(store.read().desktop).toEqual({ hasTray: true, hasNotifications: true });
  tray.choose('“mailer” •••••AB12C: ends in 6 days');
  expect(store.read().keysAsked).toEqual({ count: 1, keyIds: [mailer], isToRotate: false });
});

test('its menu is made anew only when its words change', async () => {
  const { hold, tray, tick, clock } = openTray();
  await tick();
  clock.move(60_000);
  await tick();
  expect([tray.timesShown, tray.face?.tooltip, tray.labels()]).toEqual([
    1,
    'Keyturn: no key is due',
    always,
  ]);
  hold('mailer', 6);
  hold('portal', 6);
  clock.move(1000);
  await tick();
  expect([tray.timesShown, tray.face?.tooltip]).toEqual([2, '2 keys are due']);
});

test('names that are hidden stand in no menu', async () => {
  const { hold, tray, tick, store, chosenSettings } = openTray();
  hold('mailer', 6);
  hold('portal', 6);
  const { reminders } = store.read().settings;
  chosenSettings.change({ reminders: { ...reminders, hidesNames: true } });
  await tick();
  expect(tray.labels()).toEqual(['2 keys are due', null, ...always]);
});

test('reminders are paused and heard of again from its menu', async () => {
  const { tray, tick, store, clock } = openTray();
  await tick();
  tray.choose('Pause reminders for 1 hour');
  expect(store.read().remindersPausedUntil).toBe('2026-11-21T03:46:00.000Z');
  clock.move(1000);
  expect(tray.labels()).toContain('Reminders are paused');
  tray.choose('Remind me again');
  clock.move(1000);
  tray.choose('Pause reminders until tomorrow');
  // Midnight in Singapore.
  expect(store.read().remindersPausedUntil).toBe('2026-11-21T16:00:00.000Z');
});

test('it quits, opens the window, and goes with the setting', async () => {
  const { tray, tick, store, chosenSettings, appWindow, quitCount } = openTray();
  await tick();
  tray.choose('Open Keyturn');
  tray.choose('Quit');
  expect([appWindow.timesForward, quitCount()]).toEqual([1, 1]);
  chosenSettings.change({ staysInBackground: false });
  await tick();
  expect([tray.face, store.read().desktop.hasTray]).toEqual([null, false]);
});

test('a desktop without a place for it may have one later', async () => {
  const { tray, tick, store } = openTray();
  tray.hasPlace = false;
  await tick();
  expect(store.read().desktop.hasTray).toBe(false);
  tray.hasPlace = true;
  await tick();
  expect([store.read().desktop.hasTray, tray.timesShown]).toEqual([true, 1]);
});

test('ten keys are named, and how many more there are', async () => {
  const { hold, tray, tick } = openTray();
  for (let count = 1; count <= 11; count += 1) hold(`key-${count}`, count / 2);
  await tick();
  expect(tray.labels().slice(9, 12)).toEqual([
    '“key-10” •••••AB12C: ends in 5 days',
    'and 1 more',
    null,
  ]);
});
