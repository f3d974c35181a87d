import { mailboxPage } from './mailbox-page.ts';
import { mailboxStyle } from './mailbox-style.ts';
import { css, html, json, seeOther } from './reply.ts';
import type { Route } from './service.ts';

/**
 * No script, nothing from elsewhere, forms to the sandbox alone. The referrer is kept within the
 * origin rather than dropped: without any, a browser calls the origin of a form "null".
 */
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
};

export const mailboxRoutes: readonly Route[] = [
  { name: null, method: 'GET', path: '/', answer: () => seeOther('/mailbox') },
  {
    name: null,
    method: 'GET',
    path: '/mailbox',
    answer: ({ world, now }) => html(200, mailboxPage(world, now), pageHeaders),
  },
  {
    name: null,
    method: 'GET',
    path: '/mailbox.json',
    // Newest by arrival: after the clock was moved back, the last mail may bear an earlier time.
    answer: ({ world }) =>
      json(
        200,
        world.mails
          .toReversed()
          .map(({ to, subject, text, sentAt }) => ({ to, subject, text, sentAt })),
      ),
  },
  { name: null, method: 'GET', path: '/mailbox.css', answer: () => css(mailboxStyle) },
];
