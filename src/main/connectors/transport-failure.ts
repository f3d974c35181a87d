import type { Failure, UnreachableReason } from '../../shared/failure.ts';

const reasons: readonly [RegExp, UnreachableReason][] = [
  [/^KEYTURN_PROXY$/, 'proxy'],
  [/^(?:ENOTFOUND|EAI_\w+)$/, 'dns'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(?:ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|EADDRNOTAVAIL)$/, 'offline'],
  [/^(?:ETIMEDOUT|ESOCKETTIMEDOUT)$/, 'timeout'],
  // The names that Node gives to what OpenSSL finds wrong with a certificate, and to broken handshakes.
  [/CERT|CRL|^UNABLE_TO_|^INVALID_(?:CA|PURPOSE)$|^HOSTNAME_MISMATCH$|^PATH_LENGTH/, 'tls'],
  [/^(?:EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/, 'tls'],
];

/**
 * What became of a request without an answer, from the code of the library's error. Nothing else of that
 * error is read or kept: it carries the whole request, with its secrets.
 */
export function failureOfTransport(code: string): Failure {
  // HTTP that is none, headers without end, compression that is broken.
  if (/^(?:HPE_|Z_|ERR_READING_RESPONSE_STREAM$)/.test(code)) {
    return { code: 'unreadable-answer', reason: 'not-understood', field: null };
  }
  const found = reasons.find(([shape]) => shape.test(code));
  return { code: 'unreachable', reason: found?.[1] ?? 'reset' };
}
