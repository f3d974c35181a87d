import { createHash, createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { faultOf } from './other-postman-rules.ts';

/**
 * Postman v1 in the manner of its own backend, an Express app with express-session and celebrate: what
 * our sandbox does otherwise, or too much like our connector, shows here. It shares no code with either.
 */

export interface Manner {
  /** Where it listens, and nowhere else. */
  host?: '127.0.0.1' | '::1';
  /** What it is called: by the name that may stand for both, unless this computer's own does not. */
  name?: 'localhost' | '[::1]';
  /** As it is, in pieces of unknown number, or packed in such pieces. */
  body?: 'sized' | 'chunked' | 'gzip';
  /** How the names of headers are written. */
  headers?: 'usual' | 'lower' | 'upper';
}

interface Key {
  id: number;
  owner: string;
  label: string;
  secret: string | null;
  validUntil: string;
  contacts: string[] | null;
}

interface Reply {
  status: number;
  type: 'text' | 'json' | 'html';
  body: string;
  cookie?: string;
}

interface Asked {
  request: IncomingMessage;
  url: URL;
  fields: Record<string, unknown>;
  user: string | null;
}

const dayMs = 86_400_000;
const unauthenticated = 'Unauthenticated request. Please try again with correct authentication';

export async function openOtherPostman(manner: Manner = {}) {
  const {
    host = '127.0.0.1',
    name = 'localhost',
    body: bodyManner = 'sized',
    headers: headerManner = 'usual',
  } = manner;
  const signingKey = randomBytes(32);
  const sessions = new Map<string, string>();
  const otps = new Map<string, { otp: string; sentAt: number }>();
  const keys: Key[] = [];
  const asked: string[] = [];
  let lastId = 0;

  const signatureOf = (id: string): string =>
    createHmac('sha256', signingKey).update(id).digest('base64').replace(/=+$/, '');

  function beginSession(user: string): string {
    let id = randomUUID();
    // A cookie that a client decodes, or encodes once more, is another one: always with both of these.
    while (!/\+.*\/|\/.*\+/.test(signatureOf(id))) id = randomUUID();
    sessions.set(id, user);
    const value = encodeURIComponent(`s:${id}.${signatureOf(id)}`);
    const end = new Date(Date.now() + dayMs).toUTCString();
    return `postmangovsg=${value}; Domain=localhost; Path=/; Expires=${end}; HttpOnly; SameSite=Strict`;
  }

  function sessionOf(request: IncomingMessage): string | null {
    const cookie = /(?:^|; )postmangovsg=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
    const [, id = '', signature] = /^s:([^.]+)\.(.+)$/.exec(decodeURIComponent(cookie ?? '')) ?? [];
    return signature === signatureOf(id) && sessions.has(id) ? id : null;
  }

  function keyIn(path: string, user: string): Key | Reply {
    const id = path.slice('/v1/api-key/'.length);
    if (!/^\d+$/.test(id)) return json(500, complaint('internal_server', 'Internal server error'));
    const key = keys.find((one) => one.id === Number(id) && one.owner === user);
    return key ?? json(404, complaint('not_found', `API key with id ${id} not found`));
  }

  function createKey(user: string, label: string, contacts: string[]): Reply {
    lastId += 1;
    const before = (user.split('@')[0] ?? '').replaceAll(/[^A-Za-z0-9]/g, '');
    const secret = `${before}_v1_${randomBytes(33).toString('base64')}`;
    const end = new Date();
    end.setUTCMonth(end.getUTCMonth() + 6);
    const key = { id: lastId, owner: user, label, secret, validUntil: end.toISOString(), contacts };
    keys.unshift(key);
    return json(201, { ...shown(key), plain_text_key: secret });
  }

  const routes: Record<string, (asked: Asked) => Reply> = {
    'POST /v1/auth/otp': ({ fields }) => {
      const email = String(fields['email']).toLowerCase();
      if (!email.endsWith('.gov.sg')) return json(401, { message: 'User is not authorized' });
      const waitMs = (otps.get(email)?.sentAt ?? 0) + 30_000 - Date.now();
      if (waitMs > 0) {
        const seconds = Math.ceil(waitMs / 1000);
        return json(401, {
          message: `Wait for ${seconds} seconds before requesting for a new otp`,
        });
      }
      const otp = Array.from(
        { length: 6 },
        () => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[randomInt(32)],
      );
      otps.set(email, { otp: otp.join(''), sentAt: Date.now() });
      return text(200, 'OK');
    },
    'POST /v1/auth/login': ({ fields }) => {
      const email = String(fields['email']).toLowerCase();
      if (otps.get(email)?.otp !== fields['otp']) return text(401, 'Unauthorized');
      otps.delete(email);
      return { ...text(200, 'OK'), cookie: beginSession(email) };
    },
    'GET /v1/auth/userinfo': ({ user }) =>
      json(200, user === null ? {} : { email: user, id: 7, experimental_data: {} }),
    'GET /v1/auth/logout': ({ request }) => {
      const id = sessionOf(request);
      if (id !== null) sessions.delete(id);
      const cookie =
        'postmangovsg=; Domain=localhost; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT';
      return { ...text(200, 'OK'), cookie };
    },
    'GET /v1/api-key': signedIn(({ user }) =>
      json(200, keys.filter((key) => key.owner === user).map(shown)),
    ),
    'POST /v1/api-key': signedIn(({ fields, user }) =>
      createKey(user, String(fields['label']), fields['notification_contacts'] as string[]),
    ),
    'PUT /v1/api-key/:id': signedIn(({ fields, url, user }) => {
      const found = keyIn(url.pathname, user);
      if ('status' in found) return found;
      const contacts = fields['notification_contacts'] as string[] | undefined;
      if (contacts) found.contacts = contacts;
      return json(200, { ...shown(found), notification_contacts: contacts });
    }),
    'DELETE /v1/api-key/:id': signedIn(({ url, user }) => {
      const found = keyIn(url.pathname, user);
      if ('status' in found) return found;
      keys.splice(keys.indexOf(found), 1);
      return json(200, { id: String(found.id) });
    }),
    'GET /v1/transactional/email': ({ request, url, user }) => {
      // A cookie is looked at before the key.
      if (user !== null) return emails(url);
      const [, secret] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
      const key = keys.find((one) => one.secret !== null && one.secret === secret);
      if (!key) return json(401, complaint('unauthenticated', unauthenticated));
      return { ...emails(url), cookie: beginSession(key.owner) };
    },
  };

  function answer(request: IncomingMessage, sent: string): Reply {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.replace(/^\/v1\/api-key\/[^/]+$/, '/v1/api-key/:id');
    const routeName = `${request.method} ${path}`;
    const route = routes[routeName];
    if (!route) return html(404, `Cannot ${request.method} ${url.pathname}`);
    // Like express.json(), which passes over what is not said to be JSON.
    const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
    let fields: Record<string, unknown>;
    try {
      fields = isJson && sent !== '' ? JSON.parse(sent) : {};
    } catch {
      return json(400, complaint('malformed', 'Malformed request'));
    }
    const user = sessions.get(sessionOf(request) ?? '') ?? null;
    const isForbidden = routeName.includes('api-key') && user === null;
    const fault = isForbidden ? null : faultOf(routeName, fields);
    if (fault !== null) return json(400, complaint('api_validation', fault));
    return route({ request, url, fields, user });
  }

  function give(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
    const types = { text: 'text/plain', json: 'application/json', html: 'text/html' };
    const digest = createHash('sha1').update(reply.body).digest('base64').slice(0, 27);
    const length = Buffer.byteLength(reply.body);
    const isPacked = bodyManner === 'gzip' && /gzip/.test(request.headers['accept-encoding'] ?? '');
    const all = Object.entries({
      'X-Powered-By': 'Express',
      'Strict-Transport-Security': 'max-age=15552000; includeSubDomains',
      'Access-Control-Allow-Credentials': 'true',
      Vary: isPacked ? 'Origin, Accept-Encoding' : 'Origin',
      'Content-Type': `${types[reply.type]}; charset=utf-8`,
      ETag: `W/"${length.toString(16)}-${digest}"`,
      ...(reply.cookie === undefined ? {} : { 'Set-Cookie': reply.cookie }),
      ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
      ...(bodyManner === 'sized' ? { 'Content-Length': String(length) } : {}),
    });
    const write = { usual: String, lower: lower, upper: upper }[headerManner];
    response.writeHead(
      reply.status,
      Object.fromEntries(all.map(([header, value]) => [write(header), value])),
    );
    const bytes = isPacked ? gzipSync(reply.body) : Buffer.from(reply.body);
    const half = Math.ceil(bytes.length / 2);
    if (bodyManner === 'sized') response.end(bytes);
    else response.write(bytes.subarray(0, half), () => response.end(bytes.subarray(half)));
  }

  const server = createServer((request, response) => {
    let sent = '';
    request.on('data', (chunk: Buffer) => (sent += chunk.toString()));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`);
      give(request, response, answer(request, sent));
    });
  });
  await new Promise<void>(
    (resolve) => void server.listen({ port: 0, host, ipv6Only: true }, resolve),
  );
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${name}:${port}/v1`,
    asked,
    lastOtp: (email: string) => otps.get(email)?.otp ?? 'none',
    sessions: () => sessions.size,
    /** A row from before an account could have several keys. */
    addOldRow(owner: string) {
      lastId += 1;
      const validUntil = '2024-04-21T00:00:00.000Z';
      keys.push({ id: lastId, owner, label: 'default', secret: null, validUntil, contacts: null });
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function signedIn(route: (asked: Asked & { user: string }) => Reply): (asked: Asked) => Reply {
  return (asked) =>
    asked.user === null
      ? json(401, complaint('unauthenticated', unauthenticated))
      : route({ ...asked, user: asked.user });
}

function emails({ searchParams }: URL): Reply {
  return Number(searchParams.get('limit') ?? 10) < 1
    ? json(400, complaint('api_validation', '"limit" must be greater than or equal to 1'))
    : json(200, { has_more: false, data: [] });
}

function shown({ id, label, secret, validUntil, contacts }: Key) {
  return {
    id: String(id),
    last_five: secret === null ? '*****' : secret.slice(-5),
    label,
    valid_until: validUntil,
    notification_contacts: contacts,
  };
}

const lower = (name: string): string => name.toLowerCase();
const upper = (name: string): string => name.toUpperCase();
const complaint = (code: string, message: string) => ({ code, message });
const text = (status: number, body: string): Reply => ({ status, type: 'text', body });
const json = (status: number, value: unknown): Reply => ({
  status,
  type: 'json',
  body: JSON.stringify(value),
});
const html = (status: number, words: string): Reply => ({
  status,
  type: 'html',
  body: `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${words}</pre>\n</body>\n</html>\n`,
});
