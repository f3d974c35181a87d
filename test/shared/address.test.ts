import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, isLoopback } from '../../src/shared/address.ts';

describe('an address', () => {
  test.each([
    ['https://api.postman.gov.sg/v1', 'https://api.postman.gov.sg/v1'],
    ['  HTTPS://API.Example.ORG/V1/ \n', 'https://api.example.org/V1'],
    ['https://example.org:443', 'https://example.org'],
    ['https://example.org:0443', 'https://example.org'],
    ['https://example.org:80', 'https://example.org:80'],
    ['https://example.org:8443//v1//', 'https://example.org:8443/v1'],
    ['http://localhost:3000/v1', 'http://localhost:3000/v1'],
    ['http://LOCALHOST:80', 'http://localhost'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://127.255.0.9', 'http://127.255.0.9'],
    ['http://[::1]:4000/v1', 'http://[::1]:4000/v1'],
    ['https://[2001:db8::1]/', 'https://[2001:db8::1]'],
    ['https://xn--bcher-kva.example/v1', 'https://xn--bcher-kva.example/v1'],
    ['https://example.org/a%20b/~c', 'https://example.org/a%20b/~c'],
  ])('%j is written %s', (text, written) => {
    expect(addressOf(text)).toBe(written);
  });

  test.each([
    '',
    'example.org',
    '//example.org',
    'ftp://example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    'https:///v1',
    'https:example.org',
    'https:/example.org',
    'https:\\\\example.org',
    'https://example.org\\@elsewhere.org',
    'https://user@example.org',
    'https://user:secret@example.org',
    'https://example.org?x=1',
    'https://example.org/v1?x=1',
    'https://example.org/#x',
    'https://example.org/../admin',
    'https://example.org/v1/%2e%2E/admin',
    'https://example.org/./v1',
    'https://example.org:0',
    'https://example.org:65536',
    'https://example.org:99999999',
    'https://example.org:',
    'https://exa mple.org',
    'https://example.org/a b',
    'https://bücher.example',
    'https://example.org.',
    'https://.example.org',
    'https://example..org',
    'https://exam_ple.org',
    'https://example.org\nhost: elsewhere.org',
    `https://example.org/${'a'.repeat(2000)}`,
  ])('%j is none', (text) => {
    expect(addressOf(text)).toBeNull();
  });

  test.each([
    'http://example.org',
    'http://10.0.0.1',
    'http://192.168.1.1:3000',
    'http://0.0.0.0',
    'http://128.0.0.1',
    'http://127.0.0.1.example.org',
    'http://localhost.example.org',
    'http://notlocalhost',
    'http://[::]',
    'http://[::2]',
    'http://[::ffff:10.0.0.1]',
    'http://2130706433',
    'http://0x7f.1',
    'http://127.1',
  ])('%s is not in the open: keys are not sent there', (text) => {
    expect(addressOf(text)).toBeNull();
  });

  test.each([
    'http://127.999.1.1',
    'http://127.0.0.08',
    'http://127.0.0.256',
    'https://256.1.1.1',
    'https://1.2.3.4.5',
    'https://example.1',
    'https://1',
    'https://0x7f000001',
    'https://example.0x7f',
    'https://[:::]',
    'https://[1.2.3.4]',
    'https://[1:2:3]',
  ])('%s is no server, or another one than it seems', (text) => {
    expect(addressOf(text)).toBeNull();
  });

  test.each([
    'https://192.0.2.7',
    'https://[2001:db8::7]',
    'https://1.example',
    'https://0x.example',
  ])('%s is one', (text) => {
    expect(addressOf(text)).toBe(text);
  });

  test(
    'that was taken is read by a browser as the same server, and written once is written for good',
    {
      timeout: 60_000,
    },
    () => {
      const host = fc.oneof(
        fc.domain(),
        fc.ipV4(),
        fc.ipV6().map((ip) => `[${ip}]`),
        fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'EXAMPLE.org'),
      );
      const text = fc.oneof(
        fc
          .tuple(
            fc.constantFrom('http://', 'https://', 'HTTPS://', 'https:', 'https:/', '//'),
            fc.constantFrom('', 'a@', 'a:b@', '\\', ' '),
            host,
            fc.oneof(
              fc.constant(''),
              fc.nat({ max: 70_000 }).map((port) => `:${port}`),
            ),
            fc.constantFrom('', '/', '/v1', '/v1/', '/a/../b', '/%2e%2e', '\\x', '?x', '#x', '/@b'),
          )
          .map((parts) => parts.join('')),
        fc.webUrl(),
        fc.string(),
      );
      fc.assert(
        fc.property(text, (written) => {
          const address = addressOf(written);
          if (address === null) return;
          expect(addressOf(address)).toBe(address);
          const url = new URL(address);
          expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', '']);
          expect(['http:', 'https:']).toContain(url.protocol);
          expect(address.includes('[') || `${address}/`.includes(`://${url.host}/`)).toBe(true);
          expect(url.protocol === 'https:' || isLoopback(url.hostname)).toBe(true);
        }),
        { numRuns: 2000 },
      );
    },
  );
});
