import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { FaultName, RouteName } from '../../src/sandbox/faults.ts';
import { until } from './until.ts';

/** One request of the app's, in the order in which the service handled them. */
export interface Heard {
  route: RouteName;
  status: number | null;
  /** Of the key that was made, or that was to be ended; null for any other request. */
  remoteId: string | null;
  /** With which key a probe was made. */
  bearer: string | null;
}

/** A fault that strikes the nth request of a route, the first being 1. */
export interface Strike {
  route: RouteName;
  nth: number;
  fault: FaultName;
  delayMs?: number;
}

/**
 * Stands between the app and the sandbox, and notes what passes: what was asked in which order, and every
 * secret that the service ever gave away, also those that the app never came to read.
 */
export interface Recorder {
  address: string;
  /** Begins anew, with these faults. */
  watch(strikes?: readonly Strike[]): void;
  heard(): readonly Heard[];
  /** Which of the strikes have not been reached. */
  leftStrikes(): readonly Strike[];
  /** By the service's id of its key. */
  keys(): ReadonlyMap<string, string>;
  /** Keys, sessions: whatever must be nowhere but in the keychain. */
  secrets(): ReadonlySet<string>;
  /** Nothing is on its way any more. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

const routes: [RouteName, RegExp][] = [
  ['postman.otp', /^POST \/postman\/v1\/auth\/otp$/],
  ['postman.login', /^POST \/postman\/v1\/auth\/login$/],
  ['postman.logout', /^GET \/postman\/v1\/auth\/logout$/],
  ['postman.list', /^GET \/postman\/v1\/api-key$/],
  ['postman.create', /^POST \/postman\/v1\/api-key$/],
  ['postman.delete', /^DELETE \/postman\/v1\/api-key\/[^/]+$/],
  ['postman.probe', /^GET \/postman\/v1\/transactional\/email$/],
  ['data-gov.otp', /^POST \/data-gov\/v2\/admin\/api\/auth\/otp$/],
  ['data-gov.login', /^POST \/data-gov\/v2\/admin\/api\/auth\/login$/],
  ['data-gov.list', /^GET \/data-gov\/v2\/admin\/api\/keys$/],
  ['data-gov.expirations', /^GET \/data-gov\/v2\/admin\/api\/keys\/expirations$/],
  ['data-gov.create', /^POST \/data-gov\/v2\/admin\/api\/keys$/],
  ['data-gov.delete', /^DELETE \/data-gov\/v2\/admin\/api\/keys\/[^/]+$/],
  ['data-gov.whoami', /^GET \/data-gov\/v2\/admin\/api\/auth\/whoami$/],
];

export async function openRecorder(sandboxAddress: string): Promise<Recorder> {
  const keys = new Map<string, string>();
  const secrets = new Set<string>();
  let heard: Heard[] = [];
  let strikes: Strike[] = [];
  let counts = new Map<RouteName, number>();
  let onTheWay = 0;

  const server = createServer((incoming, response) => {
    onTheWay += 1;
    pass(incoming, response)
      .catch(() => void incoming.socket.resetAndDestroy())
      .finally(() => (onTheWay -= 1));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The recorder has no port.');

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = routeOf(incoming);
    const body = await wholeOf(incoming);
    // Asked to end a key, the service may have done it whatever it says then.
    const remoteId = route.endsWith('.delete') ? (incoming.url?.split('/').at(-1) ?? null) : null;
    const entry: Heard = { route, status: null, remoteId, bearer: bearerOf(incoming) };
    const mine = heard;
    await strike(route);
    // Whoever asked may be dead by now. The service goes on all the same, and so do we.
    const answer = await askSandbox(incoming, body).finally(() => mine.push(entry));
    entry.status = answer.status;
    note(entry, answer);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  async function strike(route: RouteName): Promise<void> {
    const nth = (counts.get(route) ?? 0) + 1;
    counts.set(route, nth);
    const found = strikes.find((one) => one.route === route && one.nth === nth);
    if (!found) return;
    strikes = strikes.filter((one) => one !== found);
    const { fault, delayMs } = found;
    const wish = { route, fault, times: 1, ...(delayMs === undefined ? {} : { delayMs }) };
    const { status } = await fetch(`${sandboxAddress}/control/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    });
    if (status !== 200) throw new Error(`The sandbox knows no ${fault} at ${route}.`);
  }

  async function askSandbox({ method, url, headers }: IncomingMessage, body: Buffer) {
    const asked = ask(`${sandboxAddress}${url}`, {
      method,
      agent: false,
      headers: { ...headers, host: new URL(sandboxAddress).host },
    });
    asked.end(body);
    const [answer]: IncomingMessage[] = await once(asked, 'response');
    if (!answer) throw new Error('There is no answer.');
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      body: await wholeOf(answer),
    };
  }

  function note(entry: Heard, { headers, body }: Answer) {
    for (const cookie of headers['set-cookie'] ?? []) {
      const value = /^[^=]+=([^;]{20,})/.exec(cookie)?.[1];
      if (value) secrets.add(value).add(decodeURIComponent(value));
    }
    const fields = jsonOf(body);
    const made = { id: textIn(fields, 'id'), secret: textIn(fields, 'plain_text_key') };
    const data = Reflect.get(fields, 'data') ?? {};
    const token = textIn(data, 'token');
    if (token !== null) secrets.add(token);
    made.secret ??= textIn(data, 'apiKey');
    if (made.secret !== null) {
      made.id = textIn(Reflect.get(data, 'key') ?? {}, 'id') ?? made.id;
      secrets.add(made.secret);
      if (made.id !== null) keys.set(made.id, made.secret);
      entry.remoteId = made.id;
    }
  }

  return {
    address: `http://127.0.0.1:${bound.port}`,
    watch(wanted = []) {
      heard = [];
      strikes = [...wanted];
      counts = new Map();
    },
    heard: () => heard,
    leftStrikes: () => strikes,
    keys: () => keys,
    secrets: () => secrets,
    quiet: () => until('the service is done', async () => onTheWay === 0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

function routeOf({ method = '', url = '' }: IncomingMessage): RouteName {
  const asked = `${method} ${url.split('?')[0]}`;
  const found = routes.find(([, shape]) => shape.test(asked));
  if (!found) throw new Error(`The app asks for ${asked}, which nobody here knows.`);
  return found[0];
}

async function wholeOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece);
  return Buffer.concat(pieces);
}

function bearerOf({ headers }: IncomingMessage): string | null {
  const own = headers['x-dgs-admin-api-key'];
  if (typeof own === 'string') return own;
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

function jsonOf(body: Buffer): object {
  try {
    const found: unknown = JSON.parse(body.toString());
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

function textIn(fields: object, name: string): string | null {
  const value: unknown = Reflect.get(fields, name);
  return typeof value === 'string' ? value : null;
}
