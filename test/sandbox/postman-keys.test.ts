import { describe, expect, it } from 'vitest';
import { jsonType, openTestSandbox, postmanFailed, unauthenticated } from './sandbox-client.ts';

const label = 'grants production';
const contacts = ['Team@agency.gov.sg', 'Team@agency.gov.sg'];

function invalid(message: string) {
  return { status: 400, type: jsonType, body: { code: 'api_validation', message } };
}

const notFound = {
  status: 404,
  type: jsonType,
  body: { code: 'not_found', message: 'There is no such API key.' },
};

describe('POST /api-key', () => {
  it('makes a key, shows it once, and keeps label and contacts to the letter', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.moveClock({ now: '2026-03-04T05:06:07.089Z' });
    const cookie = await sandbox.signIn('wei.ming_tan-1@agency.gov.sg');
    const json = { label: `  ${label} `, notification_contacts: contacts };
    const created = await sandbox.postman('POST', '/api-key', { cookie, json });
    const row = {
      id: '1',
      last_five: expect.stringMatching(/^[A-Za-z0-9+/]{5}$/),
      label: `  ${label} `,
      valid_until: expect.stringMatching(/^2026-09-04T05:06:\d\d\.\d{3}Z$/),
      notification_contacts: contacts,
    };
    expect([created, await sandbox.postman('GET', '/api-key', { cookie })]).toEqual([
      {
        status: 201,
        type: jsonType,
        body: {
          ...row,
          plain_text_key: expect.stringMatching(/^weimingtan1_v1_[A-Za-z0-9+/]{44}$/),
        },
      },
      { status: 200, type: jsonType, body: [row] },
    ]);
  });

  it('tells the last five characters of the key', async () => {
    await using sandbox = await openTestSandbox();
    const key = await sandbox.createKey(await sandbox.signIn());
    expect(key.plain_text_key.slice(-5)).toBe(key.last_five);
  });

  it.each([
    ['2026-08-31T10:00:00Z', '2027-02-28T10:00'],
    ['2027-08-31T10:00:00Z', '2028-02-29T10:00'],
    ['2026-03-31T10:00:00Z', '2026-09-30T10:00'],
    ['2026-01-15T23:59:00Z', '2026-07-15T23:59'],
  ])('gives a key of %s six calendar months, to %s', async (now, until) => {
    await using sandbox = await openTestSandbox();
    await sandbox.moveClock({ now });
    const key = await sandbox.createKey(await sandbox.signIn());
    expect(key.valid_until.slice(0, 16)).toBe(until);
  });

  it('is not idempotent: the same again is a second key of the same label', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.createKey(cookie, label);
    await sandbox.createKey(cookie, label);
    const keys = await sandbox.listKeys(cookie);
    expect(keys.map((key) => [key.id, key.label])).toEqual([
      ['2', label],
      ['1', label],
    ]);
  });

  it('takes a label of 255 characters', async () => {
    await using sandbox = await openTestSandbox();
    const key = await sandbox.createKey(await sandbox.signIn(), 'ü'.repeat(255));
    expect(key.label).toBe('ü'.repeat(255));
  });

  it.each([
    [{ notification_contacts: contacts }, '"label" is required'],
    [{ label: '', notification_contacts: contacts }, '"label" is not allowed to be empty'],
    [{ label: 5, notification_contacts: contacts }, '"label" must be a string'],
    [
      { label: 'x'.repeat(256), notification_contacts: contacts },
      '"label" length must be less than or equal to 255 characters long',
    ],
    [{ label }, '"notification_contacts" is required'],
    [{ label, notification_contacts: 'a@b.com' }, '"notification_contacts" must be an array'],
    [{ label, notification_contacts: [] }, '"notification_contacts" must contain at least 1 items'],
    [
      { label, notification_contacts: ['nobody'] },
      '"notification_contacts[0]" must be a valid email',
    ],
    [
      { label, notification_contacts: ['a@agency.gov.sg', 'b@agency.local'] },
      '"notification_contacts[1]" must be a valid email',
    ],
    [
      { label, notification_contacts: [''] },
      '"notification_contacts[0]" is not allowed to be empty',
    ],
    [{ label, notification_contacts: [null] }, '"notification_contacts[0]" must be a string'],
    [{ label, notification_contacts: contacts, valid_until: 1 }, '"valid_until" is not allowed'],
    [{ name: 'first wrong, then unknown' }, '"label" is required'],
  ])('refuses %j', async (json, message) => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    expect([
      await sandbox.postman('POST', '/api-key', { cookie, json }),
      await sandbox.listKeys(cookie),
    ]).toEqual([invalid(message), []]);
  });

  it.each(['{"label":', 'nothing', '"words"'])('calls %s malformed', async (raw) => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    expect(
      await sandbox.postman('POST', '/api-key', { cookie, raw, type: 'application/json' }),
    ).toEqual({
      status: 400,
      type: jsonType,
      body: { code: 'malformed', message: 'The request body is not valid JSON.' },
    });
  });

  it('does not read what does not call itself JSON', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const raw = JSON.stringify({ label, notification_contacts: contacts });
    expect(await sandbox.postman('POST', '/api-key', { cookie, raw, type: 'text/plain' })).toEqual(
      invalid('"label" is required'),
    );
  });

  it('answers 413 to a body of more than 1 MiB and lives on', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const raw = 'x'.repeat(8 * 1024 * 1024);
    const answer = await sandbox.postman('POST', '/api-key', {
      cookie,
      raw,
      type: 'application/json',
    });
    expect([answer.status, answer.type, await sandbox.listKeys(cookie)]).toEqual([
      413,
      jsonType,
      [],
    ]);
  });
});

describe('GET /api-key', () => {
  it('tells newest first, with expired keys and without deleted ones', async () => {
    await using sandbox = await openTestSandbox();
    const start = Date.now();
    const first = await sandbox.signIn();
    await sandbox.createKey(first, 'expired');
    await sandbox.moveClock({ now: new Date(start + 200 * 86_400_000).toISOString() });
    const cookie = await sandbox.signIn();
    await sandbox.createKey(cookie, 'deleted');
    await sandbox.createKey(cookie, 'middle');
    await sandbox.createKey(cookie, 'newest');
    await sandbox.postman('DELETE', '/api-key/2', { cookie });
    const keys = await sandbox.listKeys(cookie);
    expect(keys.map((key) => [key.id, key.label])).toEqual([
      ['4', 'newest'],
      ['3', 'middle'],
      ['1', 'expired'],
    ]);
  });

  it('has no limit on the number of keys and no paging', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    for (let made = 0; made < 120; made += 1) await sandbox.createKey(cookie, `key ${made}`);
    expect(await sandbox.listKeys(cookie)).toHaveLength(120);
  });

  it('shows nobody the keys of another', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.createKey(await sandbox.signIn());
    const other = await sandbox.signIn('colleague@agency.gov.sg');
    expect(await sandbox.listKeys(other)).toEqual([]);
  });
});

describe('PUT /api-key/:id', () => {
  it('changes the contacts', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const { plain_text_key: _, ...key } = await sandbox.createKey(cookie);
    const json = { notification_contacts: contacts };
    const answer = await sandbox.postman('PUT', '/api-key/1', { cookie, json });
    const changed = { ...key, notification_contacts: contacts };
    expect([answer, await sandbox.listKeys(cookie)]).toEqual([
      { status: 200, type: jsonType, body: changed },
      [changed],
    ]);
  });

  it('answers {} with the key but for its contacts, and changes nothing', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.createKey(cookie);
    const [key] = await sandbox.listKeys(cookie);
    const { notification_contacts: _, ...rest } = key ?? {};
    expect([
      await sandbox.postman('PUT', '/api-key/1', { cookie, json: {} }),
      await sandbox.listKeys(cookie),
    ]).toEqual([{ status: 200, type: jsonType, body: rest }, [key]]);
  });

  it.each([
    [{ label: 'other' }, '"label" is not allowed'],
    [{ notification_contacts: [] }, '"notification_contacts" must contain at least 1 items'],
    [{ notification_contacts: ['x'] }, '"notification_contacts[0]" must be a valid email'],
    [{ notification_contacts: null }, '"notification_contacts" must be an array'],
  ])('refuses %j', async (json, message) => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.createKey(cookie);
    expect(await sandbox.postman('PUT', '/api-key/1', { cookie, json })).toEqual(invalid(message));
  });
});

describe('DELETE /api-key/:id', () => {
  it('answers the id as a string and is at once and for good', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const key = await sandbox.createKey(cookie);
    const probe = () =>
      sandbox.postman('GET', '/transactional/email?limit=0', { bearer: key.plain_text_key });
    const before = await probe();
    const answer = await sandbox.postman('DELETE', '/api-key/1', { cookie });
    expect([before.status, answer, await probe(), await sandbox.listKeys(cookie)]).toEqual([
      400,
      { status: 200, type: jsonType, body: { id: '1' } },
      unauthenticated,
      [],
    ]);
  });
});

describe.each(['PUT', 'DELETE'])('%s on an id', (method) => {
  const json = method === 'PUT' ? { notification_contacts: contacts } : undefined;

  it('is 404 not_found for an unknown, a deleted and another one’s key', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.createKey(cookie);
    await sandbox.createKey(cookie);
    await sandbox.postman('DELETE', '/api-key/2', { cookie });
    const other = await sandbox.signIn('colleague@agency.gov.sg');
    const ask = (id: string, as: string) =>
      sandbox.postman(method, `/api-key/${id}`, { cookie: as, json });
    expect([
      await ask('999', cookie),
      await ask('-1', cookie),
      await ask('2', cookie),
      await ask('1', other),
    ]).toEqual([notFound, notFound, notFound, notFound]);
  });

  it.each(['abc', '1.5', '1x', '%20', '%'])(
    'is 500 for the id %s, which is no number',
    async (id) => {
      await using sandbox = await openTestSandbox();
      const cookie = await sandbox.signIn();
      await sandbox.createKey(cookie);
      expect(await sandbox.postman(method, `/api-key/${id}`, { cookie, json })).toEqual(
        postmanFailed,
      );
    },
  );
});
