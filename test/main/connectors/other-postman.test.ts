import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/main/core/secret.ts';
import { fitsKeyPattern } from '../../../src/shared/key-pattern.ts';
import { postmanV1 } from '../../../src/shared/rule-cards/postman-v1.ts';
import { openOtherPostman, type Manner } from './other-postman.ts';
import { failureOf, must, placeAt, postmanFor } from './servers.ts';

/** The whole of the connector at a Postman v1 that is not our sandbox. */

const email = 'ops.team@agency.gov.sg';
const postman = postmanFor();

async function openSignedIn(manner: Manner = {}) {
  const server = await openOtherPostman(manner);
  const place = placeAt(server.address);
  await postman.requestOtp(place, email);
  const session = await postman.signIn(place, email, server.lastOtp(email));
  return { ...server, place, session };
}

// Not every computer calls its IPv6 loopback `localhost`, or has one.
const called = (await lookup('localhost', { all: true })).map(({ address }) => address);
const loopbacks = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
const hasIpv6 = loopbacks.some(({ address }) => address === '::1');
const manners: Manner[] = [
  { host: '127.0.0.1' },
  ...(hasIpv6
    ? [{ host: '::1', name: called.includes('::1') ? 'localhost' : '[::1]' } as const]
    : []),
  { body: 'chunked' },
  { body: 'gzip' },
  { headers: 'lower' },
  { headers: 'upper', body: 'gzip' },
];

test.each(manners)('from signing in to signing out, where it has the manner %j', async (manner) => {
  await using opened = await openSignedIn(manner);
  const { place, session } = opened;
  expect(Date.parse(session.expiresAt ?? '')).toBeGreaterThan(Date.now() + 86_000_000);
  expect(await postman.list(place, session)).toEqual([]);

  const contacts = [' Team@Agency.gov.sg', 'team@agency.gov.sg', 'b@agency.gov.sg'];
  const wish = { label: '🔑 forms "portal"', contacts, expiration: null };
  const { key, secret } = await postman.create(place, session, wish);
  const made = {
    id: '1',
    label: '🔑 forms "portal"',
    lastFive: secret.reveal().slice(-5),
    createdAt: null,
    expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    contacts: ['team@agency.gov.sg', 'b@agency.gov.sg'],
    lastUsedAt: null,
  };
  expect(key).toEqual(made);
  expect(fitsKeyPattern(postmanV1.keyPattern ?? '', secret.reveal())).toBe(true);
  expect(await postman.list(place, session)).toEqual([made]);

  const changed = await must(postman.changeContacts)(place, session, '1', ['c@agency.gov.sg']);
  expect(changed).toEqual({ ...made, contacts: ['c@agency.gov.sg'] });

  expect(await postman.probe(place, secret)).toEqual({ outcome: 'works' });
  expect(await postman.revoke(place, session, '1')).toBe('revoked');
  expect(await postman.revoke(place, session, '1')).toBe('already-gone');
  const refused = { outcome: 'refused', because: 'not-accepted' };
  expect(await postman.probe(place, secret)).toEqual(refused);

  await must(postman.signOut)(place, session);
  expect(await failureOf(postman.list(place, session))).toEqual({ code: 'signed-out' });
});

describe('at another Postman', () => {
  test('a row from before labels has no contacts', async () => {
    await using opened = await openSignedIn();
    opened.addOldRow(email);
    expect(await postman.list(opened.place, opened.session)).toEqual([
      {
        id: '1',
        label: 'default',
        lastFive: '*****',
        createdAt: null,
        expiresAt: '2024-04-21T00:00:00.000Z',
        contacts: null,
        lastUsedAt: null,
      },
    ]);
  });

  test('a good probe leaves a session there and none here, so that a bad key does not pass after it', async () => {
    await using opened = await openSignedIn();
    const { place, session } = opened;
    const wish = { label: 'a', contacts: ['a@agency.gov.sg'], expiration: null };
    const { secret } = await postman.create(place, session, wish);
    const before = opened.sessions();
    expect(await postman.probe(place, secret)).toEqual({ outcome: 'works' });
    expect(opened.sessions()).toBe(before + 1);
    expect(await postman.probe(place, new Secret('ops_v1_wrong'))).toMatchObject({
      outcome: 'refused',
    });
  });

  test('each refusal has its Failure', async () => {
    await using opened = await openSignedIn();
    const { place, session } = opened;
    const ends = [
      postman.requestOtp(place, 'someone@example.org'),
      postman.requestOtp(place, 'nonsense'),
      postman.signIn(place, email, 'AAAAAA'),
      postman.signIn(place, email, 'short'),
      postman.create(place, session, { label: '', contacts: ['a@b.gov.sg'], expiration: null }),
      postman.create(place, session, { label: 'a', contacts: ['a'], expiration: null }),
      postman.create(place, session, { label: 'a', contacts: [], expiration: null }),
      postman.revoke(place, session, 'nonsense'),
      must(postman.changeContacts)(place, session, '99', ['a@b.gov.sg']),
      postman.list(placeAt(`${opened.address}/v1`), session),
      postman.list(place, { ...session, secret: new Secret(`${session.secret.reveal()}x`) }),
    ].map((work) => failureOf(work));
    const rejected = (field: string, words: string) => ({
      code: 'rejected-by-service',
      field,
      message: `"${field}" ${words}`,
    });
    expect(await Promise.all(ends)).toEqual([
      { code: 'sign-in-refused', reason: 'not-authorized' },
      rejected('email', 'must be a valid email'),
      { code: 'sign-in-refused', reason: 'wrong-code' },
      rejected('otp', 'fails to match the required pattern'),
      rejected('label', 'is not allowed to be empty'),
      rejected('notification_contacts[0]', 'must be a valid email'),
      rejected('notification_contacts', 'must contain at least 1 items'),
      { code: 'outcome-unknown', status: 500 },
      { code: 'not-found' },
      { code: 'not-found' },
      { code: 'signed-out' },
    ]);
  });

  test('a code that is asked for too early says how long to wait', async () => {
    await using server = await openOtherPostman();
    const place = placeAt(server.address);
    expect(await postman.requestOtp(place, ' Ops.Team@AGENCY.gov.sg ')).toEqual({
      resendAfterSeconds: 30,
    });
    expect(await failureOf(postman.requestOtp(place, email))).toEqual({
      code: 'wait-before-retry',
      seconds: expect.any(Number),
    });
  });

  test('where nobody listens on either address of this computer, the words are the same', async () => {
    const server = await openOtherPostman();
    await server[Symbol.asyncDispose]();
    expect(await failureOf(postman.requestOtp(placeAt(server.address), email))).toEqual({
      code: 'unreachable',
      reason: 'refused',
    });
  });
});
