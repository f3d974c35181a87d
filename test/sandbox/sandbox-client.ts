import { openSandbox, type SandboxOptions } from '../../src/sandbox/server.ts';

/** One answer, with the body as JSON where it is. */
export interface Answer {
  status: number;
  type: string | null;
  body: unknown;
}

export interface Wish {
  json?: unknown;
  /** Sent as it is, as `type`. */
  raw?: string;
  type?: string;
  cookie?: string | undefined;
  bearer?: string | undefined;
  headers?: Record<string, string>;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  sentAt: string;
}

export type Client = ReturnType<typeof clientFor>;

/** A sandbox of the test's own, empty and in memory unless it says otherwise, with a client for it. */
export async function openTestSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = await openSandbox({ port: 0, file: null, isEmpty: true, ...options });
  return {
    ...clientFor(sandbox.address),
    port: sandbox.port,
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

export function clientFor(address: string) {
  function send(method: string, path: string, wish: Wish = {}): Promise<Response> {
    const headers = new Headers(wish.headers);
    if (wish.json !== undefined) headers.set('content-type', 'application/json');
    if (wish.type !== undefined) headers.set('content-type', wish.type);
    if (wish.cookie !== undefined) headers.set('cookie', wish.cookie);
    if (wish.bearer !== undefined) headers.set('authorization', `Bearer ${wish.bearer}`);
    const body = wish.raw ?? (wish.json === undefined ? null : JSON.stringify(wish.json));
    return fetch(`${address}${path}`, { method, headers, body, redirect: 'manual' });
  }

  async function ask(method: string, path: string, wish: Wish = {}): Promise<Answer> {
    const response = await send(method, path, wish);
    const type = response.headers.get('content-type');
    const text = await response.text();
    const body: unknown = type?.startsWith('application/json') ? JSON.parse(text) : text;
    return { status: response.status, type, body };
  }

  /** An answer of 2xx as the fields that the test goes on with. */
  async function get<Fields>(method: string, path: string, wish: Wish = {}): Promise<Fields> {
    const response = await send(method, path, wish);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    const fields: Fields = await response.json();
    return fields;
  }

  const postman = (method: string, path: string, wish?: Wish) =>
    ask(method, `/postman/v1${path}`, wish);
  const dataGov = (method: string, path: string, wish?: Wish) =>
    ask(method, `/data-gov/v2/admin/api${path}`, wish);
  const mails = () => get<Mail[]>('GET', '/mailbox.json');
  const moveClock = (json: object) => ask('POST', '/control/clock', { json });
  const setFault = (json: object) => ask('POST', '/control/faults', { json });

  async function lastOtp(): Promise<string> {
    const [newest] = await mails();
    return /\b[A-Z0-9]{6}\b/.exec(newest?.text ?? '')?.[0] ?? 'no OTP';
  }

  /** Signs in at Postman; gives what a client sends back as its cookie. */
  async function signIn(email = 'officer@agency.gov.sg'): Promise<string> {
    await postman('POST', '/auth/otp', { json: { email } });
    const json = { email, otp: await lastOtp() };
    const response = await send('POST', '/postman/v1/auth/login', { json });
    return cookieOf(response) ?? 'no cookie';
  }

  /** Signs in at the Data.gov style; gives the token. */
  async function signInToDataGov(email = 'officer@agency.gov.sg'): Promise<string> {
    await dataGov('POST', '/auth/otp', { json: { email } });
    const json = { email, otp: await lastOtp() };
    const path = '/data-gov/v2/admin/api/auth/login';
    const { data } = await get<{ data: { token: string } }>('POST', path, { json });
    return data.token;
  }

  function createKey(cookie: string, label = 'a label', contacts = ['team@agency.gov.sg']) {
    return get<PostmanKey & { plain_text_key: string }>('POST', '/postman/v1/api-key', {
      cookie,
      json: { label, notification_contacts: contacts },
    });
  }

  function listKeys(cookie: string) {
    return get<PostmanKey[]>('GET', '/postman/v1/api-key', { cookie });
  }

  return {
    address,
    send,
    ask,
    get,
    postman,
    dataGov,
    mails,
    moveClock,
    setFault,
    lastOtp,
    signIn,
    signInToDataGov,
    createKey,
    listKeys,
  };
}

export interface PostmanKey {
  id: string;
  last_five: string;
  label: string;
  valid_until: string;
  notification_contacts: string[] | null;
}

/** The cookie that an answer sets, as it is sent back. */
export function cookieOf(response: Response): string | null {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? null;
}

export const jsonType = 'application/json; charset=utf-8';
export const textType = 'text/plain; charset=utf-8';
export const htmlType = 'text/html; charset=utf-8';

export const unauthenticated = {
  status: 401,
  type: jsonType,
  body: {
    code: 'unauthenticated',
    message: 'Unauthenticated request. Please try again with correct authentication',
  },
};

export const postmanFailed = {
  status: 500,
  type: jsonType,
  body: { code: 'internal_server', message: 'Internal server error' },
};
