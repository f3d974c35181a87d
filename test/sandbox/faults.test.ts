import { describe, expect, it } from 'vitest';
import {
  htmlType,
  jsonType,
  openTestSandbox,
  postmanFailed,
  unauthenticated,
  type Client,
} from './sandbox-client.ts';

const json = { label: 'new', notification_contacts: ['team@agency.gov.sg'] };

function create(sandbox: Client, cookie: string) {
  return sandbox.postman('POST', '/api-key', { cookie, json });
}

async function labelsOf(sandbox: Client, cookie: string) {
  const keys = await sandbox.listKeys(cookie);
  return keys.map((key) => key.label);
}

/** What became of a call whose connection broke. */
async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'answered';
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    return cause instanceof Error && 'code' in cause ? cause.code : error;
  }
}

const dataGovFailed = {
  status: 500,
  type: jsonType,
  body: { code: 13, name: 'INTERNAL', data: null, errorMsg: 'Internal server error' },
};

describe('a fault', () => {
  it('may fail before the commit', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.setFault({ route: 'postman.create', fault: 'fail-before' });
    expect([await create(sandbox, cookie), await labelsOf(sandbox, cookie)]).toEqual([
      postmanFailed,
      [],
    ]);
  });

  it('may fail after the commit', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.setFault({ route: 'postman.create', fault: 'fail-after' });
    expect([await create(sandbox, cookie), await labelsOf(sandbox, cookie)]).toEqual([
      postmanFailed,
      ['new'],
    ]);
  });

  it('may reset the connection after the commit', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.setFault({ route: 'postman.create', fault: 'reset-after' });
    expect([await codeOf(create(sandbox, cookie)), await labelsOf(sandbox, cookie)]).toEqual([
      'ECONNRESET',
      ['new'],
    ]);
  });

  it('may hold the answer back, with the change already made', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.setFault({ route: 'postman.create', fault: 'slow', delayMs: 600_000 });
    const leave = new AbortController();
    const waiting = fetch(`${sandbox.address}/postman/v1/api-key`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(json),
      signal: leave.signal,
    });
    await expect.poll(() => labelsOf(sandbox, cookie)).toEqual(['new']);
    leave.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });

  it('answers in the end when it is only slow', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.setFault({ route: 'postman.create', fault: 'slow', delayMs: 20 });
    expect((await create(sandbox, cookie)).status).toBe(201);
  });

  it('may end the session, which a new sign-in mends', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.setFault({ route: 'postman.delete', fault: 'end-session', times: 1 });
    await sandbox.createKey(cookie);
    const remove = (as: string) => sandbox.postman('DELETE', '/api-key/1', { cookie: as });
    const answers = [await remove(cookie), await sandbox.postman('GET', '/api-key', { cookie })];
    await sandbox.moveClock({ moveMs: 30_000 });
    answers.push(await remove(await sandbox.signIn()));
    expect(answers).toEqual([
      unauthenticated,
      unauthenticated,
      { status: 200, type: jsonType, body: { id: '1' } },
    ]);
  });

  it('may be the CDN, which answers in HTML without asking the service', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.setFault({ route: 'postman.create', fault: 'cdn-403' });
    expect([await create(sandbox, cookie), await labelsOf(sandbox, cookie)]).toEqual([
      { status: 403, type: htmlType, body: expect.stringContaining('Access denied') },
      [],
    ]);
  });

  it('may answer garbage under the right status and type, with the change made', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.setFault({ route: 'postman.create', fault: 'garbage' });
    const response = await sandbox.send('POST', '/postman/v1/api-key', { cookie, json });
    const body = await response.text();
    expect([
      response.status,
      response.headers.get('content-type'),
      () => JSON.parse(body),
      await labelsOf(sandbox, cookie),
    ]).toEqual([201, jsonType, expect.any(Function), ['new']]);
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
  });

  it('may be a full quota, as each service says that', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const bearer = await sandbox.signInToDataGov();
    await sandbox.setFault({ route: 'postman.create', fault: 'quota-full' });
    await sandbox.setFault({ route: 'data-gov.create', fault: 'quota-full' });
    await sandbox.setFault({ route: 'data-gov.list', fault: 'quota-full' });
    const postman = await sandbox.send('POST', '/postman/v1/api-key', { cookie, json });
    const dataGov = { keyName: 'new', expiration: '30d' };
    expect([
      [postman.status, await postman.json(), postman.headers.get('retry-after')],
      await sandbox.dataGov('POST', '/keys', { bearer, json: dataGov }),
      await sandbox.dataGov('GET', '/keys', { bearer }),
      await labelsOf(sandbox, cookie),
    ]).toEqual([
      [429, { code: 'rate_limit', message: expect.any(String) }, '1'],
      {
        status: 400,
        type: jsonType,
        body: { code: 8, name: 'KEY_QUOTA_EXCEEDED', data: null, errorMsg: expect.any(String) },
      },
      {
        status: 429,
        type: jsonType,
        body: { code: 24, name: 'TOO_MANY_REQUESTS', data: null, errorMsg: expect.any(String) },
      },
      [],
    ]);
  });

  it('lasts as many times as it was given, then all is well', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.setFault({ route: 'postman.create', fault: 'fail-before', times: 2 });
    const statuses: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      statuses.push((await create(sandbox, cookie)).status);
    }
    expect(statuses).toEqual([500, 500, 201, 201]);
  });

  it('strikes its own route alone, and the data.gov.sg style in its own words', async () => {
    await using sandbox = await openTestSandbox();
    const bearer = await sandbox.signInToDataGov();
    await sandbox.setFault({ route: 'data-gov.list', fault: 'fail-before' });
    const expirations = await sandbox.dataGov('GET', '/keys/expirations', { bearer });
    expect([await sandbox.dataGov('GET', '/keys', { bearer }), expirations.status]).toEqual([
      dataGovFailed,
      200,
    ]);
  });

  it('strikes a key made in the data.gov.sg style after the commit, and its session', async () => {
    await using sandbox = await openTestSandbox();
    const bearer = await sandbox.signInToDataGov();
    await sandbox.setFault({ route: 'data-gov.create', fault: 'fail-after', times: 1 });
    await sandbox.setFault({ route: 'data-gov.delete', fault: 'end-session', times: 1 });
    const wish = { bearer, json: { keyName: 'new', expiration: '30d' } };
    const made = await sandbox.dataGov('POST', '/keys', wish);
    const removed = await sandbox.dataGov('DELETE', '/keys/dgk_1', { bearer });
    await sandbox.moveClock({ moveMs: 30_000 });
    const again = await sandbox.signInToDataGov();
    expect([
      made,
      removed.status,
      (await sandbox.dataGov('DELETE', '/keys/dgk_1', { bearer: again })).status,
    ]).toEqual([dataGovFailed, 401, 200]);
  });

  it.each([
    ['postman.otp', 'POST', '/postman/v1/auth/otp'],
    ['postman.login', 'POST', '/postman/v1/auth/login'],
    ['postman.userinfo', 'GET', '/postman/v1/auth/userinfo'],
    ['postman.logout', 'GET', '/postman/v1/auth/logout'],
    ['postman.list', 'GET', '/postman/v1/api-key'],
    ['postman.create', 'POST', '/postman/v1/api-key'],
    ['postman.contacts', 'PUT', '/postman/v1/api-key/1'],
    ['postman.delete', 'DELETE', '/postman/v1/api-key/1'],
    ['postman.probe', 'GET', '/postman/v1/transactional/email?limit=0'],
    ['postman.send', 'POST', '/postman/v1/transactional/email/send'],
    ['data-gov.otp', 'POST', '/data-gov/v2/admin/api/auth/otp'],
    ['data-gov.login', 'POST', '/data-gov/v2/admin/api/auth/login'],
    ['data-gov.list', 'GET', '/data-gov/v2/admin/api/keys'],
    ['data-gov.expirations', 'GET', '/data-gov/v2/admin/api/keys/expirations'],
    ['data-gov.create', 'POST', '/data-gov/v2/admin/api/keys'],
    ['data-gov.delete', 'DELETE', '/data-gov/v2/admin/api/keys/1'],
    ['data-gov.whoami', 'GET', '/data-gov/v2/admin/api/auth/whoami'],
  ])('strikes %s', async (route, method, path) => {
    await using sandbox = await openTestSandbox();
    await sandbox.setFault({ route, fault: 'cdn-403', times: 1 });
    const struck = await sandbox.ask(method, path);
    const after = await sandbox.ask(method, path);
    expect([struck.status, struck.type, after.type === htmlType]).toEqual([403, htmlType, false]);
  });
});
