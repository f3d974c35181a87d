import { z } from 'zod';
import { isEmail, maySignIn } from './email.ts';
import { issueOtp, otpShape, spendOtp, waitSecondsFor } from './otp.ts';
import { check } from './postman-answers.ts';
import { beginSession, clearedCookie, endSession, signedInUser } from './postman-session.ts';
import { json, text, type Reply } from './reply.ts';
import { fieldsOf } from './request.ts';
import type { Call, Route } from './service.ts';
import { deliver, userWith } from './world.ts';

const email = z.string().min(1).refine(isEmail).toLowerCase();
const otpRequest = z.strictObject({ email });
const loginRequest = z.strictObject({ email, otp: z.string().min(1).regex(otpShape) });

export const signInRoutes: readonly Route[] = [
  { name: 'postman.otp', method: 'POST', path: '/auth/otp', answer: sendOtp },
  { name: 'postman.login', method: 'POST', path: '/auth/login', answer: login },
  { name: 'postman.userinfo', method: 'GET', path: '/auth/userinfo', answer: tellUser },
  // A GET that changes something, as the service has it.
  { name: 'postman.logout', method: 'GET', path: '/auth/logout', answer: logout },
];

function sendOtp({ request, world, now }: Call): Reply {
  const body = check(otpRequest, fieldsOf(request));
  if (!body.ok) return body.reply;
  const { email: to } = body.value;
  // These two have no `code`, unlike every other failure in JSON.
  if (!maySignIn(to, world.extraDomains)) {
    return json(401, { message: 'User is not authorized' });
  }
  const wait = waitSecondsFor(world.postman.otps, to, now);
  if (wait > 0) {
    return json(401, { message: `Wait for ${wait} seconds before requesting for a new otp` });
  }
  const otp = issueOtp(world.postman.otps, to, now);
  deliver(world.mails, {
    to,
    subject: 'Your one-time password for Postman',
    text: `Your one-time password is ${otp}. It is good for 10 minutes and for one sign-in.\n\nIf you did not ask for it, nothing needs to be done.`,
    sentAt: now.toISOString(),
    otp,
  });
  return text(200, 'OK');
}

function login({ request, world, now }: Call): Reply {
  const body = check(loginRequest, fieldsOf(request));
  if (!body.ok) return body.reply;
  // Wrong, expired, used up and never asked for look all alike from outside.
  if (!spendOtp(world.postman.otps, body.value.email, body.value.otp, now)) {
    return text(401, 'Unauthorized');
  }
  const user = userWith(world.postman.users, body.value.email);
  return text(200, 'OK', { 'set-cookie': [beginSession(world, user, now)] });
}

function tellUser({ request, world, now }: Call): Reply {
  const user = signedInUser(world, request, now);
  return json(200, user ? { email: user.email, id: user.id, experimental_data: {} } : {});
}

function logout({ request, world }: Call): Reply {
  endSession(world, request);
  return text(200, 'OK', { 'set-cookie': [clearedCookie] });
}
