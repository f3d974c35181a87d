import { createHmac, randomBytes } from 'node:crypto';
import { addMs, dayMs } from './calendar.ts';
import { digestOf } from './digest.ts';
import type { Request } from './request.ts';
import type { User, World } from './world.ts';

const cookieName = 'postmangovsg';
const lifeMs = dayMs;

/** `Domain=localhost`, as the service sets in development: some cookie jars will not have it. */
const cookieManner = 'Domain=localhost; Path=/';

/** Begins a session besides those that there are, and gives the Set-Cookie line for it. */
export function beginSession({ postman }: World, user: User, now: Date): string {
  const id = randomBytes(24).toString('base64url');
  const expiresAt = addMs(now, lifeMs);
  const alive = postman.sessions.filter((one) => now < new Date(one.expiresAt));
  // Every call with a key begins one too, so that they would pile up.
  postman.sessions = [
    ...alive.slice(-999),
    { digest: digestOf(id), userId: user.id, expiresAt: expiresAt.toISOString() },
  ];
  const value = encodeURIComponent(`s:${id}.${signatureOf(id, postman.cookieSecret)}`);
  return `${cookieName}=${value}; ${cookieManner}; Expires=${expiresAt.toUTCString()}; HttpOnly; SameSite=Strict`;
}

export const clearedCookie = `${cookieName}=; ${cookieManner}; Expires=${new Date(0).toUTCString()}; HttpOnly; SameSite=Strict`;

/** Who is signed in by the cookie that the request brings, if anyone. */
export function signedInUser({ postman }: World, request: Request, now: Date): User | null {
  const digest = sessionDigestOf(request, postman.cookieSecret);
  const session = postman.sessions.find((one) => one.digest === digest);
  if (!session || now >= new Date(session.expiresAt)) return null;
  return postman.users.find((one) => one.id === session.userId) ?? null;
}

export function endSession({ postman }: World, request: Request): void {
  const digest = sessionDigestOf(request, postman.cookieSecret);
  postman.sessions = postman.sessions.filter((one) => one.digest !== digest);
}

function sessionDigestOf({ headers }: Request, secret: string): string | null {
  const line = (headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${cookieName}=`));
  const match = /^s:([^.]+)\.(.+)$/.exec(decoded(line?.slice(cookieName.length + 1) ?? ''));
  const [, id, signature] = match ?? [];
  if (id === undefined || signature !== signatureOf(id, secret)) return null;
  return digestOf(id);
}

function signatureOf(id: string, secret: string): string {
  return createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
