import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createHttp, type HttpOptions } from '../../../src/main/connectors/http.ts';
import { wayOf } from '../../../src/main/connectors/proxy.ts';
import { testCertificate } from './test-certificate.ts';
import { failureOf, httpOptions, openRawServer, openServer, quick } from './servers.ts';

/** A proxy that makes a way to one port of this computer, whatever name it is asked for. */
async function openProxy(port: number, refusal: string | null = null) {
  const asked: string[] = [];
  let open = 0;
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    open += 1;
    if (refusal !== null) {
      socket.end(refusal);
      return;
    }
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    // Left to itself, the pipe stops reading and then does not notice that the client has gone.
    onward.on('close', () => socket.resume());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => (open -= 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    words: `PROXY 127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    open: () => open,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const openService = () =>
  openServer((_request, response) => response.end('through'), testCertificate);

function askThrough(words: string, options: Partial<HttpOptions> & { address?: string } = {}) {
  const { address = 'https://service.test:8443', ...rest } = options;
  return createHttp({
    ...httpOptions,
    proxyFor: () => Promise.resolve(words),
    certificates: () => [testCertificate.cert],
    ...rest,
  }).ask({
    method: 'POST',
    address,
    path: '/v1',
    json: { a: 1 },
    headers: { authorization: 'Bearer canary' },
    isChange: true,
  });
}

const unreachable = (reason: string) => ({ code: 'unreachable', reason });

test('a service is spoken to through the proxy, which sees its name and nothing else', async () => {
  await using service = await openService();
  await using proxy = await openProxy(service.port);
  expect((await askThrough(proxy.words)).text).toBe('through');
  expect(proxy.asked).toEqual(['service.test:8443']);
  await expect.poll(proxy.open).toBe(0);
  expect(service.heard).toMatchObject([
    { method: 'POST', body: '{"a":1}', headers: { authorization: 'Bearer canary' } },
  ]);
});

test('which proxy it is may depend on the server, of which no path is told', async () => {
  await using service = await openService();
  await using proxy = await openProxy(service.port);
  const asked: string[] = [];
  const proxyFor = (url: string) => {
    asked.push(url);
    return Promise.resolve(proxy.words);
  };
  await askThrough('', { proxyFor });
  expect(asked).toEqual(['https://service.test:8443']);
});

test('this computer is never reached through a proxy', async () => {
  await using service = await openServer((_request, response) => response.end('direct'));
  const proxyFor = () => Promise.reject(new Error('asked for a proxy'));
  const { port } = service;
  for (const host of ['127.0.0.1', 'localhost']) {
    const answer = await askThrough('', { proxyFor, address: `http://${host}:${port}` });
    expect(answer.text).toBe('direct');
  }
});

describe('nothing has been sent to the service when', () => {
  test.each([401, 403, 407, 502])('the proxy says %d, which is not its word', async (status) => {
    await using service = await openService();
    await using proxy = await openProxy(
      service.port,
      `HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`,
    );
    expect(await failureOf(askThrough(proxy.words))).toEqual(unreachable('proxy'));
    expect(service.heard).toEqual([]);
  });

  test('the proxy is not there', async () => {
    const gone = await openRawServer(() => undefined);
    await gone[Symbol.asyncDispose]();
    expect(await failureOf(askThrough(`PROXY 127.0.0.1:${gone.port}`))).toEqual(
      unreachable('proxy'),
    );
  });

  test('the proxy does not speak HTTP, or hangs up', async () => {
    await using odd = await openRawServer((socket) => socket.end('SSH-2.0\r\n\r\n'));
    await using rude = await openRawServer((socket) => socket.destroy());
    for (const { port } of [odd, rude]) {
      expect(await failureOf(askThrough(`PROXY 127.0.0.1:${port}`))).toEqual(unreachable('proxy'));
    }
  });

  test('the proxy never answers; its connection is closed then', async () => {
    await using silent = await openRawServer(() => undefined);
    const words = `PROXY 127.0.0.1:${silent.port}`;
    expect(await failureOf(askThrough(words, { limits: quick }))).toEqual(unreachable('timeout'));
    await expect.poll(silent.open).toBe(0);
  });

  test('it cannot be found out which proxy to use', async () => {
    const never = () => new Promise<string>(() => undefined);
    expect(await failureOf(askThrough('', { proxyFor: never, limits: quick }))).toEqual(
      unreachable('timeout'),
    );
    const broken = () => Promise.reject(new Error('canary'));
    expect(await failureOf(askThrough('', { proxyFor: broken }))).toEqual(unreachable('proxy'));
  });

  test('there are only proxies of another kind', async () => {
    expect(await failureOf(askThrough('SOCKS5 127.0.0.1:1080'))).toEqual(unreachable('proxy-kind'));
  });

  test('the server behind the proxy is not who it says', async () => {
    await using service = await openService();
    await using proxy = await openProxy(service.port);
    const address = 'https://somebody-else.test';
    expect(await failureOf(askThrough(proxy.words, { address }))).toEqual(unreachable('tls'));
    expect(await failureOf(askThrough(proxy.words, { certificates: () => null }))).toEqual(
      unreachable('tls'),
    );
    expect(service.heard).toEqual([]);
  });
});

test.each([
  ['', { kind: 'direct' }],
  ['DIRECT', { kind: 'direct' }],
  ['PROXY a.example:3128', { kind: 'proxy', url: 'http://a.example:3128' }],
  ['PROXY a.example:3128; DIRECT', { kind: 'proxy', url: 'http://a.example:3128' }],
  ['SOCKS a:1; HTTPS b.example:443', { kind: 'proxy', url: 'https://b.example:443' }],
  ['SOCKS5 a:1;DIRECT', { kind: 'direct' }],
  ['SOCKS5 a:1; QUIC b:2', { kind: 'unusable' }],
  ['PROXY [::1]:3128', { kind: 'proxy', url: 'http://[::1]:3128' }],
  ['PROXY', { kind: 'unusable' }],
  ['nonsense; here', { kind: 'unusable' }],
])('the words “%s” of the system are understood', (words, way) => {
  expect(wayOf(words)).toEqual(way);
});
