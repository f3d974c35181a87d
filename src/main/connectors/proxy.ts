import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** What the system says about the way to a server. */
export type Way = { kind: 'direct' } | { kind: 'proxy'; url: string } | { kind: 'unusable' };

/**
 * Reads the words of Electron's `resolveProxy`, such as `PROXY a:3128; DIRECT`: the first that we can
 * speak to. `unusable` is left when there are proxies but only of other kinds, such as SOCKS: going
 * past them would be against the system's wish.
 */
export function wayOf(words: string): Way {
  for (const entry of words.split(';').map((one) => one.trim())) {
    const [, kind = '', host] = /^(\w+)(?:\s+(\S+))?$/.exec(entry) ?? [];
    if (kind.toUpperCase() === 'DIRECT') return { kind: 'direct' };
    const scheme = { PROXY: 'http', HTTPS: 'https' }[kind.toUpperCase()];
    if (scheme !== undefined && host !== undefined && URL.canParse(`${scheme}://${host}`)) {
      return { kind: 'proxy', url: `${scheme}://${host}` };
    }
  }
  return words.trim() === '' ? { kind: 'direct' } : { kind: 'unusable' };
}

/** The proxy answered, and would not make a way to the server. */
export class ProxyRefusal extends Error {
  readonly code = 'KEYTURN_PROXY';
}

/** The proxy could not be reached, for whatever reason there was. */
export class ProxyOutOfReach extends Error {
  readonly code = 'KEYTURN_PROXY';
}

/** A way through a proxy for one request; the signal takes it down, at whatever point it stands. */
export function tunnelThrough(
  url: string,
  certificates: string[] | null,
  signal: AbortSignal,
): HttpsProxyAgent<string> {
  const trust = certificates === null ? {} : { ca: certificates };
  const agent = new Tunnel(url, { keepAlive: false, signal, ...trust });
  // Left to itself the agent hands the proxy's answer on as if it were the server's, and a 401 of the
  // proxy would speak ill of a key.
  agent.on('proxyConnect', ({ statusCode }: { statusCode: number }, request: ClientRequest) => {
    if (statusCode === 200) return;
    request.once('proxy', ({ socket }: { socket: Socket }) => {
      socket.destroy();
      throw new ProxyRefusal();
    });
  });
  return agent;
}

class Tunnel extends HttpsProxyAgent<string> {
  override async connect(...args: Parameters<HttpsProxyAgent<string>['connect']>): Promise<Socket> {
    try {
      return await super.connect(...args);
    } catch (error) {
      if (error instanceof ProxyRefusal) throw error;
      // What it says of a network is about the way to the proxy, not to the service.
      throw new ProxyOutOfReach();
    }
  }
}
