import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service on this computer that takes some keys, refuses all others and counts how often it was asked. */
export interface KeyServer extends AsyncDisposable {
  address: string;
  /** Those it takes. */
  good: Set<string>;
  askedCount: number;
}

/** It says no as api.data.gov does. */
export async function openKeyServer(): Promise<KeyServer> {
  const good = new Set<string>();
  const server = createServer((request, response) => {
    opened.askedCount += 1;
    const isGood = good.has(String(request.headers['x-api-key'] ?? ''));
    response.statusCode = isGood ? 200 : 403;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isGood ? { fine: true } : { error: { code: 'API_KEY_INVALID' } }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const opened: KeyServer = {
    address: `http://127.0.0.1:${port}`,
    good,
    askedCount: 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
  return opened;
}
