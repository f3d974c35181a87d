import { describe, expect, test } from 'vitest';
import { createHttp, type HttpOptions, type Question } from '../../../src/main/connectors/http.ts';
import { testCertificate } from './test-certificate.ts';
import { answering, failureOf, httpOptions, openRawServer, openServer, quick } from './servers.ts';

function ask(
  question: Partial<Question> & { address: string },
  options: Partial<HttpOptions> = {},
) {
  return createHttp({ ...httpOptions, ...options }).ask({ method: 'GET', path: '/', ...question });
}

const change = { method: 'POST', json: { a: 1 }, isChange: true } as const;
const lost = { code: 'outcome-unknown', status: null };
const unreachable = (reason: string) => ({ code: 'unreachable', reason });
const unreadable = (reason: string) => ({ code: 'unreadable-answer', reason, field: null });

describe('an answer', () => {
  test('is given whole, with the clock of the service, whatever its status', async () => {
    await using server = await answering(
      418,
      { a: 1 },
      {
        date: 'Sat, 21 Nov 2026 02:46:00 GMT',
        'retry-after': 'Sat, 21 Nov 2026 02:47:30 GMT',
        'set-cookie': 'a=1',
      },
    );
    const heard: unknown[] = [];
    const answer = await ask(server, { onServerTime: (one) => heard.push(one) });
    const serverTime = new Date('2026-11-21T02:46:00.000Z');
    expect(answer).toEqual({
      status: 418,
      text: '{"a":1}',
      setCookie: ['a=1'],
      retryAfterSeconds: 90,
      serverTime,
    });
    expect(heard).toEqual([{ address: server.address, serverTime }]);
  });

  test.each([
    ['7', 7],
    ['0', 0],
    ['-5', null],
    ['soon', null],
    ['99999999999999999999', 86_400],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ])('that says Retry-After: %s means %s seconds', async (header, seconds) => {
    await using server = await answering(429, {}, { 'retry-after': header });
    expect((await ask(server)).retryAfterSeconds).toBe(seconds);
  });

  test('that sends us elsewhere is not followed, and what we sent stays here', async () => {
    await using elsewhere = await answering(200, 'here');
    for (const status of [301, 302, 303, 307, 308]) {
      await using server = await answering(status, '', { location: elsewhere.address });
      const headers = { authorization: 'Bearer canary', cookie: 'canary' };
      const { address } = server;
      expect(await failureOf(ask({ address, headers }))).toEqual(unreadable('redirect'));
      expect(await failureOf(ask({ address, headers, ...change }))).toEqual({
        code: 'outcome-unknown',
        status,
      });
    }
    expect(elsewhere.heard).toEqual([]);
  });

  test('leaves no cookie behind for the next question', async () => {
    await using server = await answering(200, {}, { 'set-cookie': 'session=canary; Path=/' });
    const http = createHttp(httpOptions);
    const question = { method: 'GET', address: server.address, path: '/' } as const;
    await http.ask(question);
    await http.ask(question);
    expect(server.heard.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });
});

describe('a body', () => {
  const most = { limits: { ...quick, mostBytes: 1000, wholeMs: 20_000 } };

  test('is taken in up to the limit and no byte more', async () => {
    await using fits = await answering(200, 'x'.repeat(1000));
    await using over = await answering(200, 'x'.repeat(1001));
    expect((await ask(fits, most)).text).toHaveLength(1000);
    expect(await failureOf(ask(over, most))).toEqual(unreadable('too-large'));
  });

  test('without end is cut off, and the connection with it', async () => {
    let isClosed = false;
    await using server = await openServer((_request, response) => {
      response.on('close', () => (isClosed = true));
      const write = () => void (response.destroyed || response.write('x'.repeat(100), write));
      write();
    });
    expect(await failureOf(ask(server, most))).toEqual(unreadable('too-large'));
    expect(await failureOf(ask({ ...server, ...change }, most))).toEqual({
      code: 'outcome-unknown',
      status: 200,
    });
    await expect.poll(() => isClosed).toBe(true);
  });

  test('is measured after it has been unpacked', async () => {
    const { gzipSync } = await import('node:zlib');
    await using server = await openServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('x'.repeat(1_000_000)));
    });
    expect(await failureOf(ask(server, most))).toEqual(unreadable('too-large'));
  });

  test('that claims to be packed and is not cannot be read', async () => {
    await using server = await answering(200, 'plain', { 'content-encoding': 'gzip' });
    expect(await failureOf(ask(server))).toEqual(unreadable('not-understood'));
  });

  test('that ends too early is no answer', async () => {
    await using server = await openServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    expect(await failureOf(ask(server))).toEqual(unreachable('reset'));
    expect(await failureOf(ask({ ...server, ...change }))).toMatchObject({
      code: 'outcome-unknown',
    });
  });

  test('that drips is waited for no longer than the whole may take', async () => {
    await using server = await openServer((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await failureOf(ask(server, { limits: quick }))).toEqual(unreachable('timeout'));
  });
});

describe('a server', () => {
  test('that does not listen has got nothing, not even a change', async () => {
    const gone = await answering(200, '');
    await gone[Symbol.asyncDispose]();
    expect(await failureOf(ask(gone))).toEqual(unreachable('refused'));
    expect(await failureOf(ask({ ...gone, ...change }))).toEqual(unreachable('refused'));
  });

  test('whose name nobody knows has got nothing either', async () => {
    const address = 'https://nobody.invalid';
    expect(await failureOf(ask({ address, ...change }))).toEqual(unreachable('dns'));
  });

  test('that never answers is given up, and its connection closed', async () => {
    await using server = await openRawServer(() => undefined);
    expect(await failureOf(ask(server, { limits: quick }))).toEqual(unreachable('timeout'));
    expect(await failureOf(ask({ ...server, ...change }, { limits: quick }))).toEqual(lost);
    await expect.poll(server.open).toBe(0);
  });

  test('that hangs up may have done what was asked', async () => {
    await using server = await openRawServer((socket) =>
      socket.once('data', () => socket.destroy()),
    );
    expect(await failureOf(ask(server))).toEqual(unreachable('reset'));
    expect(await failureOf(ask({ ...server, ...change }))).toEqual(lost);
    expect(server.connections()).toBe(2);
  });

  test.each([
    'SSH-2.0-OpenSSH_9.9\r\n',
    'HTTP/1.1 nonsense\r\n\r\n',
    `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
    'HTTP/1.1 200 OK\r\nno colon here\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
  ])('that does not speak HTTP is not understood (%#)', async (says) => {
    await using server = await openRawServer((socket) =>
      socket.once('data', () => socket.end(says)),
    );
    expect(await failureOf(ask(server))).toEqual(unreadable('not-understood'));
  });

  test('that wants to change the protocol is no answer', async () => {
    await using server = await openRawServer((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
      }),
    );
    expect(['unreachable', 'unreadable-answer']).toContain(
      (await failureOf(ask(server, { limits: quick }))).code,
    );
  });
});

describe('a request that was given up', () => {
  /** A system that says which proxy it wants only when it is let. */
  function slowSystem() {
    let tell: (words: string) => void = () => undefined;
    const words = new Promise<string>((resolve) => (tell = resolve));
    return { proxyFor: () => words, tell: () => tell('DIRECT'), isDirect: () => false };
  }

  test.each([{}, change, { method: 'DELETE', isChange: true } as const])(
    'while the system was still asked for a proxy is never sent (%#)',
    async (what) => {
      await using server = await answering(200, 'here');
      const { tell, ...system } = slowSystem();
      const question = { address: server.address, ...what };
      const end = await failureOf(ask(question, { ...system, limits: quick }));
      expect(end).toEqual(unreachable('timeout'));
      tell();
      // One that comes after it and is answered: the other would have been there before.
      await ask({ address: server.address, path: '/after' });
      expect(server.heard.map(({ url }) => url)).toEqual(['/after']);
    },
  );

  test('is not even prepared: nobody is asked whom to trust', async () => {
    await using server = await answering(200, 'here');
    const { tell, ...system } = slowSystem();
    let asked = 0;
    const certificates = () => {
      asked += 1;
      return null;
    };
    await failureOf(ask(server, { ...system, certificates, limits: quick }));
    tell();
    await ask({ address: server.address });
    expect(asked).toBe(0);
  });
});

describe('over TLS', () => {
  test('a server that nobody trusted vouches for gets nothing', async () => {
    await using server = await openServer((_request, response) => response.end(), testCertificate);
    expect(await failureOf(ask(server))).toEqual(unreachable('tls'));
    expect(await failureOf(ask({ ...server, ...change }))).toEqual(unreachable('tls'));
    expect(server.heard).toEqual([]);
  });

  test('not even where the environment says that nobody need be checked', async () => {
    await using server = await openServer((_request, response) => response.end(), testCertificate);
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await failureOf(ask(server))).toEqual(unreachable('tls'));
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });

  test('a server that is vouched for by one of those given is spoken to', async () => {
    await using server = await openServer(
      (_request, response) => response.end('hello'),
      testCertificate,
    );
    const answer = await ask(server, { certificates: () => [testCertificate.cert] });
    expect(answer.text).toBe('hello');
  });

  test('a server that does not speak it gets nothing', async () => {
    await using server = await openRawServer((socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n'));
    const address = server.address.replace('http:', 'https:');
    expect(await failureOf(ask({ address, ...change }))).toEqual(unreachable('tls'));
  });

  test('a server that hangs up in the handshake has got nothing', async () => {
    await using server = await openRawServer((socket) =>
      socket.once('data', () => socket.destroy()),
    );
    const address = server.address.replace('http:', 'https:');
    expect(await failureOf(ask({ address, ...change }))).toMatchObject({ code: 'unreachable' });
  });
});

describe('an address', () => {
  test.each(['http://example.com', 'http://10.0.0.1', 'https://a@b.com', 'file:///etc'])(
    '%s is never asked',
    async (address) => {
      await expect(ask({ address })).rejects.toThrow('Something else than the address');
    },
  );

  test('is not left by what is added to it', async () => {
    await using server = await answering(200, 'here');
    await ask({ address: `${server.address}/v1`, path: '/%2F%2Felsewhere.com/..%2f' });
    expect(server.heard[0]?.url).toBe('/v1/%2F%2Felsewhere.com/..%2f');
    await expect(ask({ address: server.address, path: '@elsewhere.com/' })).rejects.toThrow(
      'Something else than the address',
    );
  });
});
