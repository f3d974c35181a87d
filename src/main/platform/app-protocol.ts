import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { filesIn } from './files-in.ts';
import { appHosts, appScheme } from './page.ts';

/**
 * The pages are served from app://keyturn and app://keyturn-lock, not from file://, which could read the whole disk. The CSP
 * allows nothing but the app's own files: no inline code, no network, no frames, no forms.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true } },
  ]);
}

export function serveApp(session: Session, folder: string): void {
  const files = filesIn(folder);
  session.protocol.handle(appScheme, async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405, headers });
    const { host, pathname } = new URL(request.url);
    const isOurs = host === appHosts.own || host === appHosts.lock;
    const file = isOurs ? (await files).get(pathname) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers });
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    return new Response(await readFile(file), { headers: { ...headers, 'content-type': type } });
  });
}
