import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/main/core/secret.ts';
import { answering, failureOf, must, openServer, placeAt, postmanFor } from './servers.ts';
import { email, wish } from './signed-in.ts';

// Postman v1 as other servers than the sandbox may speak it.

const session = { secret: new Secret('s%3Aabc.def%2B'), expiresAt: null };
const row = {
  id: '7',
  last_five: 'ab/+c',
  label: 'forms',
  valid_until: '2027-03-01T02:03:04.005Z',
  notification_contacts: ['a@b.gov.sg'],
};
const key = {
  id: '7',
  label: 'forms',
  lastFive: 'ab/+c',
  createdAt: null,
  expiresAt: '2027-03-01T02:03:04.005Z',
  contacts: ['a@b.gov.sg'],
  lastUsedAt: null,
};

async function listOf(body: unknown) {
  await using server = await answering(200, body);
  return await postmanFor().list(placeAt(server.address), session);
}

describe('the list', () => {
  test('an id may be a number, contacts null or missing, and other fields are passed over', async () => {
    const { notification_contacts: _, ...bare } = row;
    expect(
      await listOf([
        { ...row, id: 7 },
        { ...row, notification_contacts: null },
        { ...bare, shoe_size: 43 },
        { ...row, valid_until: '2027-03-01T10:03:04.005+08:00' },
      ]),
    ).toEqual([key, { ...key, contacts: null }, { ...key, contacts: null }, key]);
  });

  test('of a whole key in the place of its last five, no more is taken', async () => {
    const listed = await listOf([{ ...row, last_five: `forms_v1_${'canary'.repeat(7)}ab/+c` }]);
    expect(listed).toEqual([key]);
  });

  test.each(['\uD800', '.', '..'])(
    '%j is the name of no key, since no path can have it',
    async (id) => {
      expect(await failureOf(listOf([{ ...row, id }]))).toEqual({
        code: 'unreadable-answer',
        reason: 'shape',
        field: '[0].id',
      });
    },
  );

  test('a field that is missing or of another kind is named, its value is not', async () => {
    const fieldOf = async (body: unknown) => failureOf(listOf(body));
    const { label: _, ...nameless } = row;
    const shape = { code: 'unreadable-answer', reason: 'shape' };
    expect([
      await fieldOf([row, nameless]),
      await fieldOf([{ ...row, valid_until: 'canary' }]),
      await fieldOf([{ ...row, id: { canary: 1 } }]),
      await fieldOf([{ ...row, notification_contacts: ['a', 5] }]),
      await fieldOf({ canary: row }),
    ]).toEqual([
      { ...shape, field: '[1].label' },
      { ...shape, field: '[0].valid_until' },
      { ...shape, field: '[0].id' },
      { ...shape, field: '[0].notification_contacts[1]' },
      { ...shape, field: null },
    ]);
  });

  test('ten thousand keys are taken in while they keep to the size, and are too large beyond', async () => {
    const small = { ...row, label: 'x', notification_contacts: null };
    expect(await listOf(Array.from({ length: 9_000 }, () => small))).toHaveLength(9_000);
    expect(await failureOf(listOf(Array.from({ length: 10_000 }, () => row)))).toEqual({
      code: 'unreadable-answer',
      reason: 'too-large',
      field: null,
    });
  });

  test('the session goes along as it came, under its one name', async () => {
    await using server = await answering(200, []);
    await postmanFor().list(placeAt(`${server.address}/v1`), session);
    expect(server.heard).toEqual([
      {
        method: 'GET',
        url: '/v1/api-key',
        body: '',
        headers: {
          cookie: 'postmangovsg=s%3Aabc.def%2B',
          'user-agent': 'Keyturn/0.0.0-test',
          'accept-encoding': expect.any(String),
          host: expect.any(String),
          connection: 'close',
        },
      },
    ]);
  });
});

describe('signing in', () => {
  async function signInWith(setCookie: string[], body = 'OK') {
    await using server = await openServer((_request, response) => {
      response.writeHead(200, { 'set-cookie': setCookie, 'content-type': 'text/plain' });
      response.end(body);
    });
    return await postmanFor().signIn(placeAt(server.address), email, 'abc123');
  }

  test('the cookie is taken whatever its domain is, among others, and without an end', async () => {
    const cases = [
      ['postmangovsg=s%3Aa.b; Domain=localhost; Path=/; HttpOnly; SameSite=Strict'],
      ['other=1; Path=/', 'postmangovsg=s%3Aa.b; Domain=postman.gov.sg; Secure', 'last=2'],
      ['postmangovsg=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'postmangovsg=s%3Aa.b'],
    ];
    for (const lines of cases) {
      const { secret, expiresAt } = await signInWith(lines);
      expect([secret.reveal(), expiresAt]).toEqual(['s%3Aa.b', null]);
    }
  });

  test('its end is told by Max-Age before Expires', async () => {
    const later = 'Expires=Sat, 01 Jan 2050 00:00:00 GMT';
    expect((await signInWith([`postmangovsg=a; ${later}`])).expiresAt).toBe(
      '2050-01-01T00:00:00.000Z',
    );
    const { expiresAt } = await signInWith([`postmangovsg=a; Max-Age=3600; ${later}`]);
    expect(Math.abs(Date.parse(expiresAt ?? '') - Date.now() - 3_600_000)).toBeLessThan(10_000);
  });

  test('a success without the cookie, or a page in its place, is none', async () => {
    const missing = { code: 'unreadable-answer', reason: 'shape', field: 'set-cookie' };
    expect(await failureOf(signInWith([]))).toEqual(missing);
    expect(await failureOf(signInWith(['postmangovsg=; Path=/']))).toEqual(missing);
    expect(await failureOf(signInWith(['postmangovsg=a'], '<!doctype html>'))).toMatchObject({
      reason: 'not-json',
    });
  });

  test('a 401 counts with and without a code, in JSON and in plain text', async () => {
    const askAt = async (body: unknown) => {
      await using server = await answering(401, body);
      return await failureOf(postmanFor().requestOtp(placeAt(server.address), email));
    };
    const refused = { code: 'sign-in-refused', reason: 'not-authorized' };
    expect([
      await askAt({ message: 'User is not authorized' }),
      await askAt('Unauthorized'),
      await askAt({ message: 'Wait for 12 seconds before requesting for a new otp' }),
      await askAt({ code: 'unauthenticated', message: 'no' }),
    ]).toEqual([refused, refused, { code: 'wait-before-retry', seconds: 12 }, refused]);
  });
});

describe('a change', () => {
  async function changes(status: number, body: unknown, headers = {}) {
    await using server = await answering(status, body, headers);
    const place = placeAt(server.address);
    const postman = postmanFor();
    return [
      await failureOf(postman.create(place, session, wish)),
      await failureOf(must(postman.changeContacts)(place, session, '7', wish.contacts)),
      await failureOf(postman.revoke(place, session, '7')),
    ];
  }
  const thrice = <Value>(value: Value) => [value, value, value];

  test.each([500, 502, 503, 504, 408])('of which %d is said may have been made', async (status) => {
    expect(await changes(status, '<html>')).toEqual(thrice({ code: 'outcome-unknown', status }));
  });

  test('whose success cannot be read has been made, or something unknown has', async () => {
    for (const body of ['<html>', { id: null }, '', '{"id":"7"']) {
      expect(await changes(200, body)).toEqual(thrice({ code: 'outcome-unknown', status: 200 }));
    }
  });

  test('that is sent elsewhere may have been made', async () => {
    expect(await changes(302, '', { location: '/elsewhere' })).toEqual(
      thrice({ code: 'outcome-unknown', status: 302 }),
    );
  });

  test('of which no is said in any of these ways has not been made', async () => {
    expect(await changes(401, 'Unauthorized')).toEqual(thrice({ code: 'signed-out' }));
    expect(await changes(403, '<html>1010')).toEqual(thrice({ code: 'forbidden' }));
    expect(await changes(404, '<html>Cannot')).toEqual(thrice({ code: 'not-found' }));
    expect(await changes(429, {}, { 'retry-after': '30' })).toEqual(
      thrice({ code: 'rate-limited', retryAfterSeconds: 30 }),
    );
    expect(await changes(413, {})).toEqual(
      thrice({ code: 'rejected-by-service', field: null, message: '' }),
    );
  });

  test('a key is gone only in the words of the service', async () => {
    const revokeAt = async (body: unknown) => {
      await using server = await answering(404, body);
      return await postmanFor().revoke(placeAt(server.address), session, '7');
    };
    expect(await revokeAt({ code: 'not_found', message: 'gone' })).toBe('already-gone');
    expect(await failureOf(revokeAt({ message: 'no Route matched' }))).toEqual({
      code: 'not-found',
    });
  });

  test('is sent once, whatever becomes of it', async () => {
    await using server = await answering(503, {}, { 'retry-after': '0' });
    await failureOf(postmanFor().create(placeAt(server.address), session, wish));
    expect(server.heard.map(({ method, body }) => [method, body])).toEqual([
      ['POST', '{"label":"forms","notification_contacts":["team@agency.gov.sg"]}'],
    ]);
  });
});

test('the words of a service are shown without what they quote', async () => {
  const said = async (message: unknown) => {
    await using server = await answering(400, { code: 'api_validation', message });
    return await failureOf(postmanFor().signIn(placeAt(server.address), email, 'canary'));
  };
  const rejected = (message: string, field: string | null = null) => ({
    code: 'rejected-by-service',
    field,
    message,
  });
  expect([
    await said('"otp" with value "CANARY" fails to match the required pattern: /x/'),
    await said('CANARY and canary are no code'),
    await said('me_v1_abcdefghij is no label; Bearer abc.def is no header'),
    await said('two\nlines\u202e and \u0000 more'),
    await said('x '.repeat(150)),
    await said('x'.repeat(100_000)),
    await said({ canary: 1 }),
  ]).toEqual([
    rejected('"otp" fails to match the required pattern: /x/', 'otp'),
    rejected('… and … are no code'),
    rejected('… is no label; … is no header'),
    rejected('two lines and more'),
    rejected(`${'x '.repeat(150).slice(0, 199)}…`),
    rejected(''),
    rejected(''),
  ]);
});
