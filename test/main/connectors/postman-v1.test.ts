import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/main/core/secret.ts';
import { addCalendarMonths } from '../../../src/shared/expiry.ts';
import { fitsKeyPattern } from '../../../src/shared/key-pattern.ts';
import { postmanV1 } from '../../../src/shared/rule-cards/postman-v1.ts';
import { openTestSandbox } from '../../sandbox/sandbox-client.ts';
import { failureOf, must, placeAt, postmanFor } from './servers.ts';
import { email, noSession, openPostman, wish } from './signed-in.ts';

describe('signing in', () => {
  test('an OTP may be pasted in small letters, with spaces around it and in it', async () => {
    await using sandbox = await openTestSandbox();
    const postman = postmanFor();
    const place = placeAt(`${sandbox.address}/postman/v1`);
    expect(await postman.requestOtp(place, ` ${email.toUpperCase()} `)).toEqual({
      resendAfterSeconds: 30,
    });
    const otp = await sandbox.lastOtp();
    const pasted = ` ${otp.slice(0, 3).toLowerCase()} ${otp.slice(3)}\n`;
    const session = await postman.signIn(place, email, pasted);
    expect(session.secret.reveal()).toMatch(/^s%3A[\w-]+\.[\w%+-]+$/);
    const hoursLeft = (Date.parse(session.expiresAt ?? '') - Date.now()) / 3_600_000;
    expect(hoursLeft).toBeGreaterThan(23.9);
    expect(hoursLeft).toBeLessThan(24.1);
    expect(await postman.list(place, session)).toEqual([]);
  });

  test('asking again too soon says how long to wait', async () => {
    await using sandbox = await openTestSandbox();
    const place = placeAt(`${sandbox.address}/postman/v1`);
    await postmanFor().requestOtp(place, email);
    expect(await failureOf(postmanFor().requestOtp(place, email))).toEqual({
      code: 'wait-before-retry',
      seconds: expect.toSatisfy((seconds: number) => seconds > 20 && seconds <= 30),
    });
  });

  test('who may not sign in is told so', async () => {
    await using sandbox = await openTestSandbox();
    const place = placeAt(`${sandbox.address}/postman/v1`);
    expect(await failureOf(postmanFor().requestOtp(place, 'me@example.com'))).toEqual({
      code: 'sign-in-refused',
      reason: 'not-authorized',
    });
  });

  test('what is no e-mail is rejected by the service, in its words', async () => {
    await using sandbox = await openTestSandbox();
    const place = placeAt(`${sandbox.address}/postman/v1`);
    expect(await failureOf(postmanFor().requestOtp(place, 'nobody'))).toEqual({
      code: 'rejected-by-service',
      field: 'email',
      message: '"email" must be a valid email',
    });
  });

  test('a wrong code is refused, and so is one that is used up', async () => {
    await using opened = await openPostman();
    const { postman, place } = opened;
    const refused = { code: 'sign-in-refused', reason: 'wrong-code' };
    expect(await failureOf(postman.signIn(place, email, 'AAAAAA'))).toEqual(refused);
    const used = await opened.lastOtp();
    expect(await failureOf(postman.signIn(place, email, used))).toEqual(refused);
  });

  test('a code of another shape is complained about without being repeated', async () => {
    await using opened = await openPostman();
    const failure = await failureOf(opened.postman.signIn(opened.place, email, 'canary-otp'));
    expect(failure).toMatchObject({ code: 'rejected-by-service', field: 'otp' });
    expect(JSON.stringify(failure).toLowerCase()).not.toContain('canary');
  });

  test('after signing out the session is worth nothing, and signing out again is no failure', async () => {
    await using opened = await openPostman();
    const { postman, place, session } = opened;
    await must(postman.signOut)(place, session);
    expect(await failureOf(postman.list(place, session))).toEqual({ code: 'signed-out' });
    await must(postman.signOut)(place, session);
  });
});

describe('keys', () => {
  test('a key is created, listed, given other contacts, probed and revoked', async () => {
    await using opened = await openPostman();
    const { postman, place, session } = opened;
    const { key, secret } = await postman.create(place, session, {
      ...wish,
      contacts: [' Team@Agency.gov.sg', 'team@agency.gov.sg', 'b@agency.gov.sg'],
    });
    expect(fitsKeyPattern(postmanV1.keyPattern ?? '', secret.reveal())).toBe(true);
    expect(key).toEqual({
      id: '1',
      label: 'forms',
      lastFive: secret.reveal().slice(-5),
      createdAt: null,
      expiresAt: expect.stringMatching(/Z$/),
      contacts: ['team@agency.gov.sg', 'b@agency.gov.sg'],
      lastUsedAt: null,
    });
    const gap =
      Date.parse(key.expiresAt ?? '') - Date.parse(addCalendarMonths(new Date().toISOString(), 6));
    expect(Math.abs(gap)).toBeLessThan(60_000);
    expect(await postman.list(place, session)).toEqual([key]);

    const changed = await must(postman.changeContacts)(place, session, '1', ['c@agency.gov.sg']);
    expect(changed).toEqual({ ...key, contacts: ['c@agency.gov.sg'] });

    expect(await postman.probe(place, secret)).toEqual({ outcome: 'works' });
    expect(await postman.revoke(place, session, '1')).toBe('revoked');
    expect(await postman.probe(place, secret)).toEqual({
      outcome: 'refused',
      because: 'not-accepted',
    });
    expect(await postman.revoke(place, session, '1')).toBe('already-gone');
    expect(await postman.list(place, session)).toEqual([]);
  });

  test('the list has expired keys and the row from before there were several', async () => {
    await using sandbox = await openTestSandbox({ isEmpty: false });
    const postman = postmanFor();
    const place = placeAt(`${sandbox.address}/postman/v1`);
    await postman.requestOtp(place, email);
    const session = await postman.signIn(place, email, await sandbox.lastOtp());
    const keys = await postman.list(place, session);
    const [legacy] = postmanV1.legacyRows;
    expect(keys).toHaveLength(12);
    expect(keys.at(-1)).toEqual({
      id: '17',
      label: legacy?.label,
      lastFive: legacy?.lastFive,
      createdAt: null,
      expiresAt: legacy?.expiredAt,
      contacts: null,
      lastUsedAt: null,
    });
  });

  test('two keys may have one label, and one of 255 emoji comes back whole', async () => {
    await using opened = await openPostman();
    const { postman, place, session } = opened;
    const label = '🔑'.repeat(127);
    await postman.create(place, session, { ...wish, label });
    await postman.create(place, session, { ...wish, label });
    const labels = (await postman.list(place, session)).map((key) => key.label);
    expect(labels).toEqual([label, label]);
  });

  test('what the service finds fault with is named by its field', async () => {
    await using opened = await openPostman();
    const { postman, place, session } = opened;
    const rejected = { code: 'rejected-by-service' };
    const make = (part: Partial<typeof wish>) =>
      failureOf(postman.create(place, session, { ...wish, ...part }));
    expect([
      await make({ label: '' }),
      await make({ label: 'x'.repeat(256) }),
      await make({ contacts: [] }),
      await make({ contacts: ['nobody'] }),
    ]).toEqual([
      { ...rejected, field: 'label', message: '"label" is not allowed to be empty' },
      {
        ...rejected,
        field: 'label',
        message: '"label" length must be less than or equal to 255 characters long',
      },
      {
        ...rejected,
        field: 'notification_contacts',
        message: '"notification_contacts" must contain at least 1 items',
      },
      {
        ...rejected,
        field: 'notification_contacts[0]',
        message: '"notification_contacts[0]" must be a valid email',
      },
    ]);
  });

  test('contacts of a key that is not there are not changed', async () => {
    await using opened = await openPostman();
    const { postman, place, session } = opened;
    expect(
      await failureOf(must(postman.changeContacts)(place, session, '99', ['a@b.gov.sg'])),
    ).toEqual({
      code: 'not-found',
    });
  });

  test('an id that is no number breaks the service, which may have done anything', async () => {
    await using opened = await openPostman();
    const { postman, place, session } = opened;
    expect(await failureOf(postman.revoke(place, session, 'x/../1'))).toEqual({
      code: 'outcome-unknown',
      status: 500,
    });
  });

  test('without a session every key route says that one is signed out', async () => {
    await using opened = await openPostman();
    const { postman, place } = opened;
    const signedOut = { code: 'signed-out' };
    expect([
      await failureOf(postman.list(place, noSession)),
      await failureOf(postman.create(place, noSession, wish)),
      await failureOf(must(postman.changeContacts)(place, noSession, '1', wish.contacts)),
      await failureOf(postman.revoke(place, noSession, '1')),
    ]).toEqual([signedOut, signedOut, signedOut, signedOut]);
  });
});

describe('a probe', () => {
  test('of a wrong key fails right after one of a good key, whose cookie was thrown away', async () => {
    await using opened = await openPostman();
    const { postman, place, session } = opened;
    const { secret } = await postman.create(place, session, wish);
    expect(await postman.probe(place, secret)).toEqual({ outcome: 'works' });
    expect(await postman.probe(place, new Secret(`${secret.reveal().slice(0, -1)}!`))).toEqual({
      outcome: 'refused',
      because: 'not-accepted',
    });
  });

  test('of an expired key is refused', async () => {
    await using opened = await openPostman();
    const { postman, place, session } = opened;
    const { secret } = await postman.create(place, session, wish);
    await opened.moveClock({ moveMs: 200 * 86_400_000 });
    expect(await postman.probe(place, secret)).toMatchObject({ outcome: 'refused' });
  });

  test('of what no header can carry asks nothing', async () => {
    const place = placeAt('http://127.0.0.1:9');
    for (const odd of ['two words', 'line\nbreak', 'ünïcode', '']) {
      expect(await postmanFor().probe(place, new Secret(odd))).toEqual({
        outcome: 'not-asked',
        because: { reason: 'not-sendable' },
      });
    }
  });
});

test('the clock of the service is heard with every answer', async () => {
  const heard: { address: string; serverTime: Date }[] = [];
  await using opened = await openPostman({ onServerTime: (one) => heard.push(one) });
  await opened.moveClock({ moveMs: 3_600_000 });
  await opened.postman.list(opened.place, opened.session);
  const last = heard.at(-1);
  expect(last?.address).toBe(opened.place.address);
  const aheadMs = (last?.serverTime.getTime() ?? 0) - Date.now();
  expect(aheadMs).toBeGreaterThan(3_590_000);
  expect(aheadMs).toBeLessThan(3_610_000);
});
