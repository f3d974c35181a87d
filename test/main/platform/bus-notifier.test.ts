import { createClient } from 'dbus-native';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSession } from '../../../scripts/desktop-session.mjs';
import type { DesktopNotice } from '../../../src/main/core/ports.ts';
import { createBusNotifier } from '../../../src/main/platform/bus-notifier.ts';
import {
  BusError,
  createSessionBus,
  type SessionBus,
} from '../../../src/main/platform/session-bus.ts';
import { fakeLog } from '../../fakes/log.ts';

const path = '/org/freedesktop/Notifications';
const name = 'org.freedesktop.Notifications';
const notice: DesktopNotice = {
  name: 'due',
  title: '“a<b>” ends in 3 days',
  body: 'Key •••••<&>12. Replace it in time.',
  isUrgent: true,
  actions: [{ action: 'rotate', label: 'Rotate' }],
};

let session: Awaited<ReturnType<typeof openSession>>;
let bus: SessionBus;
let address = '';
beforeAll(async () => {
  session = await openSession({ display: '', keyring: 'no-service' });
  address = session.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  bus = createSessionBus(() => ({ busAddress: address }));
});
afterAll(() => session.close());

let daemon: Awaited<ReturnType<typeof openDaemon>> | null = null;
beforeEach(() => {
  daemon?.end();
  daemon = null;
});

/** Shows nothing, and notes what it was asked. */
async function openDaemon(capabilities: string[], { answers = 'u' } = {}) {
  const own = createClient({ busAddress: address });
  const asked: unknown[][] = [];
  const closed: number[] = [];
  let count = 6;
  const answer = (member: string, signature: string, work: (...args: never[]) => unknown) =>
    own.setMethodCallHandler(path, name, member, [work, signature]);
  answer('GetCapabilities', 'as', () => capabilities);
  answer('Notify', answers, (...args: unknown[]) => {
    asked.push(args.slice(0, 8));
    count += 1;
    return answers === 'u' ? count : `number ${count}`;
  });
  answer('CloseNotification', '', (number: number) => void closed.push(number));
  await own.invoke({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'RequestName',
    signature: 'su',
    body: [name, 0],
  });
  return {
    asked,
    closed,
    tell: (member: string, signature: string, body: unknown[]) =>
      own.sendSignal(path, name, member, signature, body),
    end: () => own.connection.end(),
  };
}

function openNotifier(over: SessionBus = bus) {
  const log = fakeLog();
  const notifier = createBusNotifier(over, log);
  const heard: string[] = [];
  notifier.onAction((of, action) => heard.push(`${of} ${action}`));
  return { notifier, heard, log };
}

test('where nobody shows notifications it says so, and where somebody has come they are shown', async () => {
  const { notifier } = openNotifier();
  expect(await notifier.show(notice)).toBe(false);
  daemon = await openDaemon([]);
  expect(await notifier.show(notice)).toBe(true);
});

test('what is shown has its actions, its urgency and, where markup is read, no markup', async () => {
  daemon = await openDaemon(['actions', 'body', 'body-markup']);
  const { notifier } = openNotifier();
  await notifier.show(notice);
  expect(daemon.asked).toEqual([
    [
      'Keyturn',
      0,
      'keyturn',
      '“a<b>” ends in 3 days',
      'Key •••••&lt;&amp;&gt;12. Replace it in time.',
      ['default', 'Open', 'rotate', 'Rotate'],
      expect.anything(),
      -1,
    ],
  ]);
  await notifier.show({ ...notice, isUrgent: false });
  const hints = daemon.asked.map((asked) => asked[6]);
  expect(hints).toMatchObject([{ urgency: 2 }, { urgency: 1 }]);
});

test('a desktop without actions and markup gets neither', async () => {
  daemon = await openDaemon(['body']);
  const { notifier } = openNotifier();
  await notifier.show(notice);
  expect([daemon.asked[0]?.[4], daemon.asked[0]?.[5]]).toEqual([notice.body, []]);
});

test('one of the same name takes the place of the one before, until that was closed', async () => {
  daemon = await openDaemon(['actions']);
  const { notifier, heard } = openNotifier();
  await notifier.show(notice);
  await notifier.show(notice);
  await notifier.show({ ...notice, name: 'other' });
  daemon.tell('NotificationClosed', 'uu', [8, 2]);
  daemon.tell('ActionInvoked', 'us', [9, 'default']);
  await expect.poll(() => heard).toEqual(['other open']);
  await notifier.show(notice);
  expect(daemon.asked.map(([, replaces]) => replaces)).toEqual([0, 7, 0, 0]);
});

test('clicks on ours are heard, and those on others are not', async () => {
  daemon = await openDaemon(['actions']);
  const { notifier, heard } = openNotifier();
  await notifier.show(notice);
  daemon.tell('ActionInvoked', 'us', [99, 'rotate']);
  daemon.tell('ActionInvoked', 'us', [7, 'rotate']);
  daemon.tell('ActionInvoked', 'us', [7, 'something else']);
  await expect.poll(() => heard).toEqual(['due rotate', 'due open']);
});

test('what is withdrawn is closed', async () => {
  daemon = await openDaemon([]);
  const { notifier } = openNotifier();
  await notifier.show(notice);
  notifier.withdraw('due');
  notifier.withdraw('never shown');
  await expect.poll(() => daemon?.closed).toEqual([7]);
});

test('another program that shows them is asked anew, and numbers of the one before mean nothing', async () => {
  daemon = await openDaemon(['actions']);
  const { notifier, heard, log } = openNotifier();
  await notifier.show(notice);
  daemon.end();
  await expect.poll(() => notifier.show(notice)).toBe(false);
  daemon = await openDaemon(['actions']);
  expect(await notifier.show(notice)).toBe(true);
  expect(daemon.asked.map(([, replaces]) => replaces)).toEqual([0]);
  daemon.tell('ActionInvoked', 'us', [7, 'snooze']);
  await expect.poll(() => heard).toEqual(['due snooze']);
  expect(log.bugs).toEqual([]);
});

test('two that are shown at the same time are both known, and a click is heard once', async () => {
  daemon = await openDaemon(['actions']);
  const { notifier, heard } = openNotifier();
  await Promise.all([notifier.show(notice), notifier.show({ ...notice, name: 'other' })]);
  daemon.tell('ActionInvoked', 'us', [7, 'rotate']);
  daemon.tell('ActionInvoked', 'us', [8, 'default']);
  await expect.poll(() => heard).toContain('other open');
  expect(heard).toEqual(['due rotate', 'other open']);
});

test('who answers with no number has shown nothing', async () => {
  daemon = await openDaemon(['actions'], { answers: 's' });
  const { notifier } = openNotifier();
  expect(await notifier.show(notice)).toBe(false);
});

test('a signal that makes no sense is passed over, and the bus stays open for all others', async () => {
  daemon = await openDaemon(['actions']);
  const { notifier, heard } = openNotifier();
  await notifier.show(notice);
  let isLost = false;
  const nothing = { interface: 'org.example.Nobody', member: 'Nothing' };
  await bus.hear(nothing, (body) => (isLost ||= body === null), 1000);
  daemon.tell('ActionInvoked', 's', ['seven']);
  daemon.tell('NotificationClosed', 's', ['seven']);
  daemon.tell('ActionInvoked', 'us', [7, 'rotate']);
  await expect.poll(() => heard).toEqual(['due rotate']);
  await expect(bus.ownerOf(name, 1000)).resolves.toMatch(/^:/);
  expect(isLost).toBe(false);
});

test('what could be heard only in part is not listened to a second time beside it', async () => {
  daemon = await openDaemon(['actions']);
  let isHindered = true;
  const hindered: SessionBus = {
    ...bus,
    async hear(signal, listener, withinMs) {
      if (isHindered && signal.member === 'NotificationClosed') throw new BusError('no-answer');
      return bus.hear(signal, listener, withinMs);
    },
  };
  const { notifier, heard } = openNotifier(hindered);
  expect(await notifier.show(notice)).toBe(false);
  isHindered = false;
  await notifier.show(notice);
  daemon.tell('ActionInvoked', 'us', [7, 'rotate']);
  daemon.tell('ActionInvoked', 'us', [7, 'snooze']);
  await expect.poll(() => heard).toContain('due snooze');
  expect(heard).toEqual(['due rotate', 'due snooze']);
});
