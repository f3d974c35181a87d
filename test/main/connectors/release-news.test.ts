import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createReleaseNews } from '../../../src/main/connectors/release-news.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body: string;
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A real server on this computer that writes down what it was asked. */
async function served({ status = 200, headers = {}, body }: Reply) {
  const asked: { line: string; headers: string[] }[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    asked.push({ line, headers: Object.keys(request.headers).toSorted() });
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  stops.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const releases = { address: `http://127.0.0.1:${port}`, path: '/newest.json', page: '' };
  const news = createReleaseNews({
    version: '0.1.0',
    proxyFor: () => Promise.resolve('DIRECT'),
    onServerTime: () => undefined,
  });
  return { asked, newest: () => news.newest(releases) };
}

test('one small question, with nothing in it that tells who asks', async () => {
  const { asked, newest } = await served({ body: '{"version":"0.2.0"}' });
  expect(await newest()).toBe('0.2.0');
  expect(asked).toEqual([
    {
      line: 'GET /newest.json',
      headers: ['accept-encoding', 'connection', 'host', 'user-agent'],
    },
  ]);
});

test('what else stands there is left alone', async () => {
  const body = '{"version":"0.2.0","url":"https://elsewhere.example/x.exe","run":"x"}';
  expect(await (await served({ body })).newest()).toBe('0.2.0');
});

test.each<Reply>([
  { body: '' },
  { body: 'not JSON' },
  { body: '[]' },
  { body: '{"version":2}' },
  { body: '{"version":"latest"}' },
  { body: '{"version":"1.0.0\\n<b>"}' },
  { body: `{"version":"${'1'.repeat(100_000)}.0.0"}` },
  { body: '{"__proto__":{"version":"9.9.9"}}' },
  { status: 404, body: '{"version":"9.9.9"}' },
  { status: 500, body: '{"version":"9.9.9"}' },
  { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '{"version":"9.9.9"}' },
  { body: 'x'.repeat(2_000_000) },
])('an answer that is none: %#', async (reply) => {
  const { newest } = await served(reply);
  const error = await newest().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FailureError);
  expect(error).toMatchObject({ failure: { code: 'unreadable-answer' } });
});

test('a server that is not there is said to be out of reach', async () => {
  const { newest } = await served({ body: '' });
  for (const stop of stops.splice(0)) stop();
  await expect(newest()).rejects.toMatchObject({ failure: { code: 'unreachable' } });
});
