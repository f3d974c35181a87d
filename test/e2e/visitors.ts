import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base } from './app.ts';

/** A server on this computer that writes down whoever comes. */
export const test = base.extend<{ visitors: { origin: string; seen: string[] } }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what is needed here.
  async visitors({}, use) {
    const seen: string[] = [];
    const server: Server = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*');
      response.end('<title>elsewhere</title>');
    });
    server.on('upgrade', (request, socket) => {
      seen.push(`upgrade ${request.url}`);
      socket.destroy();
    });
    server.on('connection', () => seen.push('connection'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await use({ origin: `http://127.0.0.1:${port}`, seen });
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  },
});

export { expect } from './app.ts';
