import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { isLinkLike, linkOf } from '../../../src/main/core/link.ts';
import type { KeyId } from '../../../src/shared/key.ts';
import { keyLinkOf } from '../../../src/shared/key-link.ts';
import { openKeeping } from './open-keeping.ts';
import { openUse } from './open-use.ts';

const id = '7c1b8a52-3d6f-4e0a-9f51-0a2b3c4d5e6f';

test('there are two links: one to the window, one to a row', () => {
  expect(linkOf('keyturn://open')).toEqual({ kind: 'open' });
  expect(linkOf(`keyturn://key/${id}`)).toEqual({ kind: 'key', keyId: id });
  expect(linkOf(`keyturn://key/${id}/dgk_17`)).toEqual({ kind: 'key', keyId: `${id}/dgk_17` });
});

test('a link is made only where it is read as that very key', () => {
  const links = [id, `${id}/dgk_17`, `${id}/a b`, `${id}/..`, `${id}/a/b`, 'x'.repeat(65), ''].map(
    (text) => keyLinkOf(text as KeyId),
  );
  const none = [null, null, null, null, null];
  expect(links).toEqual([`keyturn://key/${id}`, `keyturn://key/${id}/dgk_17`, ...none]);
});

const nowhere = [
  '',
  'keyturn:',
  'keyturn://',
  'keyturn://open/',
  'keyturn://open?now',
  'keyturn://OPEN',
  'KEYTURN://open',
  `keyturn:key/${id}`,
  `keyturn:///key/${id}`,
  `keyturn://key/${id}/`,
  `keyturn://key/${id}/copy/now`,
  `keyturn://key/${id}/..`,
  `keyturn://key/${id}?action=copy`,
  `keyturn://key/${id}#reveal`,
  `keyturn://key/${id} `,
  `keyturn://key/${id}\n`,
  ` keyturn://key/${id}`,
  `keyturn://key/${id}\u0000`,
  `keyturn://key//${id}`,
  'keyturn://key/',
  'keyturn://key/..',
  `keyturn://key/../key/${id}`,
  'keyturn://key/%2e%2e%2fetc%2fpasswd',
  `keyturn://key/%37${id.slice(1)}`,
  `keyturn://key/${id.replace('a', 'а')}`,
  'keyturn://key/..\\..\\windows',
  `keyturn://other/${id}`,
  `keyturn://key.example/${id}`,
  `keyturn://user@key/${id}`,
  `keyturn://key:80/${id}`,
  `keyturn://copy/${id}`,
  `keyturn://reveal/${id}`,
  `keyturn://rotate/${id}`,
  `keyturn://key/--remote-debugging-port=1 ${id}`,
  `keyturn://key/" --inspect "`,
  `https://keyturn/key/${id}`,
  `app://keyturn/key/${id}`,
  'javascript:alert(1)',
  'keyturn://key/__proto__',
  `keyturn://key/${'a'.repeat(65)}`,
  `keyturn://key/${'a'.repeat(10_000_000)}`,
];
test.each(nowhere.map((text) => [text.slice(0, 60), text]))('leads nowhere: %j', (_shown, text) => {
  expect(linkOf(text)).toBeNull();
});

test('whatever stands in a link, what is read of it is written in one way only', () => {
  const parts = constantFrom(
    'keyturn://',
    'key',
    'open',
    '/',
    '..',
    '%2f',
    '?',
    '#',
    id,
    ':',
    '@',
    ' ',
  );
  const texts = oneof(
    string({ unit: 'binary' }),
    array(parts, { maxLength: 8 }).map((some) => some.join('')),
    string({ unit: 'binary' }).map((text) => `keyturn://key/${text}`),
  );
  assert(
    property(texts, (text) => {
      const link = linkOf(text);
      if (link === null) return;
      expect(text).toBe(link.kind === 'open' ? 'keyturn://open' : `keyturn://key/${link.keyId}`);
    }),
    { numRuns: 2000 },
  );
});

test('a word of the command line is taken for a link by its scheme, and a path or a switch is not', () => {
  expect(['keyturn://x', 'KEYTURN:y', 'keyturn:'].map(isLinkLike)).toEqual([true, true, true]);
  expect(['/usr/bin/keyturn', '--keyturn:', 'keyturn', ''].map(isLinkLike)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('a link to a row brings the window forward with that row, and does nothing else', () => {
  const { links, held, store, appWindow, clipboard } = openUse();
  const keyId = held('secret-AB12C');
  const { keysAsked: _asked, revision: _revision, ...before } = store.read();
  links.follow(`keyturn://key/${keyId}`);
  const { keysAsked, revision: _later, ...after } = store.read();
  expect(keysAsked).toEqual({ count: 1, keyIds: [keyId], isToRotate: false });
  expect(appWindow.timesForward).toBe(1);
  expect([after, clipboard.text]).toEqual([before, null]);
});

test('a link to the window brings it forward', () => {
  const { links, store, appWindow } = openUse();
  const before = store.read();
  links.follow('keyturn://open');
  expect([appWindow.timesForward, store.read()]).toEqual([1, before]);
});

test.each([
  'keyturn://key/nobody',
  `keyturn://key/${id}`,
  `keyturn://key/${id}/copy`,
  'keyturn://key/..',
  'keyturn://copy/x',
])(
  'a link that leads nowhere brings the window forward, which says so, and that is all: %s',
  (text) => {
    const { links, held, store, appWindow } = openUse();
    held('secret-AB12C');
    const { keysAsked: _asked, revision: _revision, ...before } = store.read();
    links.follow(text);
    const { keysAsked, revision: _later, ...after } = store.read();
    expect(keysAsked).toEqual({ count: 1, keyIds: [], isToRotate: false });
    expect([appWindow.timesForward, after]).toEqual([1, before]);
  },
);

test('a link to a key that was only listed leads to it still when it has come in', async () => {
  const { links, call, made, rows, sync, accountId, store } = await openKeeping();
  const first = await made();
  await sync.sync(accountId);
  await call('forgetKeys', { keyIds: [first] });
  const [listed] = rows();
  if (!listed) throw new Error('Nothing is listed.');
  const link = keyLinkOf(listed.id) ?? '';
  links.follow(link);
  expect(store.read().keysAsked.keyIds).toEqual([listed.id]);
  await call('takeBackKey', { keyId: first });
  expect(rows().map(({ id: keyId }) => keyId)).toEqual([first]);
  links.follow(link);
  expect(store.read().keysAsked.keyIds).toEqual([first]);
});
