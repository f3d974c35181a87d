import { session } from 'electron';

/** Which proxy the system wants for a URL, in Chromium's words. Asked of a session that loads nothing. */
export function systemProxyFor(url: string): Promise<string> {
  return session.fromPartition('services').resolveProxy(url);
}
