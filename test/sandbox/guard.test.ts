import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openTestSandbox } from './sandbox-client.ts';

/** By hand, since fetch lets nobody choose the Host header. */
function statusFor(port: number, headers: Record<string, string>, path = '/control/clock') {
  return new Promise<number | undefined>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.once('error', reject);
    asked.end('{"moveMs":1}');
  });
}

const type = { 'content-type': 'application/json' };

describe('the Host header', () => {
  it.each([
    ['127.0.0.1', 200],
    ['127.0.0.1:4010', 200],
    ['localhost:4010', 200],
    ['LOCALHOST', 200],
    ['[::1]:4010', 200],
    ['keyturn.example.com', 421],
    ['127.0.0.1.example.com', 421],
    ['localhost.example.com:4010', 421],
    ['10.0.0.1', 421],
    ['127.0.0.1@example.com', 421],
  ])('of %s gets %i', async (host, status) => {
    await using sandbox = await openTestSandbox();
    expect(await statusFor(sandbox.port, { ...type, host })).toBe(status);
  });

  it('counts for every path', async () => {
    await using sandbox = await openTestSandbox();
    const host = 'keyturn.example.com';
    const paths = ['/mailbox', '/mailbox.json', '/postman/v1/api-key', '/data-gov/v2', '/nothing'];
    const statuses = paths.map((path) => statusFor(sandbox.port, { host }, path));
    expect(await Promise.all(statuses)).toEqual(paths.map(() => 421));
  });
});

describe('a change that a browser asks for', () => {
  const host = '127.0.0.1:4010';
  it.each([
    [{ origin: `http://${host}` }, 200],
    [{ origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ origin: 'http://keyturn.example.com' }, 403],
    [{ origin: 'http://localhost:4010' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
  ])('with %j gets %i', async (headers, status) => {
    await using sandbox = await openTestSandbox();
    expect(await statusFor(sandbox.port, { ...type, host, ...headers })).toBe(status);
  });
});

describe('the server', () => {
  it('listens on 127.0.0.1 alone', async () => {
    await using sandbox = await openTestSandbox();
    await expect(fetch(`http://[::1]:${sandbox.port}/mailbox`)).rejects.toThrow('fetch failed');
  });

  it('outlives addresses and bodies that make no sense', async () => {
    await using sandbox = await openTestSandbox();
    const paths = ['//evil.example.com/', '/%', '/postman/v1/api-key/%ff', '/control?%', '/?a=b?c'];
    for (const path of paths) await statusFor(sandbox.port, { ...type, host: 'localhost' }, path);
    expect((await sandbox.ask('GET', '/control')).status).toBe(200);
  });
});
