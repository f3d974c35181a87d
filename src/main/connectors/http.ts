import { Agent as HttpAgent, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { RequestError } from 'got';
import { addressOf, isLoopback } from '../../shared/address.ts';
import type { Failure } from '../../shared/failure.ts';
import type { OnServerTime, ProxyFor } from '../core/connector.ts';
import { FailureError } from '../core/failure-error.ts';
import { systemCertificates } from './certificates.ts';
import { tunnelThrough, wayOf } from './proxy.ts';
import { failureOfTransport } from './transport-failure.ts';

export interface Question {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The base address of a service. */
  address: string;
  /** Added to it; what stands in it is encoded already. */
  path: string;
  headers?: Record<string, string>;
  json?: unknown;
  /** Whether it changes something that must not be lost sight of when no answer comes. */
  isChange?: boolean;
}

/** Any answer that came whole, good or bad. What its status means is for the connector to say. */
export interface Answer {
  status: number;
  text: string;
  setCookie: string[];
  retryAfterSeconds: number | null;
  /** The service's clock, if it told. */
  serverTime: Date | null;
}

export interface Http {
  ask(question: Question): Promise<Answer>;
}

export interface Limits {
  connectMs: number;
  wholeMs: number;
  mostBytes: number;
}

const ordinaryLimits: Limits = { connectMs: 5_000, wholeMs: 20_000, mostBytes: 1024 * 1024 };

export interface HttpOptions {
  /** Of Keyturn, for the services' logs. */
  version: string;
  proxyFor: ProxyFor;
  onServerTime: OnServerTime;
  limits?: Limits;
  /** Whom to trust beside nobody else; null for Node's own list. */
  certificates?: () => string[] | null;
  /** Hosts that no proxy is ever asked to reach. */
  isDirect?: (host: string) => boolean;
}

/** How far a request has come, for telling what may have happened when it fails. */
interface Progress {
  isSent: boolean;
  status: number | null;
}

// A connection for each request: one that is kept may turn out dead just when a key is being created.
const direct = {
  http: new HttpAgent({ keepAlive: false }),
  https: new HttpsAgent({ keepAlive: false }),
};

/** The one way out to the network. It follows nothing, keeps nothing, repeats nothing. */
export function createHttp({
  version,
  proxyFor,
  onServerTime,
  limits = ordinaryLimits,
  certificates = systemCertificates,
  isDirect = isLoopback,
}: HttpOptions): Http {
  async function ask(question: Question): Promise<Answer> {
    const url = urlOf(question);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), limits.wholeMs);
    const progress: Progress = { isSent: false, status: null };
    try {
      return await Promise.race([
        exchange(url, question, progress, stop.signal),
        stopped(stop.signal),
      ]);
    } catch (error) {
      const isLate = stop.signal.aborted;
      // Takes down whatever is still open, a half-made tunnel too.
      stop.abort();
      if (question.isChange && progress.isSent) {
        throw new FailureError({ code: 'outcome-unknown', status: progress.status });
      }
      if (isLate) throw new FailureError({ code: 'unreachable', reason: 'timeout' });
      if (error instanceof FailureError) throw error;
      if (error instanceof RequestError) throw new FailureError(failureOfTransport(error.code));
      throw withoutWords(error);
    } finally {
      clearTimeout(timer);
    }
  }

  async function exchange(
    url: URL,
    question: Question,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Answer> {
    const way = await wayTo(url);
    // Whoever asked was told meanwhile that it is too late and nothing was sent. So nothing is.
    signal.throwIfAborted();
    const trust = certificates();
    const agent = way === null ? direct : { https: tunnelThrough(way, trust, signal) };
    const stream = got.stream(url, {
      method: question.method,
      headers: { ...question.headers, 'user-agent': `Keyturn/${version}` },
      ...(question.json === undefined ? {} : { json: question.json }),
      agent,
      signal,
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: {
        lookup: limits.connectMs,
        connect: limits.connectMs,
        secureConnect: limits.connectMs,
      },
      https: {
        rejectUnauthorized: true,
        ...(trust === null ? {} : { certificateAuthority: trust }),
      },
    });
    // Reading it tells of the first error. One that comes after would be nobody's and end the app.
    stream.on('error', () => undefined);
    stream.once('request', (request: ClientRequest) => {
      request.once('socket', (socket) => {
        socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
          progress.isSent = true;
        });
      });
    });
    let headers: IncomingHttpHeaders = {};
    let status = 0;
    stream.once('response', (response) => {
      ({ headers, statusCode: status } = response);
      progress.status = status;
    });
    // Left to itself, the library waits for a body to be written to a DELETE.
    if (question.json === undefined && question.method !== 'GET') stream.end();
    const text = await readText(stream, limits.mostBytes);
    const serverTime = timeOf(headers.date);
    if (serverTime) onServerTime({ address: question.address, serverTime });
    if (status >= 300 && status < 400) throw unreadable('redirect');
    if (status < 200 || status > 599) throw unreadable('not-understood');
    return {
      status,
      text,
      setCookie: headers['set-cookie'] ?? [],
      retryAfterSeconds: secondsOf(headers['retry-after'], serverTime ?? new Date()),
      serverTime,
    };
  }

  /** The proxy to go through; null for none. */
  async function wayTo(url: URL): Promise<string | null> {
    if (isDirect(url.hostname)) return null;
    const way = wayOf(await proxyWords(url));
    if (way.kind === 'direct') return null;
    if (way.kind === 'unusable') {
      throw new FailureError({ code: 'unreachable', reason: 'proxy-kind' });
    }
    return way.url;
  }

  async function proxyWords(url: URL): Promise<string> {
    try {
      return await proxyFor(url.origin);
    } catch {
      throw new FailureError({ code: 'unreachable', reason: 'proxy' });
    }
  }

  return { ask };
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
}

/** A fault of our own, with the places it came by and nothing that it may quote. */
function withoutWords(error: unknown): Error {
  const bug = new Error('A request could not be made.');
  const places = error instanceof Error ? error.stack?.split('\n') : undefined;
  const frames = places?.filter((line) => /^ {4}at /.test(line)) ?? [];
  bug.stack = [`${bug.name}: ${bug.message}`, ...frames].join('\n');
  return bug;
}

/** Nothing that is asked for can lead to another server than that of the account. */
function urlOf({ address, path }: Question): URL {
  const base = addressOf(address);
  const url = base === null ? null : new URL(`${base}${path}`);
  if (base === null || url === null || url.origin !== new URL(base).origin) {
    throw new Error('Something else than the address of an account was to be asked.');
  }
  return url;
}

async function readText(stream: AsyncIterable<Buffer>, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > mostBytes) throw unreadable('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unreadable(
  reason: Extract<Failure, { code: 'unreadable-answer' }>['reason'],
): FailureError {
  return new FailureError({ code: 'unreadable-answer', reason, field: null });
}

/** In the one form that HTTP sends it in; `Date` itself would make a time of almost anything. */
function timeOf(header: string | undefined): Date | null {
  if (!/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header ?? '')) return null;
  const time = new Date(header ?? '');
  return Number.isNaN(time.getTime()) ? null : time;
}

const longestWait = 24 * 60 * 60;

/** `Retry-After` in its two forms: seconds, or a time by the service's clock. */
function secondsOf(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const until = timeOf(header);
  const seconds = /^\d+$/.test(header.trim())
    ? Number(header)
    : until && Math.ceil((until.getTime() - now.getTime()) / 1000);
  return seconds === null ? null : Math.min(longestWait, Math.max(0, seconds));
}
