import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/**
 * @typedef {{ method: string, path: string, headers: Record<string, string>, body: Buffer }} Sent
 */

/**
 * A road to a server on this computer that takes as long as one over a network, and remembers what
 * went over it, so that the same can be sent once more and nothing else.
 * @param {string} origin
 * @param {number} answerMs
 */
export async function openRoad(origin, answerMs) {
  /** @type {Sent[]} */
  const sent = [];
  const server = createServer((request, response) => void carry(request, response));
  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function carry(request, response) {
    const one = {
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: plain(request.headers),
      body: await buffer(request),
    };
    sent.push(one);
    const answer = await forward(one);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
  /** @param {Sent} one */
  async function forward({ method, path, headers, body }) {
    await new Promise((done) => {
      setTimeout(done, answerMs);
    });
    const answer = await fetch(origin + path, {
      method,
      headers,
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    /** @type {Record<string, string | string[]>} */
    const kept = Object.fromEntries(answer.headers);
    const cookies = answer.headers.getSetCookie();
    if (cookies.length > 0) kept['set-cookie'] = cookies;
    delete kept['content-encoding'];
    delete kept['transfer-encoding'];
    return { status: answer.status, headers: kept, body: Buffer.from(await answer.arrayBuffer()) };
  }
  await new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(null));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    address: `http://127.0.0.1:${address.port}`,
    sent,
    close: () => server.close(),
  };
}

/** @param {import('node:http').IncomingHttpHeaders} headers */
function plain(headers) {
  const left = new Set(['host', 'connection', 'content-length', 'accept-encoding']);
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      left.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}
