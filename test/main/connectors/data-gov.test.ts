import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/main/core/secret.ts';
import { dataGovStyle } from '../../../src/shared/rule-cards/data-gov-style.ts';
import { openTestSandbox } from '../../sandbox/sandbox-client.ts';
import { answering, dataGovFor, failureOf, must, placeAt } from './servers.ts';
import { email, noSession, openDataGov } from './signed-in.ts';

const wish = { label: 'pipeline', contacts: [], expiration: '90d' };

describe('signing in', () => {
  test('an OTP gives a bearer token with its end', async () => {
    await using opened = await openDataGov();
    expect(opened.session.secret.reveal()).toMatch(/^[\w-]{40,}$/);
    expect(Date.parse(opened.session.expiresAt ?? '')).toBeGreaterThan(Date.now());
  });

  test('every refusal has its own Failure', async () => {
    await using sandbox = await openTestSandbox();
    const dataGov = dataGovFor();
    const place = placeAt(`${sandbox.address}/data-gov`, dataGovStyle);
    expect(await dataGov.requestOtp(place, email)).toEqual({ resendAfterSeconds: 30 });
    expect([
      await failureOf(dataGov.requestOtp(place, email)),
      await failureOf(dataGov.requestOtp(place, 'me@example.com')),
      await failureOf(dataGov.requestOtp(place, 'nobody')),
      await failureOf(dataGov.signIn(place, email, 'AAAAAA')),
      await failureOf(dataGov.signIn(place, email, 'canary')),
      await failureOf(dataGov.signIn(place, email, 'canary-too-long')),
    ]).toEqual([
      { code: 'wait-before-retry', seconds: expect.any(Number) },
      { code: 'sign-in-refused', reason: 'not-authorized' },
      { code: 'rejected-by-service', field: 'email', message: 'email: must be a valid email' },
      { code: 'sign-in-refused', reason: 'wrong-code' },
      { code: 'sign-in-refused', reason: 'wrong-code' },
      expect.objectContaining({ code: 'rejected-by-service', field: 'otp' }),
    ]);
  });

  test('a session cannot be ended at the service, and the type says so', () => {
    const { signOut, changeContacts } = dataGovFor();
    expect({ signOut, changeContacts }).toEqual({ signOut: null, changeContacts: null });
  });
});

describe('keys', () => {
  test('a key is created with one of the options, listed, probed and revoked', async () => {
    await using opened = await openDataGov();
    const { dataGov, place, session } = opened;
    const options = await must(dataGov.expirations)(place, session);
    expect(options).toContainEqual({ id: '90d', label: '90 days' });

    const { key, secret } = await dataGov.create(place, session, wish);
    expect(key).toEqual({
      id: 'dgk_1',
      label: 'pipeline',
      lastFive: secret.reveal().slice(-5),
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: expect.stringMatching(/Z$/),
      contacts: null,
      lastUsedAt: null,
    });
    expect(await dataGov.probe(place, secret)).toEqual({ outcome: 'works' });
    const used = { ...key, lastUsedAt: expect.stringMatching(/Z$/) };
    expect(await dataGov.list(place, session)).toEqual([used]);

    expect(await dataGov.revoke(place, session, key.id)).toBe('revoked');
    expect(await dataGov.revoke(place, session, key.id)).toBe('already-gone');
    expect(await dataGov.probe(place, secret)).toMatchObject({ outcome: 'refused' });
    expect(await dataGov.list(place, session)).toEqual([]);
  });

  test('an option that is not offered is rejected', async () => {
    await using opened = await openDataGov();
    const { dataGov, place, session } = opened;
    const failure = await failureOf(dataGov.create(place, session, { ...wish, expiration: '7d' }));
    expect(failure).toMatchObject({ code: 'rejected-by-service', field: 'expiration' });
  });

  test('without a session every key route says that one is signed out', async () => {
    await using opened = await openDataGov();
    const { dataGov, place } = opened;
    const ends = [
      await failureOf(dataGov.list(place, noSession)),
      await failureOf(dataGov.create(place, noSession, wish)),
      await failureOf(must(dataGov.expirations)(place, noSession)),
      await failureOf(dataGov.revoke(place, noSession, 'dgk_1')),
    ];
    expect(new Set(ends.map(({ code }) => code))).toEqual(new Set(['signed-out']));
  });
});

describe('the envelope', () => {
  const session = { secret: new Secret('a-token'), expiresAt: null };
  async function listAt(status: number, body: unknown, headers = {}) {
    await using server = await answering(status, body, headers);
    return await failureOf(dataGovFor().list(placeAt(server.address, dataGovStyle), session));
  }

  test('a code other than 0 is a failure even with a status of 200', async () => {
    const data = { keys: [] };
    expect([
      await listAt(200, { code: 16, name: 'UNAUTHENTICATED', data }),
      await listAt(200, { code: 17, data }),
      await listAt(200, { code: 24, name: 'TOO_MANY_REQUESTS', data }, { 'retry-after': '7' }),
      await listAt(200, { code: 4, name: 'ERROR_PARAMS', data, errorMsg: 'page: too large' }),
      await listAt(200, { code: 99, data, errorMsg: 'Maintenance' }),
    ]).toEqual([
      { code: 'signed-out' },
      { code: 'not-found' },
      { code: 'rate-limited', retryAfterSeconds: 7 },
      { code: 'rejected-by-service', field: 'page', message: 'page: too large' },
      { code: 'rejected-by-service', field: null, message: 'Maintenance' },
    ]);
  });

  test('an account with as many keys as it may have is told so', async () => {
    expect(await listAt(400, { code: 8, name: 'KEY_QUOTA_EXCEEDED', data: null })).toEqual({
      code: 'quota-full',
    });
  });

  test('a field that is missing is named with its path', async () => {
    const key = { id: 'a', keyName: 'b', lastFive: 'canary' };
    expect([
      await listAt(200, { code: 0, data: { keys: [key, { ...key, lastFive: 5 }] } }),
      await listAt(200, { code: 0, data: { keys: [{ ...key, expiresAt: 'tomorrow' }] } }),
      await listAt(200, { code: 0 }),
      await listAt(200, []),
    ]).toEqual(
      ['data.keys[1].lastFive', 'data.keys[0].expiresAt', 'data', null].map((field) => ({
        code: 'unreadable-answer',
        reason: 'shape',
        field,
      })),
    );
  });

  test('the 404 of something that is not the service does not make a key gone', async () => {
    await using server = await answering(404, { message: 'no Route matched with those values' });
    const work = dataGovFor().revoke(placeAt(server.address, dataGovStyle), session, 'dgk_1');
    expect(await failureOf(work)).toEqual({ code: 'not-found' });
  });
});
