import { z } from 'zod';
import type { Failure } from '../../shared/failure.ts';
import type { ApiConnector, Place, RemoteKey, Session } from '../core/connector.ts';
import { FailureError } from '../core/failure-error.ts';
import { Secret } from '../core/secret.ts';
import { failureOf, isGood, jsonOf, read, readChange, wordsOf } from './answer.ts';
import { id, instant, lastFive, tidyEmail, tidyOtp } from './fields.ts';
import type { Answer, Http, Question } from './http.ts';
import { createProbe } from './probe-key.ts';

const seconds = z.int().nonnegative().max(86_400);
const key = z.object({
  id,
  keyName: z.string(),
  lastFive,
  createdAt: instant.nullish(),
  expiresAt: instant.nullish(),
  lastUsedAt: instant.nullish(),
});

const sentOtp = envelope(z.object({ resendAfter: seconds }));
const signedIn = envelope(
  z.object({ token: z.string().regex(/^[\x21-\x7e]+$/), expiresAt: instant.nullish() }),
);
const listed = envelope(z.object({ keys: z.array(key) }));
const created = envelope(z.object({ key, apiKey: z.string().min(1) }));
const removed = envelope(z.object({ id }));
const options = envelope(
  z.object({ options: z.array(z.object({ id: z.string().min(1), label: z.string() })) }),
);
const complaint = z.object({
  code: z.int(),
  name: z.string().optional(),
  errorMsg: z.string().optional(),
});

/** What stands around every answer but that of `whoami`. */
function envelope<Data extends z.ZodType>(data: Data) {
  return z.object({ code: z.literal(0), data });
}

type Ask = Pick<Question, 'method' | 'path' | 'json' | 'isChange'>;

const api = '/v2/admin/api';

/** A server that manages keys in the style of data.gov.sg, with a bearer token for the session. */
export function createDataGov(http: Http): ApiConnector {
  function askSignedIn(place: Place, { secret }: Session, question: Ask): Promise<Answer> {
    const headers = { authorization: `Bearer ${secret.reveal()}` };
    return http.ask({ ...question, address: place.address, headers });
  }

  return {
    how: 'api',
    probe: createProbe(http),

    async requestOtp({ address }, email) {
      const json = { email: tidyEmail(email) };
      const answer = await http.ask({ method: 'POST', address, path: `${api}/auth/otp`, json });
      if (!isSuccess(answer)) throw new FailureError(refusalOfOtp(answer));
      return { resendAfterSeconds: read(sentOtp, answer).data.resendAfter };
    },

    async signIn({ address }, email, otp) {
      const json = { email: tidyEmail(email), otp: tidyOtp(otp) };
      const answer = await http.ask({ method: 'POST', address, path: `${api}/auth/login`, json });
      if (!isSuccess(answer)) throw new FailureError(refusalOfSignIn(answer, new Secret(json.otp)));
      const { token, expiresAt } = read(signedIn, answer).data;
      return { secret: new Secret(token), expiresAt: expiresAt ?? null };
    },

    // The style has no way to end a session: forgetting the token here is all that can be done.
    signOut: null,

    async list(place, session) {
      const answer = await askSignedIn(place, session, { method: 'GET', path: `${api}/keys` });
      if (!isSuccess(answer)) throw failed(answer, false, session);
      return read(listed, answer).data.keys.map(remoteKeyOf);
    },

    async create(place, session, { label, expiration }) {
      const answer = await askSignedIn(place, session, {
        method: 'POST',
        path: `${api}/keys`,
        json: { keyName: label, expiration },
        isChange: true,
      });
      if (!isSuccess(answer)) throw failed(answer, true, session);
      const { key: made, apiKey } = readChange(created, answer).data;
      return { key: remoteKeyOf(made), secret: new Secret(apiKey) };
    },

    // Keys have no contacts.
    changeContacts: null,

    async revoke(place, session, keyId) {
      const answer = await askSignedIn(place, session, {
        method: 'DELETE',
        path: `${api}/keys/${encodeURIComponent(keyId)}`,
        isChange: true,
      });
      // Only in the service's own words: the 404 of something before it says nothing about a key.
      if (failureIn(answer, true, []).code === 'not-found' && complaintOf(answer)) {
        return 'already-gone';
      }
      if (!isSuccess(answer)) throw failed(answer, true, session);
      if (answer.status !== 204) readChange(removed, answer);
      return 'revoked';
    },

    async expirations(place, session) {
      const path = `${api}/keys/expirations`;
      const answer = await askSignedIn(place, session, { method: 'GET', path });
      if (!isSuccess(answer)) throw failed(answer, false, session);
      return read(options, answer).data.options;
    },
  };
}

function remoteKeyOf(found: z.output<typeof key>): RemoteKey {
  return {
    id: found.id,
    label: found.keyName,
    lastFive: found.lastFive,
    createdAt: found.createdAt ?? null,
    expiresAt: found.expiresAt ?? null,
    contacts: null,
    lastUsedAt: found.lastUsedAt ?? null,
  };
}

/** The codes of the envelope that are known. */
const codes = { params: 4, notFound: 17, unauthenticated: 16, tooMany: 24 } as const;

/** A code other than 0 is a failure even with a status of 200. */
function isSuccess(answer: Answer): boolean {
  return isGood(answer) && complaintOf(answer) === null;
}

function complaintOf(answer: Answer): z.output<typeof complaint> | null {
  const found = complaint.safeParse(jsonOf(answer)).data;
  return found === undefined || found.code === 0 ? null : found;
}

function failed(answer: Answer, isChange: boolean, { secret }: Session): FailureError {
  return new FailureError(failureIn(answer, isChange, [secret]));
}

function failureIn(answer: Answer, isChange: boolean, secrets: readonly Secret[]): Failure {
  const said = complaintOf(answer);
  const message = wordsOf(said?.errorMsg, secrets);
  const field = /^([A-Za-z]{1,40}): /.exec(message)?.[1] ?? null;
  if (said !== null && answer.status < 500) {
    const { code, name = '' } = said;
    if (code === codes.notFound) return { code: 'not-found' };
    if (code === codes.unauthenticated) return { code: 'signed-out' };
    if (code === codes.tooMany) {
      return { code: 'rate-limited', retryAfterSeconds: answer.retryAfterSeconds };
    }
    if (/QUOTA|LIMIT_REACHED/.test(name)) return { code: 'quota-full' };
    if (code === codes.params || isGood(answer)) {
      return { code: 'rejected-by-service', field, message };
    }
  }
  return failureOf(answer, { isChange, field, message });
}

function refusalOfOtp(answer: Answer): Failure {
  const failure = failureIn(answer, false, []);
  if (failure.code === 'signed-out') return { code: 'sign-in-refused', reason: 'not-authorized' };
  if (failure.code === 'forbidden' && complaintOf(answer) !== null) {
    return { code: 'sign-in-refused', reason: 'not-authorized' };
  }
  // Asked too early: the server says how long to wait.
  return failure.code === 'rate-limited' && failure.retryAfterSeconds !== null
    ? { code: 'wait-before-retry', seconds: failure.retryAfterSeconds }
    : failure;
}

function refusalOfSignIn(answer: Answer, otp: Secret): Failure {
  const failure = failureIn(answer, false, [otp]);
  if (failure.code === 'signed-out') return { code: 'sign-in-refused', reason: 'wrong-code' };
  return failure.code === 'forbidden' && complaintOf(answer) !== null
    ? { code: 'sign-in-refused', reason: 'not-authorized' }
    : failure;
}
