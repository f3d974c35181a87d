import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSession } from '../../../scripts/desktop-session.mjs';
import { sessionBusAddress } from '../../../src/main/platform/bus-address.ts';
import { createSessionBus, type BusCall } from '../../../src/main/platform/session-bus.ts';

const id: BusCall = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member: 'GetId',
};

test.each([
  ['unix:path=/run/user/1000/bus', { socket: '/run/user/1000/bus' }],
  ['unix:path=/tmp/a%20b,guid=12', { socket: '/tmp/a b' }],
  ['unix:abstract=/tmp/dbus-x,guid=12', { socket: '\0/tmp/dbus-x' }],
  ['unixexec:path=/bin/sh;unix:path=/second', { socket: '/second' }],
  ['autolaunch:', null],
  ['nonsense', null],
])('the address %s means %o', (address, expected) => {
  expect(sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: address })).toEqual(expected);
});

test('without an address the socket in the folder of the session is taken, if it is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-'));
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: folder })).toBeNull();
  await writeFile(join(folder, 'bus'), '');
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: folder })).toEqual({ socket: join(folder, 'bus') });
  expect(sessionBusAddress({})).toBeNull();
  await rm(folder, { recursive: true });
});

test('a bus that is not there is said to be none', async () => {
  const missing = { trouble: 'no-bus' };
  await expect(createSessionBus(() => null).call(id, 5000)).rejects.toMatchObject(missing);
  const bus = createSessionBus(() => ({ socket: '/nowhere/bus' }));
  await expect(bus.call(id, 5000)).rejects.toMatchObject(missing);
});

test('an error is told by its name, without the words in which a program may quote what it was given', async () => {
  await using session = await openSession({ display: ':none', keyring: 'no-service' });
  const bus = createSessionBus(() => sessionBusAddress(session.env));
  await expect(
    bus.call({ ...id, member: 'GetNameOwner', signature: 's', body: ['canary.of.a.name'] }, 5000),
  ).rejects.toMatchObject({
    trouble: 'refused',
    message: 'refused: org.freedesktop.DBus.Error.NameHasNoOwner',
  });
});

test('a signal is heard from its sender, and the end of the bus too', async () => {
  const session = await openSession({ display: ':none', keyring: 'no-service' });
  const bus = createSessionBus(() => sessionBusAddress(session.env));
  const heard: unknown[] = [];
  const signal = {
    sender: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'NameOwnerChanged',
  };
  const other = createSessionBus(() => sessionBusAddress(session.env));
  await bus.hear(signal, (body) => heard.push(body), 5000);
  await other.call(id, 5000);
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  await session.close();
  await expect.poll(() => heard.at(-1)).toBeNull();
  await expect(bus.call(id, 5000)).rejects.toMatchObject({ trouble: 'no-bus' });
});

test('the end of its sender ends a signal, and the end of another one does not', async () => {
  await using session = await openSession({ display: ':none', keyring: 'no-service' });
  const bus = createSessionBus(() => sessionBusAddress(session.env));
  const other = createSessionBus(() => sessionBusAddress(session.env));
  const ask = (member: string, signature: string, body: unknown[]): Promise<unknown> =>
    other.call({ ...id, member, signature, body }, 5000);
  const [sender, bystander] = ['org.example.Sender', 'org.example.Bystander'];
  for (const name of [sender, bystander]) await ask('RequestName', 'su', [name, 0]);
  const heard: string[] = [];
  for (const name of [sender, bystander]) {
    const signal = { sender: name, path: '/', interface: name, member: 'Told' };
    await bus.hear(signal, (body) => heard.push(`${name} ${JSON.stringify(body)}`), 5000);
  }
  await ask('ReleaseName', 's', [bystander]);
  await expect.poll(() => heard).toEqual([`${bystander} null`]);
  await ask('ReleaseName', 's', [sender]);
  await expect.poll(() => heard).toEqual([`${bystander} null`, `${sender} null`]);
});
