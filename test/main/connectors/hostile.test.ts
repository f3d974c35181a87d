import * as fc from 'fast-check';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failure } from '../../../src/shared/failure.ts';
import { names, operationsAt } from './operations.ts';
import { failureOf, must, openRawServer, openServer, quick } from './servers.ts';

/** Whatever a server says, each operation ends in time: with a value, or with a Failure that can be told. */

/** The end of an operation; anything but a value and a Failure breaks the test. */
async function endOf(work: () => Promise<unknown>): Promise<string> {
  const startedAt = Date.now();
  const end = await failureOf(work()).catch((error: Error) => {
    if (error.message === 'It did not fail.') return null;
    throw error;
  });
  // Well past the limit even on a busy computer, but no hang.
  expect(Date.now() - startedAt).toBeLessThan(10 * quick.wholeMs);
  return end === null ? 'value' : failure.parse(end).code;
}

const row = fc.record({
  id: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
  last_five: fc.string(),
  label: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('🔑'.repeat(255))),
  valid_until: fc.oneof(fc.date().map(String), fc.string(), fc.constant('2027-01-01T00:00:00Z')),
  notification_contacts: fc.oneof(fc.constant(null), fc.array(fc.string())),
});
const body = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.array(row).map((rows) => JSON.stringify(rows)),
  fc.record({ code: fc.anything(), data: fc.anything(), message: fc.anything() }).map((one) => {
    try {
      return JSON.stringify(one);
    } catch {
      return '';
    }
  }),
  fc.constant('<!doctype html><title>502</title>'),
  fc.constant('['.repeat(40_000)),
  fc.constant('{"__proto__":{"id":"1"},"constructor":1}'),
);
const headerValue = fc.stringMatching(/^[\x20-\x7e]{0,60}$/);
const header = fc.oneof(
  fc.tuple(fc.constantFrom('retry-after', 'date', 'set-cookie', 'location'), headerValue),
  fc.constant(['content-encoding', 'gzip']),
  fc.constant(['content-encoding', 'br']),
  fc.constant(['set-cookie', 'postmangovsg=s%3Aa.b; Max-Age=99999999999999; Expires=never']),
  fc.constant(['content-type', 'image/png']),
);
const status = fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(200, 201, 401, 999));
const answer = fc.record({ status, headers: fc.array(header, { maxLength: 4 }), body });
type Answer = { status: number; headers: (readonly string[])[]; body: string };

function give(response: ServerResponse, { status: code, headers, body: text }: Answer): void {
  const all = Object.fromEntries(headers) as Record<string, string>;
  try {
    response.writeHead(code, all).end(text);
  } catch {
    // Node itself will not send some of it.
    response.destroy();
  }
}

describe('answers of every kind', () => {
  let current: Answer;
  let server: Awaited<ReturnType<typeof openServer>>;
  beforeAll(async () => {
    server = await openServer((_request, response) => give(response, current));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each(names)('leave the %s standing', { timeout: 60_000 }, async (name) => {
    await fc.assert(
      fc.asyncProperty(answer, async (one) => {
        current = one;
        expect(await endOf(must(operationsAt(server.address)[name] ?? null))).toBeTruthy();
      }),
      { numRuns: 60 },
    );
  });
});

describe('bytes that are no HTTP, or its beginning', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(fc.constantFrom('200 OK', '201 Created', '401 No', '100 Continue', '102 Wait'), body)
      .map(([line, text]) => Buffer.from(`HTTP/1.1 ${line}\r\ncontent-length: 9\r\n\r\n${text}`)),
    fc
      .string({ unit: 'binary' })
      .map((text) => Buffer.from(`HTTP/1.1 200 OK\r\n${text}\r\n\r\n${text}`)),
  );
  let current: { bytes: Uint8Array; end: 'close' | 'reset' | 'stay' };
  let server: Awaited<ReturnType<typeof openRawServer>>;
  beforeAll(async () => {
    server = await openRawServer((socket) => {
      socket.once('data', () => {
        if (current.end === 'close') socket.end(current.bytes);
        else socket.write(current.bytes, () => current.end === 'reset' && socket.destroy());
      });
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each(['postman list', 'postman create', 'data-gov revoke', 'probe'])(
    'leave the %s standing',
    { timeout: 60_000 },
    async (name) => {
      const end = fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom('close' as const, 'reset' as const) },
        { weight: 1, arbitrary: fc.constant('stay' as const) },
      );
      await fc.assert(
        fc.asyncProperty(fc.record({ bytes, end }), async (one) => {
          current = one;
          expect(await endOf(must(operationsAt(server.address)[name] ?? null))).toBeTruthy();
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe('a server that never answers', () => {
  test.each(names)('ends the %s in time, with the right Failure', async (name) => {
    await using server = await openRawServer(() => undefined);
    const end = await endOf(must(operationsAt(server.address)[name] ?? null));
    const isChange = /create|contacts|revoke/.test(name);
    expect(end).toBe(name === 'probe' ? 'value' : isChange ? 'outcome-unknown' : 'unreachable');
  });
});
