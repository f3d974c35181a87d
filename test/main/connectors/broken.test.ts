import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/main/core/secret.ts';
import type { Failure } from '../../../src/shared/failure.ts';
import { probeAnswer } from '../../../src/shared/probe.ts';
import { names, operationsAt } from './operations.ts';
import { answering, failureOf, must, openServer, placeAt, postmanFor, quick } from './servers.ts';
import { testCertificate } from './test-certificate.ts';

/** Each way of being broken, and the one Failure that each operation ends in. */

const page = '<!doctype html><title>Oh no</title>';

const broken: Record<string, (response: ServerResponse) => void> = {
  'an answer that is cut off': (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('[{"id":"1"', () => response.destroy());
  },
  'an answer without end': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const write = () => void (response.destroyed || response.write('['.repeat(1000), write));
    write();
  },
  'an answer that drips': (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  },
  'headers that drip': (response) => {
    const { socket } = response;
    socket?.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket?.write('x: y\r\n'), 20);
    response.on('close', () => clearInterval(timer));
  },
  'a page with 403': (response) => response.writeHead(403).end(page),
  'a page with 404': (response) => response.writeHead(404).end(page),
  'a page with 429': (response) => response.writeHead(429, { 'retry-after': '9' }).end(page),
  'a page with 502': (response) => response.writeHead(502).end(page),
  'a page with 503 that says it is JSON': (response) =>
    response.writeHead(503, { 'content-type': 'application/json' }).end(page),
};

const unreadable = (reason: string) => ({ code: 'unreadable-answer', reason, field: null });
const lost = (status: number | null) => ({ code: 'outcome-unknown', status });
const failed = (status: number) => ({ code: 'service-failed', status, retryAfterSeconds: null });
const same = (failure: object) => ({ question: failure, change: failure });

/** A question may be asked again; a change may have been made. */
const ends: Record<string, { question: object; change: object }> = {
  'an answer that is cut off': {
    question: { code: 'unreachable', reason: 'reset' },
    change: lost(200),
  },
  'an answer without end': { question: unreadable('too-large'), change: lost(200) },
  'an answer that drips': {
    question: { code: 'unreachable', reason: 'timeout' },
    change: lost(200),
  },
  'headers that drip': { question: { code: 'unreachable', reason: 'timeout' }, change: lost(null) },
  'a page with 403': same({ code: 'forbidden' }),
  'a page with 404': same({ code: 'not-found' }),
  'a page with 429': same({ code: 'rate-limited', retryAfterSeconds: 9 }),
  'a page with 502': { question: failed(502), change: lost(502) },
  'a page with 503 that says it is JSON': { question: failed(503), change: lost(503) },
};

/** Where the end is no matter of time, a busy computer shall not make it one. */
const patient = { ...quick, connectMs: 20_000, wholeMs: 20_000, mostBytes: 50_000 };

/** What an operation ends in; that of a probe is why it says nothing. */
async function endAt(address: string, name: string, limits = patient): Promise<Failure> {
  const work = must(operationsAt(address, limits)[name] ?? null)();
  if (name !== 'probe') return failureOf(work);
  const said = probeAnswer.parse(await work);
  if (said.outcome !== 'unknown') throw new Error(`It said ${said.outcome} of a key.`);
  return said.because;
}

// One of data-gov's own: who asks too early is told how long to wait, in whatever form.
const early = { code: 'wait-before-retry', seconds: 9 };

describe.each(Object.keys(broken))('%s', (way) => {
  test.concurrent.each(names)('ends the %s', async (name) => {
    await using server = await openServer((_request, response) => broken[way]?.(response));
    const kind = /create|contacts|revoke/.test(name) ? 'change' : 'question';
    const isEarly = way === 'a page with 429' && name === 'data-gov otp';
    const limits = way.endsWith('drips') || way.endsWith('drip') ? quick : patient;
    expect(await endAt(server.address, name, limits)).toEqual(isEarly ? early : ends[way]?.[kind]);
  });
});

describe('a certificate that nobody vouches for', () => {
  test.concurrent.each(names)('ends the %s before anything is sent', async (name) => {
    await using server = await openServer((_request, response) => response.end(), testCertificate);
    expect(await endAt(server.address, name)).toEqual({ code: 'unreachable', reason: 'tls' });
    expect(server.heard).toEqual([]);
  });
});

const session = { secret: new Secret('s%3Aabc.def'), expiresAt: null };

describe('a list', () => {
  const row = (number: number, label: string) => ({
    id: String(number),
    last_five: 'AB12C',
    label,
    valid_until: '2027-03-01T02:03:04Z',
  });
  const rows = (label: string) => Array.from({ length: 10_000 }, (_, number) => row(number, label));

  async function listOf(body: unknown, headers: Record<string, string> = {}) {
    await using server = await answering(200, body, headers);
    return await postmanFor().list(placeAt(server.address), session);
  }

  test('of 10,000 keys is read to the last one', async () => {
    const keys = await listOf(rows('k'));
    expect(keys).toHaveLength(10_000);
    expect(keys.at(-1)).toMatchObject({ id: '9999', label: 'k', contacts: null });
  });

  test('of 10,000 keys with long labels is more than is taken in, and said to be', async () => {
    expect(await failureOf(listOf(rows('k'.repeat(200))))).toEqual(unreadable('too-large'));
  });

  test('keeps a label of 255 emoji as it is, even where the pieces of the answer cut through one', async () => {
    const label = '👩🏽‍💻'.repeat(255);
    const text = Buffer.from(JSON.stringify([row(1, label)]));
    const pieces = Array.from({ length: Math.ceil(text.length / 1001) }, (_, at) =>
      text.subarray(at * 1001, (at + 1) * 1001),
    );
    await using server = await openServer((_request, response) => {
      Readable.from(pieces).pipe(response);
    });
    const keys = await postmanFor().list(placeAt(server.address), session);
    expect(keys.map((key) => key.label)).toEqual([label]);
  });

  test.each(['text/html', 'image/png', 'application/octet-stream', 'nonsense', ''])(
    'is what it is, whatever its content type says: %j',
    async (type) => {
      expect(await listOf([row(1, 'k')], { 'content-type': type })).toHaveLength(1);
      expect(await failureOf(listOf(page, { 'content-type': type }))).toEqual(
        unreadable('not-json'),
      );
    },
  );
});
