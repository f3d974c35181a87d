import { z } from 'zod';
import type { Failure } from '../../shared/failure.ts';
import type { ApiConnector, Place, RemoteKey, Session } from '../core/connector.ts';
import { FailureError } from '../core/failure-error.ts';
import { Secret } from '../core/secret.ts';
import { failureOf, isGood, jsonOf, read, readChange, unreadable, wordsOf } from './answer.ts';
import { cookieOf } from './cookie.ts';
import type { Answer, Http, Question } from './http.ts';
import { id, instant, lastFive, tidyContacts, tidyEmail, tidyOtp } from './fields.ts';
import { createProbe } from './probe-key.ts';

const cookieName = 'postmangovsg';

const key = z.object({
  id,
  last_five: lastFive,
  label: z.string(),
  valid_until: instant,
  // Null on old keys, and missing when a change did not name it.
  notification_contacts: z.array(z.string()).nullish(),
});
const createdKey = key.extend({ plain_text_key: z.string().min(1) });
const complaint = z.object({ code: z.string().optional(), message: z.string().optional() });

type Ask = Pick<Question, 'method' | 'path' | 'json' | 'isChange'>;

/** Postman v1, whose keys are managed with the cookie of a signed-in officer and with nothing else. */
export function createPostmanV1(http: Http): ApiConnector {
  function ask(place: Place, question: Ask): Promise<Answer> {
    return http.ask({ ...question, address: place.address });
  }

  function askSignedIn(place: Place, { secret }: Session, question: Ask): Promise<Answer> {
    const headers = { cookie: `${cookieName}=${secret.reveal()}` };
    return http.ask({ ...question, address: place.address, headers });
  }

  return {
    how: 'api',
    probe: createProbe(http),

    async requestOtp(place, email) {
      const json = { email: tidyEmail(email) };
      const answer = await ask(place, { method: 'POST', path: '/auth/otp', json });
      if (answer.status === 401) throw new FailureError(refusalOfOtp(answer));
      if (!isGood(answer)) throw failed(answer);
      expectNoPage(answer);
      return { resendAfterSeconds: place.card.signIn?.resendAfterSeconds ?? 30 };
    },

    async signIn(place, email, otp) {
      const json = { email: tidyEmail(email), otp: tidyOtp(otp) };
      const answer = await ask(place, { method: 'POST', path: '/auth/login', json });
      if (answer.status === 401) {
        throw new FailureError({ code: 'sign-in-refused', reason: 'wrong-code' });
      }
      if (!isGood(answer)) throw failed(answer, [new Secret(json.otp)]);
      expectNoPage(answer);
      const now = answer.serverTime ?? new Date();
      const cookie = cookieOf(answer.setCookie, cookieName, now);
      if (!cookie) throw unreadable('shape', 'set-cookie');
      return { secret: new Secret(cookie.value), expiresAt: cookie.expiresAt };
    },

    async signOut(place, session) {
      // A GET, although it changes something: so the service has it.
      const answer = await askSignedIn(place, session, { method: 'GET', path: '/auth/logout' });
      if (!isGood(answer) && answer.status !== 401) throw failed(answer, [session.secret]);
    },

    async list(place, session) {
      const answer = await askSignedIn(place, session, { method: 'GET', path: '/api-key' });
      if (!isGood(answer)) throw failed(answer, [session.secret]);
      return read(z.array(key), answer).map(remoteKeyOf);
    },

    async create(place, session, { label, contacts }) {
      const answer = await askSignedIn(place, session, {
        method: 'POST',
        path: '/api-key',
        json: { label, notification_contacts: tidyContacts(contacts) },
        isChange: true,
      });
      if (!isGood(answer)) throw failedChange(answer, session);
      const { plain_text_key: plainText, ...rest } = readChange(createdKey, answer);
      return { key: remoteKeyOf(rest), secret: new Secret(plainText) };
    },

    async changeContacts(place, session, keyId, contacts) {
      const answer = await askSignedIn(place, session, {
        method: 'PUT',
        path: `/api-key/${encodeURIComponent(keyId)}`,
        json: { notification_contacts: tidyContacts(contacts) },
        isChange: true,
      });
      if (!isGood(answer)) throw failedChange(answer, session);
      return remoteKeyOf(readChange(key, answer));
    },

    async revoke(place, session, keyId) {
      const answer = await askSignedIn(place, session, {
        method: 'DELETE',
        path: `/api-key/${encodeURIComponent(keyId)}`,
        isChange: true,
      });
      // Only in the service's own words: the 404 of something before it says nothing about a key.
      if (answer.status === 404 && complaintOf(answer).code === 'not_found') return 'already-gone';
      if (!isGood(answer)) throw failedChange(answer, session);
      if (answer.status !== 204) readChange(z.object({ id }), answer);
      return 'revoked';
    },

    // A key is always good for six months.
    expirations: null,
  };
}

function remoteKeyOf(found: z.output<typeof key>): RemoteKey {
  return {
    id: found.id,
    label: found.label,
    lastFive: found.last_five,
    // The service tells neither when a key was made nor when it was last used.
    createdAt: null,
    expiresAt: found.valid_until,
    contacts: found.notification_contacts ?? null,
    lastUsedAt: null,
  };
}

/** The service answers `OK` in plain text. A page in its place is a portal or a CDN. */
function expectNoPage({ text }: Answer): void {
  if (text.trimStart().startsWith('<')) throw unreadable('not-json', null);
}

/** Two refusals that differ in their words only. */
function refusalOfOtp(answer: Answer): Failure {
  const wait = /wait for (\d{1,6}) seconds/i.exec(complaintOf(answer).message ?? answer.text);
  return wait
    ? { code: 'wait-before-retry', seconds: Number(wait[1]) }
    : { code: 'sign-in-refused', reason: 'not-authorized' };
}

function failed(answer: Answer, secrets: readonly Secret[] = []): FailureError {
  return new FailureError(failureOf(answer, { isChange: false, ...saidIn(answer, secrets) }));
}

function failedChange(answer: Answer, { secret }: Session): FailureError {
  return new FailureError(failureOf(answer, { isChange: true, ...saidIn(answer, [secret]) }));
}

/** `"notification_contacts[0]" must be a valid email` names its field first. */
function saidIn(answer: Answer, secrets: readonly Secret[]) {
  const message = wordsOf(complaintOf(answer).message, secrets);
  const field = /^"([a-z_]{1,40}(?:\[\d{1,4}\])?)"/.exec(message)?.[1] ?? null;
  return { message, field };
}

function complaintOf(answer: Answer): z.output<typeof complaint> {
  return complaint.safeParse(jsonOf(answer)).data ?? {};
}
