import { createClient } from 'dbus-native';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSession } from '../../../scripts/desktop-session.mjs';
import { hearScreen } from '../../../src/main/platform/bus-screen.ts';
import {
  BusError,
  createSessionBus,
  type SessionBus,
} from '../../../src/main/platform/session-bus.ts';
import { fakeClock } from '../../fakes/clock.ts';

type DesktopSession = Awaited<ReturnType<typeof openSession>>;

const openBus = () => openSession({ display: ':none', keyring: 'no-service' });
const addressOf = (session: DesktopSession) => session.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';

let session: DesktopSession;
beforeEach(async () => {
  session = await openBus();
});
afterEach(() => session.close());

function listen(
  over: Pick<SessionBus, 'hear'> = createSessionBus(() => ({ busAddress: addressOf(session) })),
) {
  const clock = fakeClock();
  const heard: string[] = [];
  hearScreen(over, clock, {
    onLock: () => heard.push('locked'),
    onUnlock: () => heard.push('unlocked'),
  });
  return { clock, heard };
}

/** Another program on the same bus says it, again and again, until it was heard. */
async function say(by: string, [signature, value]: [string, unknown], until: () => boolean) {
  const own = createClient({ busAddress: addressOf(session) });
  await expect
    .poll(() => {
      own.sendSignal('/screen', by, 'ActiveChanged', signature, [value]);
      return until();
    })
    .toBe(true);
  own.connection.end();
}

test.each(['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce'])(
  'the lock of a screen of %s is heard, and that it is unlocked',
  async (desktop) => {
    const { heard } = listen();
    const name = `org.${desktop}.ScreenSaver`;
    await say(name, ['b', true], () => heard.includes('locked'));
    expect(heard).not.toContain('unlocked');
    await say(name, ['b', false], () => heard.includes('unlocked'));
  },
);

test('what is no screen, and what makes no sense, is passed over', async () => {
  const { heard } = listen();
  const gnome = 'org.gnome.ScreenSaver';
  await say(gnome, ['b', false], () => heard.length > 0);
  const own = createClient({ busAddress: addressOf(session) });
  const tell = (by: string, member: string, signature: string, value: unknown) =>
    own.sendSignal('/screen', by, member, signature, [value]);
  tell(gnome, 'ActiveChanged', 'b', true);
  await expect.poll(() => heard).toContain('locked');
  heard.length = 0;
  // What one program says arrives in order.
  tell('org.example.Elsewhere', 'ActiveChanged', 'b', true);
  tell(gnome, 'Elsewhere', 'b', true);
  tell(gnome, 'ActiveChanged', 's', 'true');
  tell(gnome, 'ActiveChanged', 'u', 1);
  tell(gnome, 'ActiveChanged', 'b', true);
  await expect.poll(() => heard).toContain('locked');
  expect(heard).toEqual(['locked']);
  own.connection.end();
});

test('a bus that ends while we begin is tried again once', async () => {
  const tries = new Map<string, number>();
  const { clock } = listen({
    async hear(signal, listener) {
      tries.set(signal.interface, (tries.get(signal.interface) ?? 0) + 1);
      listener(null);
      throw new BusError('lost');
    },
  });
  await expect
    .poll(() => {
      clock.move(60_000);
      return tries.get('org.gnome.ScreenSaver') ?? 0;
    })
    .toBeGreaterThan(1);
  const before = tries.get('org.gnome.ScreenSaver') ?? 0;
  clock.move(60_000);
  expect(tries.get('org.gnome.ScreenSaver')).toBe(before + 1);
});

test('a bus that ends is followed by the next one, and each word of it is heard once', async () => {
  const { clock, heard } = listen();
  await say('org.gnome.ScreenSaver', ['b', true], () => heard.length > 0);
  await session.close();
  session = await openBus();
  heard.length = 0;
  await say('org.gnome.ScreenSaver', ['b', false], () => {
    clock.move(60_000);
    return heard.length > 0;
  });
  const own = createClient({ busAddress: addressOf(session) });
  heard.length = 0;
  own.sendSignal('/screen', 'org.gnome.ScreenSaver', 'ActiveChanged', 'b', [true]);
  await expect.poll(() => heard).toContain('locked');
  expect(heard.filter((word) => word === 'locked')).toEqual(['locked']);
  own.connection.end();
});
