import tls from 'node:tls';

let known: string[] | null = null;

/**
 * Whom we trust to vouch for a server: those that Node brings and NODE_EXTRA_CA_CERTS, and where this
 * Node can tell them (22.15 and newer) also those of the system, among them that of an employer's proxy.
 * Null leaves it to Node.
 */
export function systemCertificates(): string[] | null {
  // Older ones have no such function, whatever its type says.
  if (!('getCACertificates' in tls)) return null;
  known ??= [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
  return known;
}
