import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../src/shared/failure.ts';
import { dataGovFor, failureOf, must, postmanFor, quick } from './servers.ts';
import { email, openDataGov, openPostman, wish } from './signed-in.ts';

/** Set up in peace, then asked in a hurry where the fault is that no answer comes. */
const slow = { delayMs: 60_000 };
const inHurry = (fault: string) => (fault === 'slow' ? { limits: quick } : {});

type Ends = Record<string, Failure | 'works'>;

const signedOut: Failure = { code: 'signed-out' };
const forbidden: Failure = { code: 'forbidden' };
const failed: Failure = { code: 'service-failed', status: 500, retryAfterSeconds: null };
const reset: Failure = { code: 'unreachable', reason: 'reset' };
const timeout: Failure = { code: 'unreachable', reason: 'timeout' };
const notJson: Failure = { code: 'unreadable-answer', reason: 'not-json', field: null };
const lost: Failure = { code: 'outcome-unknown', status: null };
const lostAfter = (status: number): Failure => ({ code: 'outcome-unknown', status });
const rateLimited = { code: 'rate-limited', retryAfterSeconds: expect.any(Number) } as Failure;

const question: Ends = {
  'fail-before': failed,
  'fail-after': failed,
  'reset-after': reset,
  slow: timeout,
  'end-session': signedOut,
  'cdn-403': forbidden,
  garbage: notJson,
  'quota-full': rateLimited,
};
const change: Ends = {
  'fail-before': lostAfter(500),
  'fail-after': lostAfter(500),
  'reset-after': lost,
  slow: lost,
  'end-session': signedOut,
  'cdn-403': forbidden,
  garbage: lostAfter(200),
  'quota-full': rateLimited,
};
const withoutSession: Ends = { ...question };
delete withoutSession['end-session'];

/** What each operation ends in under each fault of its route. */
const postmanTable: [route: string, ends: Ends][] = [
  // A text of another kind than `OK` is passed over: that a code was sent is seen in the mailbox.
  ['postman.otp', { ...withoutSession, garbage: 'works' }],
  ['postman.login', { ...withoutSession, garbage: 'works' }],
  ['postman.logout', { ...question, garbage: 'works', 'end-session': 'works' }],
  ['postman.list', question],
  ['postman.create', { ...change, garbage: lostAfter(201) }],
  ['postman.contacts', change],
  ['postman.delete', change],
];
const dataGovTable: [route: string, ends: Ends][] = [
  ['data-gov.otp', { ...withoutSession, 'quota-full': { code: 'wait-before-retry', seconds: 10 } }],
  ['data-gov.login', withoutSession],
  ['data-gov.list', question],
  ['data-gov.expirations', question],
  ['data-gov.create', { ...change, garbage: lostAfter(201), 'quota-full': { code: 'quota-full' } }],
  ['data-gov.delete', change],
];

const casesOf = (table: [string, Ends][]) =>
  table.flatMap(([route, ends]) =>
    Object.entries(ends).map(([fault, end]) => ({ route, fault, end })),
  );

async function endOf(work: Promise<unknown>): Promise<unknown> {
  return failureOf(work).catch((error: Error) => {
    if (error.message === 'It did not fail.') return 'works';
    throw error;
  });
}

test.concurrent.each(casesOf(postmanTable))(
  '$route under $fault',
  async ({ route, fault, end }) => {
    await using opened = await openPostman();
    const { sandbox, place, session } = opened;
    await sandbox.createKey(`postmangovsg=${session.secret.reveal()}`);
    // The next OTP may be asked for, and one that is good is there to sign in with.
    await sandbox.moveClock({ moveMs: 31_000 });
    await opened.postman.requestOtp(place, email);
    const otp = await sandbox.lastOtp();
    await sandbox.moveClock({ moveMs: 31_000 });
    await sandbox.setFault({ route, fault, ...(fault === 'slow' ? slow : {}) });
    const postman = postmanFor(inHurry(fault));
    const work: Record<string, () => Promise<unknown>> = {
      'postman.otp': () => postman.requestOtp(place, email),
      'postman.login': () => postman.signIn(place, email, otp),
      'postman.logout': () => must(postman.signOut)(place, session),
      'postman.list': () => postman.list(place, session),
      'postman.create': () => postman.create(place, session, wish),
      'postman.contacts': () => must(postman.changeContacts)(place, session, '1', ['a@b.gov.sg']),
      'postman.delete': () => postman.revoke(place, session, '1'),
    };
    expect(await endOf(must(work[route] ?? null)())).toEqual(end);
  },
);

test.concurrent.each(casesOf(dataGovTable))(
  '$route under $fault',
  async ({ route, fault, end }) => {
    await using opened = await openDataGov();
    const { sandbox, place, session } = opened;
    const toMake = { label: 'pipeline', contacts: [], expiration: '30d' };
    await opened.dataGov.create(place, session, toMake);
    await sandbox.moveClock({ moveMs: 31_000 });
    await opened.dataGov.requestOtp(place, email);
    const otp = await sandbox.lastOtp();
    await sandbox.moveClock({ moveMs: 31_000 });
    await sandbox.setFault({ route, fault, ...(fault === 'slow' ? slow : {}) });
    const dataGov = dataGovFor(inHurry(fault));
    const work: Record<string, () => Promise<unknown>> = {
      'data-gov.otp': () => dataGov.requestOtp(place, email),
      'data-gov.login': () => dataGov.signIn(place, email, otp),
      'data-gov.list': () => dataGov.list(place, session),
      'data-gov.expirations': () => must(dataGov.expirations)(place, session),
      'data-gov.create': () => dataGov.create(place, session, toMake),
      'data-gov.delete': () => dataGov.revoke(place, session, 'dgk_1'),
    };
    expect(await endOf(must(work[route] ?? null)())).toEqual(end);
  },
);

describe('a probe under a fault says nothing of the key', () => {
  const mute = (because: Failure) => ({
    outcome: 'unknown',
    because,
    retryAfterSeconds: 'retryAfterSeconds' in because ? because.retryAfterSeconds : null,
  });
  const table: Ends = {
    'fail-before': failed,
    'reset-after': reset,
    slow: timeout,
    'cdn-403': forbidden,
    'quota-full': rateLimited,
  };

  test.concurrent.each(Object.entries(table))('of Postman: %s', async (fault, because) => {
    await using opened = await openPostman();
    const { sandbox, place, session } = opened;
    const { secret } = await opened.postman.create(place, session, wish);
    await sandbox.setFault({ route: 'postman.probe', fault, ...(fault === 'slow' ? slow : {}) });
    expect(await postmanFor(inHurry(fault)).probe(place, secret)).toEqual(mute(because as Failure));
  });

  test.concurrent.each(Object.entries({ ...table, garbage: notJson }))(
    'of the Data.gov style: %s',
    async (fault, because) => {
      await using opened = await openDataGov();
      const { sandbox, place, session } = opened;
      const toMake = { label: 'pipeline', contacts: [], expiration: '30d' };
      const { secret } = await opened.dataGov.create(place, session, toMake);
      await sandbox.setFault({
        route: 'data-gov.whoami',
        fault,
        ...(fault === 'slow' ? slow : {}),
      });
      expect(await dataGovFor(inHurry(fault)).probe(place, secret)).toEqual(
        mute(because as Failure),
      );
    },
  );
});

test('a create whose answer is lost has left a key behind, and has not been sent twice', async () => {
  await using opened = await openPostman();
  const { sandbox, postman, place, session } = opened;
  await sandbox.setFault({ route: 'postman.create', fault: 'reset-after' });
  expect(await failureOf(postman.create(place, session, wish))).toEqual(lost);
  expect(await postman.list(place, session)).toHaveLength(1);
});
