import { join } from 'node:path';
import { run } from '../../scripts/children.mjs';
import type { Outcome } from '../survival/in-lanes.ts';

const wayOut = 'way-out';

/**
 * A network with this computer alone in it, and a way out of it that leads nowhere. The way has no address
 * of its own kind to announce, so nothing goes out by it unless somebody sends something.
 */
const network = `
set -e
ip link set lo up
ip link add ${wayOut} type veth peer name nowhere
ip link set nowhere addrgenmode none
ip link set ${wayOut} addrgenmode none
ip link set nowhere up
ip link set ${wayOut} up
ip addr add 10.0.0.1/24 dev ${wayOut}
ip route add default dev ${wayOut}
exec "$@"
`;

/** With stand-in services only, nothing but this computer is spoken to, and no name is asked for. */
export async function staysAtHome(): Promise<Outcome> {
  const file = join(import.meta.dirname, 'alone.ts');
  const inNetwork = ['-rn', 'sh', '-c', network, 'sh', process.execPath, file, wayOut];
  const { status, output } = await run('unshare', inNetwork);
  const line = output.split('\n').findLast((one) => one.startsWith('{'));
  if (status !== 0 || line === undefined) {
    return { said: 'came to no end', wrong: [output.slice(-1000)] };
  }
  const told: {
    at: string;
    asked: number;
    quiet: { packets: number; datagrams: number };
    control: { datagrams: number };
  } = JSON.parse(line);
  const wrong: string[] = [];
  if (told.quiet.packets > 0) wrong.push(`${told.quiet.packets} packets left this computer`);
  if (told.quiet.datagrams > 0) wrong.push(`${told.quiet.datagrams} datagrams were sent`);
  if (told.control.datagrams === 0) wrong.push('a datagram that was sent was not counted');
  return { said: `a rotation ended ${told.at}, ${told.asked} requests to this computer`, wrong };
}
