import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { bearerOf } from './bearer.ts';
import { addMs, dayMs } from './calendar.ts';
import {
  invalidFields,
  notAllowed,
  success,
  tooMany,
  unauthenticated,
} from './data-gov-answers.ts';
import { digestOf } from './digest.ts';
import { isEmail, maySignIn } from './email.ts';
import { issueOtp, otpShape, resendAfterSeconds, spendOtp, waitSecondsFor } from './otp.ts';
import type { Reply } from './reply.ts';
import { fieldsOf, type Request } from './request.ts';
import type { Call, Route } from './service.ts';
import { deliver, userWith, type User, type World } from './world.ts';

const lifeMs = dayMs;

const email = z.string().refine(isEmail, 'must be a valid email').toLowerCase();
const otpRequest = z.strictObject({ email });
const loginRequest = z.strictObject({ email, otp: z.string().regex(otpShape) });

export const signInRoutes: readonly Route[] = [
  { name: 'data-gov.otp', method: 'POST', path: '/v2/admin/api/auth/otp', answer: sendOtp },
  { name: 'data-gov.login', method: 'POST', path: '/v2/admin/api/auth/login', answer: login },
];

function sendOtp({ request, world, now }: Call): Reply {
  const body = otpRequest.safeParse(fieldsOf(request));
  if (!body.success) return invalidFields(body.error);
  const { email: to } = body.data;
  if (!maySignIn(to, world.extraDomains)) return notAllowed();
  const wait = waitSecondsFor(world.dataGov.otps, to, now);
  if (wait > 0) return tooMany(`Wait for ${wait} seconds before asking for a new OTP`, wait);
  const otp = issueOtp(world.dataGov.otps, to, now);
  deliver(world.mails, {
    to,
    subject: 'Your one-time password for data.gov.sg',
    text: `Your one-time password is ${otp}. It is good for 10 minutes and for one sign-in.`,
    sentAt: now.toISOString(),
    otp,
  });
  return success(200, { resendAfter: resendAfterSeconds });
}

function login({ request, world, now }: Call): Reply {
  const body = loginRequest.safeParse(fieldsOf(request));
  if (!body.success) return invalidFields(body.error);
  const { dataGov } = world;
  if (!spendOtp(dataGov.otps, body.data.email, body.data.otp, now)) {
    return unauthenticated('The OTP is wrong or no longer good.');
  }
  const token = randomBytes(32).toString('base64url');
  const expiresAt = addMs(now, lifeMs).toISOString();
  const user = userWith(dataGov.users, body.data.email);
  dataGov.sessions = dataGov.sessions.filter((one) => now < new Date(one.expiresAt));
  dataGov.sessions.push({ digest: digestOf(token), userId: user.id, expiresAt });
  return success(200, { token, expiresAt });
}

/** Who is signed in by the token that the request brings, if anyone. */
export function signedInUser({ dataGov }: World, request: Request, now: Date): User | null {
  const digest = tokenDigestOf(request);
  const session = dataGov.sessions.find((one) => one.digest === digest);
  if (!session || now >= new Date(session.expiresAt)) return null;
  return dataGov.users.find((one) => one.id === session.userId) ?? null;
}

export function endSession({ dataGov }: World, request: Request): void {
  const digest = tokenDigestOf(request);
  dataGov.sessions = dataGov.sessions.filter((one) => one.digest !== digest);
}

function tokenDigestOf(request: Request): string | null {
  const token = bearerOf(request);
  return token === null ? null : digestOf(token);
}
