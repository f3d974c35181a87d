import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type Socket } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { createConnectors } from '../../../src/main/connectors/index.ts';
import type { HttpOptions, Limits } from '../../../src/main/connectors/http.ts';
import type { ApiConnector, Place } from '../../../src/main/core/connector.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { dataGovStyle } from '../../../src/shared/rule-cards/data-gov-style.ts';
import { postmanV1 } from '../../../src/shared/rule-cards/postman-v1.ts';
import type { RuleCard } from '../../../src/shared/service.ts';

const ample: Limits = { connectMs: 20_000, wholeMs: 20_000, mostBytes: 1024 * 1024 };
/** Short enough that waiting for it is no burden; for tests of a timeout only. */
export const quick: Limits = { ...ample, connectMs: 400, wholeMs: 400 };

export interface Heard {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server on loopback that keeps what it heard. */
export async function openServer(
  listener: RequestListener,
  tls: { key: string; cert: string } | null = null,
) {
  const heard: Heard[] = [];
  const listen: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      heard.push({ method, url, headers, body });
      listener(request, response);
    });
  };
  const server = tls ? createTlsServer(tls, listen) : createServer(listen);
  server.on('clientError', (_error, socket) => socket.destroy());
  const port = await portOf(server);
  return {
    address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server that speaks whatever the test wants, HTTP or not. */
export async function openRawServer(speak: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    speak(socket);
    // A socket that nobody reads does not notice that the other side has gone.
    socket.resume();
  });
  const port = await portOf(server);
  return {
    address: `http://127.0.0.1:${port}`,
    port,
    open: () => sockets.size,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  return openServer((_request, response) => {
    const isText = typeof body === 'string';
    const type = isText ? 'text/html' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(isText ? body : JSON.stringify(body));
  });
}

export const httpOptions: HttpOptions = {
  version: '0.0.0-test',
  proxyFor: () => Promise.resolve('DIRECT'),
  onServerTime: () => undefined,
  limits: ample,
  certificates: () => null,
};

export function placeAt(
  address: string,
  card: RuleCard = postmanV1,
  parameters: Record<string, string> = {},
): Place {
  return { address, card, parameters };
}

export function connectorFor(card: RuleCard, options: Partial<HttpOptions> = {}) {
  return createConnectors({ ...httpOptions, ...options })(card);
}

function apiFor(card: RuleCard, options: Partial<HttpOptions>): ApiConnector {
  const connector = connectorFor(card, options);
  if (connector.how !== 'api') throw new Error(`${card.name} is guided.`);
  return connector;
}

export function postmanFor(options: Partial<HttpOptions> = {}): ApiConnector {
  return apiFor(postmanV1, options);
}

export function dataGovFor(options: Partial<HttpOptions> = {}): ApiConnector {
  return apiFor(dataGovStyle, options);
}

/** The Failure that a piece of work ends in. Any other end breaks the test. */
export async function failureOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('It did not fail.');
}

/** A null method of a connector is a mistake of the test. */
export function must<Value>(value: Value | null): Value {
  if (value === null) throw new Error('This connector cannot do that.');
  return value;
}
