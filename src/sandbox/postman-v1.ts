import { addMs, secondMs } from './calendar.ts';
import { failed, malformed, rateLimited, tooLarge, unknownPath } from './postman-answers.ts';
import { keyRoutes } from './postman-keys.ts';
import { limitHeaders, sendingRoutes } from './postman-sending.ts';
import { endSession } from './postman-session.ts';
import { signInRoutes } from './postman-sign-in.ts';
import type { Service } from './service.ts';

export const postmanV1: Service = {
  prefix: '/postman/v1',
  routes: [...signInRoutes, ...keyRoutes, ...sendingRoutes],
  notFound: unknownPath,
  malformed,
  tooLarge,
  failed,
  // Postman knows no limit on keys. Its only quota is the one on calls.
  quotaFull: (_, now) => rateLimited(limitHeaders(Number.MAX_SAFE_INTEGER, addMs(now, secondMs))),
  endSession: ({ world, request }) => endSession(world, request),
};
