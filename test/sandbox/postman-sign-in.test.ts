import { describe, expect, it } from 'vitest';
import {
  cookieOf,
  jsonType,
  openTestSandbox,
  textType,
  unauthenticated,
  type Client,
} from './sandbox-client.ts';

const email = 'officer@agency.gov.sg';
const ok = { status: 200, type: textType, body: 'OK' };
const refused = { status: 401, type: textType, body: 'Unauthorized' };

function invalid(message: string) {
  return { status: 400, type: jsonType, body: { code: 'api_validation', message } };
}

function login(sandbox: Client, otp: string, as = email) {
  return sandbox.postman('POST', '/auth/login', { json: { email: as, otp } });
}

function waitFor(words: RegExp) {
  return { status: 401, type: jsonType, body: { message: expect.stringMatching(words) } };
}

function otherThan(otp: string): string {
  return otp === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
}

describe('POST /auth/otp', () => {
  it('sends a one-time password to the address in lower case', async () => {
    await using sandbox = await openTestSandbox();
    const answer = await sandbox.postman('POST', '/auth/otp', {
      json: { email: 'Officer@Agency.GOV.SG' },
    });
    expect([answer, await sandbox.mails()]).toEqual([
      ok,
      [
        {
          to: email,
          subject: 'Your one-time password for Postman',
          text: expect.stringMatching(/^Your one-time password is [A-Z0-9]{6}\. /),
          sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        },
      ],
    ]);
  });

  it.each([
    [{}, '"email" is required'],
    [{ email: '' }, '"email" is not allowed to be empty'],
    [{ email: 7 }, '"email" must be a string'],
    [{ email: 'officer' }, '"email" must be a valid email'],
    [{ email: 'officer@agency.invalid' }, '"email" must be a valid email'],
    [{ email, extra: 1 }, '"extra" is not allowed'],
    [[], '"value" must be of type object'],
  ])('refuses %j', async (json, message) => {
    await using sandbox = await openTestSandbox();
    expect(await sandbox.postman('POST', '/auth/otp', { json })).toEqual(invalid(message));
  });

  it.each(['someone@example.com', 'someone@gov.sg.example.com', 'someone@notgov.sg'])(
    'lets %s not in, without a code',
    async (stranger) => {
      await using sandbox = await openTestSandbox();
      expect(await sandbox.postman('POST', '/auth/otp', { json: { email: stranger } })).toEqual({
        status: 401,
        type: jsonType,
        body: { message: 'User is not authorized' },
      });
    },
  );

  it('lets a white-listed domain in', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn('someone@partner.example.com');
    expect(await sandbox.listKeys(cookie)).toEqual([]);
  });

  it('makes one wait 30 seconds between sends, without a code', async () => {
    await using sandbox = await openTestSandbox();
    const ask = () => sandbox.postman('POST', '/auth/otp', { json: { email } });
    const answers = [await ask(), await ask()];
    await sandbox.moveClock({ moveMs: 20_000 });
    answers.push(await ask());
    await sandbox.moveClock({ moveMs: 10_000 });
    answers.push(await ask());
    expect(answers).toEqual([
      ok,
      waitFor(/^Wait for (30|2\d) seconds before requesting for a new otp$/),
      waitFor(/^Wait for (10|\d) seconds before requesting for a new otp$/),
      ok,
    ]);
  });
});

describe('POST /auth/login', () => {
  it('begins a session of 24 hours, in a cookie of the exact shape', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.moveClock({ now: '2026-05-04T06:00:00Z' });
    await sandbox.postman('POST', '/auth/otp', { json: { email } });
    const json = { email: 'OFFICER@agency.gov.sg', otp: await sandbox.lastOtp() };
    const response = await sandbox.send('POST', '/postman/v1/auth/login', { json });
    const [cookie, ...others] = response.headers.getSetCookie();
    expect([response.status, await response.text(), others]).toEqual([200, 'OK', []]);
    expect(cookie).toMatch(
      /^postmangovsg=s%3A[\w-]+\.[\w%]+; Domain=localhost; Path=\/; Expires=Tue, 05 May 2026 06:00:\d\d GMT; HttpOnly; SameSite=Strict$/,
    );
  });

  it.each([
    [{ email }, '"otp" is required'],
    [{ otp: 'ABC123' }, '"email" is required'],
    [{ email, otp: '' }, '"otp" is not allowed to be empty'],
    [{ email, otp: 'ABC123', more: true }, '"more" is not allowed'],
  ])('refuses %j', async (json, message) => {
    await using sandbox = await openTestSandbox();
    expect(await sandbox.postman('POST', '/auth/login', { json })).toEqual(invalid(message));
  });

  it.each(['abc123', 'ABC12', 'ABC1234', 'ABC 12'])('refuses the OTP %s', async (otp) => {
    await using sandbox = await openTestSandbox();
    expect(await login(sandbox, otp)).toEqual(
      invalid(`"otp" with value "${otp}" fails to match the required pattern: /^[A-Z0-9]{6}$/`),
    );
  });

  it('says the same for a wrong, an unasked, a used and an outdated one', async () => {
    await using sandbox = await openTestSandbox();
    const unasked = await login(sandbox, 'AAAAAA');
    await sandbox.postman('POST', '/auth/otp', { json: { email } });
    const otp = await sandbox.lastOtp();
    const wrong = await login(sandbox, otherThan(otp));
    const right = await login(sandbox, otp);
    const used = await login(sandbox, otp);
    await sandbox.moveClock({ moveMs: 30_000 });
    await sandbox.postman('POST', '/auth/otp', { json: { email } });
    const second = await sandbox.lastOtp();
    await sandbox.moveClock({ moveMs: 600_000 });
    const outdated = await login(sandbox, second);
    expect([unasked, wrong, right, used, outdated]).toEqual([
      refused,
      refused,
      ok,
      refused,
      refused,
    ]);
  });

  it('takes an OTP until just before its 600 seconds are over', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.postman('POST', '/auth/otp', { json: { email } });
    const otp = await sandbox.lastOtp();
    await sandbox.moveClock({ moveMs: 590_000 });
    expect(await login(sandbox, otp)).toEqual(ok);
  });

  it.each([
    [3, ok],
    [4, refused],
  ])('after %i wrong tries answers the right one so', async (wrongTries, expected) => {
    await using sandbox = await openTestSandbox();
    await sandbox.postman('POST', '/auth/otp', { json: { email } });
    const otp = await sandbox.lastOtp();
    for (let tries = 0; tries < wrongTries; tries += 1) await login(sandbox, otherThan(otp));
    expect(await login(sandbox, otp)).toEqual(expected);
  });

  it('takes only the last OTP that was sent', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.postman('POST', '/auth/otp', { json: { email } });
    const first = await sandbox.lastOtp();
    await sandbox.moveClock({ moveMs: 30_000 });
    await sandbox.postman('POST', '/auth/otp', { json: { email } });
    const second = await sandbox.lastOtp();
    expect([await login(sandbox, first), await login(sandbox, second)]).toEqual([refused, ok]);
  });
});

describe('the session', () => {
  it('is told by userinfo, which is an empty object when signed out', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const answers = [
      await sandbox.postman('GET', '/auth/userinfo', { cookie }),
      await sandbox.postman('GET', '/auth/userinfo'),
      await sandbox.postman('GET', '/auth/userinfo', { cookie: 'postmangovsg=s%3Aa.b' }),
    ];
    expect(answers).toEqual([
      { status: 200, type: jsonType, body: { email, id: 1, experimental_data: {} } },
      { status: 200, type: jsonType, body: {} },
      { status: 200, type: jsonType, body: {} },
    ]);
  });

  it('ends with a GET of logout, which clears the cookie', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const response = await sandbox.send('GET', '/postman/v1/auth/logout', {
      headers: { cookie },
    });
    expect([
      response.status,
      response.headers.get('content-type'),
      await response.text(),
      response.headers.getSetCookie(),
      await sandbox.postman('GET', '/api-key', { cookie }),
    ]).toEqual([
      200,
      textType,
      'OK',
      [
        'postmangovsg=; Domain=localhost; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict',
      ],
      unauthenticated,
    ]);
  });

  it('is set once and not repeated', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const response = await sandbox.send('GET', '/postman/v1/api-key', { cookie });
    expect([response.status, cookieOf(response)]).toEqual([200, null]);
  });

  it('lives 24 hours and no longer', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.moveClock({ moveMs: 86_390_000 });
    const before = await sandbox.postman('GET', '/api-key', { cookie });
    await sandbox.moveClock({ moveMs: 10_000 });
    const after = await sandbox.postman('GET', '/api-key', { cookie });
    expect([before.status, after]).toEqual([200, unauthenticated]);
  });

  it('may be one of many, and one that ends takes no other with it', async () => {
    await using sandbox = await openTestSandbox();
    const first = await sandbox.signIn();
    await sandbox.moveClock({ moveMs: 30_000 });
    const second = await sandbox.signIn();
    await sandbox.postman('GET', '/auth/logout', { cookie: first });
    expect([
      first === second,
      await sandbox.postman('GET', '/api-key', { cookie: first }),
      await sandbox.postman('GET', '/api-key', { cookie: second }),
    ]).toEqual([false, unauthenticated, { status: 200, type: jsonType, body: [] }]);
  });

  it('is not taken with a signature of someone else', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const forged = `${cookie.slice(0, -3)}${cookie.endsWith('abc') ? 'abd' : 'abc'}`;
    expect(await sandbox.postman('GET', '/api-key', { cookie: forged })).toEqual(unauthenticated);
  });
});
