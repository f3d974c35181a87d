import { run } from './children.mjs';

/** The one way out of a watched network, and where all that is sent by it can be heard. */
export const wayOut = 'way-out';
export const hearing = { address: '127.255.255.255', port: 4790 };

/**
 * Makes a network with this computer alone in it and runs a program there. Its way out is the default
 * route, so that nothing fails before it has become a packet, and is a tunnel to this computer itself:
 * what is sent is counted, reaches nobody, and can be heard whole by an ordinary program. The tunnel leads
 * to a broadcast address, since to a plain one of its own the kernel drops what nobody unpacks. It has no
 * address to announce, so the kernel sends nothing by itself.
 */
const network = `
set -e
(
  PATH=$PATH:/usr/sbin:/sbin
  ip link set lo up
  ip link add ${wayOut} type vxlan id 1 dstport 4789
  bridge fdb append 00:00:00:00:00:00 dev ${wayOut} dst ${hearing.address} port ${hearing.port}
  ip link set ${wayOut} arp off addrgenmode none
  ip link set ${wayOut} up
  ip addr add 10.0.0.1/24 dev ${wayOut}
  ip route add default dev ${wayOut}
  ipv6=/proc/sys/net/ipv6/conf/${wayOut}/disable_ipv6
  if [ -e $ipv6 ] && [ "$(cat $ipv6)" = 0 ]; then
    ip -6 addr add fd00::1/64 dev ${wayOut} nodad
    ip -6 route add default dev ${wayOut}
  fi
)
exec setpriv --ambient-caps=-all --inh-caps=-all -- "$@"
`;

/**
 * How the system is reached; a test brings its own.
 * @typedef {{
 *   platform: NodeJS.Platform,
 *   isRoot: boolean,
 *   run: (command: string, args: string[]) => Promise<{ status: number, output: string }>,
 * }} System
 */

/** @type {System} */
const thisSystem = { platform: process.platform, isRoot: process.getuid?.() === 0, run };

/**
 * The words that run in a watched network what stands behind them; none where the system makes no such
 * network. Whoever is no root stays who he is in it, since to root Chromium refuses its sandbox.
 * @param {System} system
 * @returns {Promise<{ said: string, inside: string[] }>}
 */
export async function watchNetwork(system = thisSystem) {
  if (system.platform !== 'linux') return notWatched('only Linux makes a network of one’s own');
  const own = system.isRoot ? [] : ['--map-current-user', '--keep-caps'];
  const words = [...own, '--net', '--', 'sh', '-c', network, 'sh'];
  try {
    const { status, output } = await system.run('unshare', [...words, 'true']);
    if (status !== 0) return notWatched(output.trim().split('\n').at(-1) ?? '');
  } catch (error) {
    return notWatched(error instanceof Error ? error.message : String(error));
  }
  return {
    said: 'watched: what leaves this computer fails the tests',
    inside: ['unshare', ...words],
  };
}

/** @param {string} why */
function notWatched(why) {
  return { said: `NOT WATCHED, whether anything leaves this computer: ${why}`, inside: [] };
}
