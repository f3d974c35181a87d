import { controlRoutes } from './control.ts';
import { mailboxRoutes } from './mailbox.ts';
import { json, text } from './reply.ts';
import type { Service } from './service.ts';

/** What belongs to no service: the mailbox and the controls. No fault strikes here. */
export const ownPages: Service = {
  prefix: '',
  routes: [...mailboxRoutes, ...controlRoutes],
  notFound: () => text(404, 'There is nothing here. The mailbox is at /mailbox.'),
  malformed: () => json(400, { error: 'The request body is not valid JSON.' }),
  tooLarge: () => json(413, { error: 'The request body is too large.' }),
  failed: () => json(500, { error: 'The sandbox failed. Its output says why.' }),
  quotaFull: () => json(429, { error: 'Too many requests.' }),
  endSession: () => undefined,
};
