import type { IncomingHttpHeaders } from 'node:http';

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/** A page of the web can make its own name point at this computer, but not make a browser hide that name. */
export function isLoopbackHost({ host }: IncomingHttpHeaders): boolean {
  return host !== undefined && loopbackHost.test(host);
}

/** False for what a browser sends on behalf of another page. Programs send neither header. */
export function isOwnOrigin({ host, origin, ...headers }: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none';
  return isOwnSite && (origin === undefined || origin === `http://${host}`);
}
