import { describe, expect, it } from 'vitest';
import { cookieOf, jsonType, openTestSandbox, unauthenticated } from './sandbox-client.ts';

const probe = '/transactional/email?limit=0';
const tooLow = {
  status: 400,
  type: jsonType,
  body: {
    code: 'api_validation',
    message: '"limit" must be greater than or equal to 1',
  },
};

describe('a probe', () => {
  it('answers a good key with 400 and no data', async () => {
    await using sandbox = await openTestSandbox();
    const { plain_text_key: bearer } = await sandbox.createKey(await sandbox.signIn());
    expect(await sandbox.postman('GET', probe, { bearer })).toEqual(tooLow);
  });

  it('answers a good key with an empty page where one is asked for', async () => {
    await using sandbox = await openTestSandbox();
    const { plain_text_key: bearer } = await sandbox.createKey(await sandbox.signIn());
    const path = '/transactional/email?limit=1&exclude_params=true';
    expect(await sandbox.postman('GET', path, { bearer })).toEqual({
      status: 200,
      type: jsonType,
      body: { has_more: false, data: [] },
    });
  });

  it('says the same of a wrong, a malformed, a missing, a deleted and an expired key', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const deleted = await sandbox.createKey(cookie);
    await sandbox.postman('DELETE', `/api-key/${deleted.id}`, { cookie });
    const expired = await sandbox.createKey(cookie);
    await sandbox.moveClock({ now: expired.valid_until });
    const answers = [
      await sandbox.postman('GET', probe, { bearer: `officer_v1_${'A'.repeat(44)}` }),
      await sandbox.postman('GET', probe, { bearer: '*****' }),
      await sandbox.postman('GET', probe),
      await sandbox.postman('GET', probe, { bearer: deleted.plain_text_key }),
      await sandbox.postman('GET', probe, { bearer: expired.plain_text_key }),
    ];
    expect(answers).toEqual(answers.map(() => unauthenticated));
  });

  it('takes a key until its very end', async () => {
    await using sandbox = await openTestSandbox();
    const key = await sandbox.createKey(await sandbox.signIn());
    const end = Date.parse(key.valid_until);
    await sandbox.moveClock({ now: new Date(end - 10_000).toISOString() });
    expect(await sandbox.postman('GET', probe, { bearer: key.plain_text_key })).toEqual(tooLow);
  });

  it.each(['bearer', 'BEARER', 'Basic', 'Token'])(
    'does not take %s for the word Bearer',
    async (word) => {
      await using sandbox = await openTestSandbox();
      const { plain_text_key: key } = await sandbox.createKey(await sandbox.signIn());
      const headers = { authorization: `${word} ${key}` };
      expect(await sandbox.postman('GET', probe, { headers })).toEqual(unauthenticated);
    },
  );

  it.each(['x', '1.5'])('refuses a limit of %s', async (limit) => {
    await using sandbox = await openTestSandbox();
    const { plain_text_key: bearer } = await sandbox.createKey(await sandbox.signIn());
    expect(await sandbox.postman('GET', `/transactional/email?limit=${limit}`, { bearer })).toEqual(
      {
        status: 400,
        type: jsonType,
        body: { code: 'api_validation', message: '"limit" must be a number' },
      },
    );
  });
});

describe('the pitfall', () => {
  it('answers a good key with a full session of its owner', async () => {
    await using sandbox = await openTestSandbox();
    const { plain_text_key: bearer } = await sandbox.createKey(await sandbox.signIn());
    const response = await sandbox.send('GET', `/postman/v1${probe}`, { bearer });
    const cookie = cookieOf(response) ?? '';
    const keys = await sandbox.listKeys(cookie);
    expect(keys.map((key) => key.id)).toEqual(['1']);
  });

  it('looks at a cookie before the key, so that a wrong key passes with one', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const wish = { cookie, bearer: 'wrong' };
    const response = await sandbox.send('GET', `/postman/v1${probe}`, wish);
    expect([response.status, cookieOf(response)]).toEqual([400, null]);
  });

  it('gives nothing to a wrong key, and looks at the key when the cookie is not good', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const { plain_text_key: bearer } = await sandbox.createKey(cookie);
    await sandbox.postman('GET', '/auth/logout', { cookie });
    const wrong = await sandbox.send('GET', `/postman/v1${probe}`, { bearer: 'wrong' });
    const stale = await sandbox.send('GET', `/postman/v1${probe}`, { cookie, bearer });
    expect([wrong.status, cookieOf(wrong), stale.status]).toEqual([401, null, 400]);
  });
});

describe('POST /transactional/email/send', () => {
  const path = '/transactional/email/send';
  const json = { subject: 'Hello', body: 'It works.', recipient: 'me@agency.gov.sg' };

  it('delivers to the mailbox, so that a new key can be seen to work', async () => {
    await using sandbox = await openTestSandbox();
    const { plain_text_key: bearer } = await sandbox.createKey(await sandbox.signIn());
    const answer = await sandbox.postman('POST', path, { bearer, json });
    const [mail] = await sandbox.mails();
    expect([answer.status, mail]).toEqual([
      201,
      {
        to: 'me@agency.gov.sg',
        subject: 'Hello',
        text: 'It works.',
        sentAt: expect.any(String),
      },
    ]);
  });

  it('needs a key and a whole mail', async () => {
    await using sandbox = await openTestSandbox();
    const { plain_text_key: bearer } = await sandbox.createKey(await sandbox.signIn());
    expect([
      await sandbox.postman('POST', path, { json }),
      await sandbox.postman('POST', path, { bearer, json: { subject: 'Hello' } }),
    ]).toEqual([
      unauthenticated,
      {
        status: 400,
        type: jsonType,
        body: { code: 'api_validation', message: '"body" is required' },
      },
    ]);
  });

  it('lets ten through in a second, then says when to come again', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.moveClock({ now: '2026-05-31T23:59:00Z' });
    const { plain_text_key: bearer } = await sandbox.createKey(await sandbox.signIn());
    const send = () => sandbox.send('POST', `/postman/v1${path}`, { bearer, json });
    const many: Response[] = [];
    // Eleven in half a second of the sandbox's time, however fast the test runs.
    for (let sent = 0; sent < 11; sent += 1) {
      const now = new Date(Date.UTC(2026, 5, 1) + sent * 50).toISOString();
      await sandbox.moveClock({ now });
      many.push(await send());
    }
    const limited = many.find((response) => response.status === 429);
    const names = [
      'retry-after',
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
    ];
    expect([
      many.filter((response) => response.status === 201).length,
      await limited?.json(),
      names.map((name) => limited?.headers.get(name)),
    ]).toEqual([
      10,
      { code: 'rate_limit', message: 'Too many requests. Please try again later.' },
      ['1', '10', '0', '1', '10', '0', expect.stringMatching(/^\d{10}$/)],
    ]);
    await sandbox.moveClock({ moveMs: 1_000 });
    expect((await send()).status).toBe(201);
  });
});
