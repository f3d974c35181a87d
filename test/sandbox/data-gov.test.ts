import { describe, expect, it } from 'vitest';
import { jsonType, openTestSandbox, type Client } from './sandbox-client.ts';

const email = 'officer@agency.gov.sg';

function success(status: number, data: unknown) {
  return { status, type: jsonType, body: { code: 0, data, errorMsg: '' } };
}

function failure(status: number, kind: { code: number; name?: string }) {
  return { status, type: jsonType, body: { ...kind, data: null, errorMsg: expect.any(String) } };
}

const badParams = failure(400, { code: 4, name: 'ERROR_PARAMS' });
const unauthenticated = failure(401, { code: 16, name: 'UNAUTHENTICATED' });
const notFound = failure(404, { code: 17 });

interface Created {
  data: { key: { id: string; lastFive: string; expiresAt: string }; apiKey: string };
}

function createKey(sandbox: Client, bearer: string, keyName = 'Upload', expiration = '30d') {
  const json = { keyName, expiration };
  return sandbox.get<Created>('POST', '/data-gov/v2/admin/api/keys', { bearer, json });
}

function whoami(sandbox: Client, key: string) {
  return sandbox.dataGov('GET', '/auth/whoami', { headers: { 'x-dgs-admin-api-key': key } });
}

describe('signing in', () => {
  it('is by an OTP, which can be sent again after 30 seconds', async () => {
    await using sandbox = await openTestSandbox();
    const ask = () => sandbox.dataGov('POST', '/auth/otp', { json: { email } });
    const answers = [await ask(), await ask()];
    await sandbox.moveClock({ moveMs: 30_000 });
    answers.push(await ask());
    expect([answers, (await sandbox.mails()).map((mail) => mail.to)]).toEqual([
      [
        success(200, { resendAfter: 30 }),
        failure(429, { code: 24, name: 'TOO_MANY_REQUESTS' }),
        success(200, { resendAfter: 30 }),
      ],
      [email, email],
    ]);
  });

  it('gives a bearer token for 24 hours and no cookie', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.moveClock({ now: '2026-05-04T06:00:00Z' });
    await sandbox.dataGov('POST', '/auth/otp', { json: { email: email.toUpperCase() } });
    const json = { email, otp: await sandbox.lastOtp() };
    const response = await sandbox.send('POST', '/data-gov/v2/admin/api/auth/login', { json });
    expect([
      response.status,
      response.headers.getSetCookie(),
      await response.json(),
      await sandbox.dataGov('POST', '/auth/login', { json }),
    ]).toEqual([
      200,
      [],
      {
        code: 0,
        data: {
          token: expect.stringMatching(/^[\w-]{43}$/),
          expiresAt: expect.stringMatching(/^2026-05-05T06:00:/),
        },
        errorMsg: '',
      },
      unauthenticated,
    ]);
  });

  it.each([
    ['/auth/otp', {}],
    ['/auth/otp', { email: 'officer' }],
    ['/auth/otp', { email, more: 1 }],
    ['/auth/login', { email }],
    ['/auth/login', { email, otp: 'abc123' }],
  ])('refuses to %s %j', async (path, json) => {
    await using sandbox = await openTestSandbox();
    expect(await sandbox.dataGov('POST', path, { json })).toEqual(badParams);
  });

  it('is for officers only', async () => {
    await using sandbox = await openTestSandbox();
    expect(
      await sandbox.dataGov('POST', '/auth/otp', { json: { email: 'someone@example.com' } }),
    ).toEqual(failure(403, { code: 7, name: 'PERMISSION_DENIED' }));
  });

  it('ends after 24 hours', async () => {
    await using sandbox = await openTestSandbox();
    const bearer = await sandbox.signInToDataGov();
    const before = await sandbox.dataGov('GET', '/keys', { bearer });
    await sandbox.moveClock({ moveMs: 86_400_000 });
    expect([before.status, await sandbox.dataGov('GET', '/keys', { bearer })]).toEqual([
      200,
      unauthenticated,
    ]);
  });
});

describe('keys', () => {
  it('are made with 201 and shown once', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.moveClock({ now: '2026-05-04T06:00:00Z' });
    const bearer = await sandbox.signInToDataGov();
    const json = { keyName: 'Upload', expiration: '90d' };
    const created = await sandbox.dataGov('POST', '/keys', { bearer, json });
    const key = {
      id: 'dgk_1',
      keyName: 'Upload',
      lastFive: expect.stringMatching(/^[A-Za-z0-9]{5}$/),
      createdAt: expect.stringMatching(/^2026-05-04T06:00:\d\d\.\d{3}Z$/),
      expiresAt: expect.stringMatching(/^2026-08-02T06:00:\d\d\.\d{3}Z$/),
      lastUsedAt: null,
    };
    expect([created, await sandbox.dataGov('GET', '/keys', { bearer })]).toEqual([
      success(201, { key, apiKey: expect.stringMatching(/^dgs_[A-Za-z0-9]{40}$/) }),
      success(200, { keys: [key] }),
    ]);
  });

  it('may share a name, and are told newest first', async () => {
    await using sandbox = await openTestSandbox();
    const bearer = await sandbox.signInToDataGov();
    await createKey(sandbox, bearer);
    await createKey(sandbox, bearer);
    const { data } = await sandbox.get<{ data: { keys: { id: string; keyName: string }[] } }>(
      'GET',
      '/data-gov/v2/admin/api/keys',
      { bearer },
    );
    expect(data.keys.map(({ id, keyName }) => [id, keyName])).toEqual([
      ['dgk_2', 'Upload'],
      ['dgk_1', 'Upload'],
    ]);
  });

  it('have the expirations that the service offers', async () => {
    await using sandbox = await openTestSandbox();
    const bearer = await sandbox.signInToDataGov();
    expect(await sandbox.dataGov('GET', '/keys/expirations', { bearer })).toEqual(
      success(200, {
        options: [
          { id: '30d', label: '30 days' },
          { id: '90d', label: '90 days' },
          { id: '180d', label: '180 days' },
          { id: '365d', label: '1 year' },
        ],
      }),
    );
  });

  it.each([
    [{ expiration: '30d' }],
    [{ keyName: '', expiration: '30d' }],
    [{ keyName: 'x'.repeat(101), expiration: '30d' }],
    [{ keyName: 'Upload', expiration: 'never' }],
    [{ keyName: 'Upload', expiration: '30d', contacts: [] }],
  ])('are not made of %j', async (json) => {
    await using sandbox = await openTestSandbox();
    const bearer = await sandbox.signInToDataGov();
    expect(await sandbox.dataGov('POST', '/keys', { bearer, json })).toEqual(badParams);
  });

  it('are deleted once, and only by their owner', async () => {
    await using sandbox = await openTestSandbox();
    const bearer = await sandbox.signInToDataGov();
    await createKey(sandbox, bearer);
    const other = await sandbox.signInToDataGov('colleague@agency.gov.sg');
    const remove = (as: string) => sandbox.dataGov('DELETE', '/keys/dgk_1', { bearer: as });
    expect([await remove(other), await remove(bearer), await remove(bearer)]).toEqual([
      notFound,
      success(200, { id: 'dgk_1' }),
      notFound,
    ]);
  });

  it.each([
    ['GET', '/keys'],
    ['GET', '/keys/expirations'],
    ['POST', '/keys'],
    ['DELETE', '/keys/dgk_1'],
  ])('answer %s %s with 401 without a token, and to a wrong one', async (method, path) => {
    await using sandbox = await openTestSandbox();
    expect([
      await sandbox.dataGov(method, path),
      await sandbox.dataGov(method, path, { bearer: 'wrong' }),
    ]).toEqual([unauthenticated, unauthenticated]);
  });
});

describe('whoami', () => {
  it('tells whose a good key is, and notes that it was used', async () => {
    await using sandbox = await openTestSandbox();
    const bearer = await sandbox.signInToDataGov();
    const { data } = await createKey(sandbox, bearer);
    const answer = await whoami(sandbox, data.apiKey);
    expect([answer, await sandbox.dataGov('GET', '/keys', { bearer })]).toEqual([
      { status: 200, type: jsonType, body: { user: { userId: '1', email } } },
      success(200, { keys: [{ ...data.key, lastUsedAt: expect.stringMatching(/Z$/) }] }),
    ]);
  });

  it('is 401 for a wrong, a missing, a deleted and an expired key', async () => {
    await using sandbox = await openTestSandbox();
    const bearer = await sandbox.signInToDataGov();
    const { data: deleted } = await createKey(sandbox, bearer);
    await sandbox.dataGov('DELETE', `/keys/${deleted.key.id}`, { bearer });
    const { data: expired } = await createKey(sandbox, bearer);
    await sandbox.moveClock({ now: expired.key.expiresAt });
    const answers = [
      await whoami(sandbox, 'wrong'),
      await sandbox.dataGov('GET', '/auth/whoami'),
      await whoami(sandbox, deleted.apiKey),
      await whoami(sandbox, expired.apiKey),
    ];
    expect(answers).toEqual(answers.map(() => unauthenticated));
  });
});

describe('the envelope', () => {
  it('is also around what is not there, not JSON, or too much', async () => {
    await using sandbox = await openTestSandbox();
    const type = 'application/json';
    expect([
      await sandbox.dataGov('GET', '/nothing'),
      await sandbox.dataGov('PUT', '/keys/dgk_1', { json: {} }),
      await sandbox.dataGov('POST', '/auth/otp', { raw: '{', type }),
      await sandbox.dataGov('POST', '/auth/otp', { raw: ' '.repeat(1024 * 1024 + 1), type }),
    ]).toEqual([notFound, notFound, badParams, failure(413, { code: 4, name: 'ERROR_PARAMS' })]);
  });
});
