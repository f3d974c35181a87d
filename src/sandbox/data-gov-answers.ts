import type { z } from 'zod';
import { json, type Reply } from './reply.ts';

/** The envelope of data.gov.sg around everything, good or bad. */

export function success(status: number, data: unknown): Reply {
  return json(status, { code: 0, data, errorMsg: '' });
}

export function invalid(errorMsg: string): Reply {
  return failure(400, { code: 4, name: 'ERROR_PARAMS' }, errorMsg);
}

export function invalidFields({ issues: [issue] }: z.ZodError): Reply {
  const path = issue?.path.join('.') ?? '';
  return invalid([path, issue?.message].filter(Boolean).join(': '));
}

export function unauthenticated(errorMsg = 'Authentication is needed.'): Reply {
  return failure(401, { code: 16, name: 'UNAUTHENTICATED' }, errorMsg);
}

export function notAllowed(): Reply {
  return failure(403, { code: 7, name: 'PERMISSION_DENIED' }, 'User is not authorized');
}

/** The one failure without a name. */
export function notFound(): Reply {
  return failure(404, { code: 17 }, 'Not found');
}

export function tooLarge(): Reply {
  return failure(413, { code: 4, name: 'ERROR_PARAMS' }, 'The request body is too large.');
}

export function tooMany(errorMsg: string, retryAfterSeconds: number): Reply {
  const reply = failure(429, { code: 24, name: 'TOO_MANY_REQUESTS' }, errorMsg);
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } };
}

export function tooManyKeys(): Reply {
  const errorMsg = 'The account has as many keys as it may have.';
  return failure(400, { code: 8, name: 'KEY_QUOTA_EXCEEDED' }, errorMsg);
}

export function failed(): Reply {
  return failure(500, { code: 13, name: 'INTERNAL' }, 'Internal server error');
}

function failure(status: number, kind: { code: number; name?: string }, errorMsg: string): Reply {
  return json(status, { ...kind, data: null, errorMsg });
}
