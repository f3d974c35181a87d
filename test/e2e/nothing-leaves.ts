import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { wayOut } from '../../scripts/watched-network.mjs';
import { expect, test } from './app.ts';

// What comes after all other tests, in the network that they ran in: see hear-network.ts.

test.describe.configure({ mode: 'default' });

test('nothing has left this computer in all tests, and no name was asked for', () => {
  expect.soft(heard()).toEqual([]);
  expect.soft(packets()).toBe(0);
  // Names are asked for by datagrams, also of a server on this computer, and nothing else here is.
  expect.soft(datagrams()).toBe(0);
});

test('what the app sends on purpose is seen: a name asked for, a connection, a datagram', async ({
  openApp,
}) => {
  const before = { heard: heard(), packets: packets(), datagrams: datagrams() };
  const { app } = await openApp();
  const families = networkInterfaces()[wayOut]?.map(({ family }) => family) ?? [];
  const has6 = families.includes('IPv6');
  await app.evaluate(async (_electron, also6) => {
    const { createSocket } = process.getBuiltinModule('node:dgram');
    const { connect } = process.getBuiltinModule('node:net');
    const { Resolver } = process.getBuiltinModule('node:dns').promises;
    // All addresses here are for examples.
    const send = (kind: 'udp4' | 'udp6', address: string) =>
      new Promise<void>((resolve) => {
        const socket = createSocket(kind);
        socket.send('x', 9, address, () => socket.close(resolve));
      });
    await send('udp4', '192.0.2.1');
    if (also6) await send('udp6', '2001:db8::1');
    connect(443, '192.0.2.2').on('error', () => {});
    const resolver = new Resolver({ tries: 1, timeout: 250 });
    resolver.setServers(['192.0.2.3']);
    await resolver.resolve4('on-purpose.example').catch(() => {});
  }, has6);
  const sent = [
    'UDP to 192.0.2.1 port 9',
    ...(has6 ? ['UDP to [2001:db8::1] port 9'] : []),
    'TCP to 192.0.2.2 port 443',
    'UDP to 192.0.2.3 port 53, asking for on-purpose.example',
  ];
  // A connection that nobody answers is asked for again.
  const heardOnce = () => new Set(heard().slice(before.heard.length));
  await expect.poll(heardOnce).toEqual(new Set(sent));
  expect(packets()).toBe(heard().length);
  expect(datagrams() - before.datagrams).toBe(sent.length - 1);
});

function heard(): string[] {
  return readFileSync(process.env['KEYTURN_SENT'] ?? '', 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** What was given to the way out, whether it went or was dropped there. */
function packets(): number {
  const line = readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .find((one) => one.trim().startsWith(`${wayOut}:`));
  // Behind the eight columns of what came in: bytes, packets, errors, dropped.
  const [sent, failed, dropped] = line?.split(':')[1]?.trim().split(/\s+/).slice(9, 12) ?? [];
  return Number(sent) + Number(failed) + Number(dropped);
}

function datagrams(): number {
  const [names = '', values = ''] =
    readFileSync('/proc/net/snmp', 'utf8').match(/^Udp: .*$/gm) ?? [];
  const of4 = values.split(' ')[names.split(' ').indexOf('OutDatagrams')];
  const of6 = /^Udp6OutDatagrams\s+(\d+)$/m.exec(readFileSync('/proc/net/snmp6', 'utf8'))?.[1];
  return Number(of4) + Number(of6);
}
