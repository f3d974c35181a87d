import { failed, invalid, notFound, tooLarge, tooMany, tooManyKeys } from './data-gov-answers.ts';
import { keyRoutes } from './data-gov-keys.ts';
import { endSession, signInRoutes } from './data-gov-sign-in.ts';
import type { Service } from './service.ts';

export const dataGov: Service = {
  prefix: '/data-gov',
  routes: [...signInRoutes, ...keyRoutes],
  notFound,
  malformed: () => invalid('The request body is not valid JSON.'),
  tooLarge,
  failed,
  quotaFull: (route) =>
    route === 'data-gov.create' ? tooManyKeys() : tooMany('Too many requests', 10),
  endSession: ({ world, request }) => endSession(world, request),
};
