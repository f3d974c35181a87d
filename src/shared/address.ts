import { z } from 'zod';

const address =
  /^(?<scheme>https?):\/\/(?<host>\[[0-9a-f:.]+\]|[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::(?<port>\d{1,5}))?(?<path>(?:\/[a-z0-9._~!$&'()*+,;=:%-]*)*)$/i;
const ordinaryPorts: Record<string, string> = { http: '80', https: '443' };
const longest = 2000;

/**
 * The base address of a service, written in one way; null if keys must not be sent there. https goes
 * anywhere; http, which anyone on the way can read, goes to this computer only. Its grammar is narrower
 * than that of a browser, so that no reader of it can see another host than we do: no user info, no
 * query, no fragment, no backslash, no `..`, no host in other letters (its xn-- form is taken).
 */
export function addressOf(text: string): string | null {
  const trimmed = text.trim();
  const parts = trimmed.length > longest ? null : address.exec(trimmed)?.groups;
  if (!parts) return null;
  const scheme = (parts['scheme'] ?? '').toLowerCase();
  const host = (parts['host'] ?? '').toLowerCase();
  const port = parts['port'] === undefined ? null : String(Number(parts['port']));
  if (port !== null && (Number(port) < 1 || Number(port) > 65_535)) return null;
  if (!isHost(host)) return null;
  if (scheme === 'http' && !isLoopback(host)) return null;
  const segments = (parts['path'] ?? '').split('/').filter((segment) => segment !== '');
  if (segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) return null;
  const origin = `${scheme}://${host}${port === null || port === ordinaryPorts[scheme] ? '' : `:${port}`}`;
  return [origin, ...segments].join('/');
}

/** A host that ends in a number is taken for an IPv4 address, and in other forms than one. */
function isHost(host: string): boolean {
  if (host.startsWith('[')) return z.regexes.ipv6.test(host.slice(1, -1));
  const last = host.split('.').at(-1) ?? '';
  return !/^(?:\d+|0x[0-9a-f]*)$/.test(last) || z.regexes.ipv4.test(host);
}

/** Whether a host, as it is written in an address, is this computer itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
