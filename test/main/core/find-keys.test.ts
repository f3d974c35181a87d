import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findKeys } from '../../../src/main/core/find-keys.ts';
import { ruleCards } from '../../../src/shared/rule-cards.ts';

const body = 'Qm9vdHMgYW5kIGNhdHMgYXJlIGZpbmU+L2NhbmFyeQAB';
const postman = `ops_v1_${body}`;
const campaign = 'key_test_canary0123456789';

function found(text: string) {
  return findKeys(text, ruleCards).map(({ secret, ...rest }) => ({
    value: secret.reveal(),
    ...rest,
  }));
}
const values = (text: string): string[] => found(text).map(({ value }) => value);

describe('a key is found', () => {
  test.each([
    ['as it is', postman],
    ['with blanks and a line break around it', `  ${postman} \r\n`],
    ['in quotes', `"${postman}"`],
    ['in quotes of a word processor', `“${postman}”`],
    ['in a line of an .env file', `POSTMAN_KEY=${postman}`],
    ['with a comment behind it', `POSTMAN_KEY=${postman} # of ops`],
    ['in quotes with a comment behind it', `POSTMAN_KEY='${postman}' # of ops`],
    ['exported', `export POSTMAN_KEY="${postman}"`],
    ['in PowerShell', `$env:POSTMAN_KEY = "${postman}"`],
    ['in YAML', `  postman-key: ${postman}`],
    ['in a list of YAML', `- key: '${postman}'`],
    ['in a line of code', `const apiKey = '${postman}';`],
    ['in a header', `Authorization: Bearer ${postman}`],
    ['in an environment variable that holds a header', `AUTH="Bearer ${postman}"`],
    ['in a command', `curl -H 'Authorization: Bearer ${postman}' https://example.org/?a=1`],
    ['in a sentence', `The new key is ${postman}, please keep it.`],
    ['in JSON', JSON.stringify({ mail: { apiKey: postman, port: 25 }, words: ['a', null, true] })],
    ['in JSON that goes over several lines', JSON.stringify([{ apiKey: postman }], null, 2)],
    ['in a line of JSON', `  "apiKey": "${postman}",`],
    ['after the mark that Windows puts before a text', `\uFEFFPOSTMAN_KEY=${postman}`],
  ])('%s', (_how, text) => {
    expect(values(text)).toEqual([postman]);
  });
});

test('what was taken off is told', () => {
  expect(found(` AUTH = "Bearer ${postman} " `)).toEqual([
    {
      value: postman,
      name: 'AUTH',
      fits: ['postman-v1'],
      kind: null,
      tidied: ['quotes', 'spaces', 'header-words'],
      isPlusLost: false,
    },
  ]);
});

test('many in one file, in the order in which they stand, and each once', () => {
  const text = [
    '# OLD_KEY=key_prod_canaryCommentedOut',
    '',
    `A=${postman}`,
    `B=${campaign}`,
    `C=${postman}`,
    'NODE_ENV=production',
    'PORT=8080',
    'DATABASE_URL=postgres://ops:canary@db.example.org:5432/ops',
    'ADMIN_TOKEN=9f8e7d6c5b4a39281706canaryXY',
  ].join('\r\n');
  expect(found(text).map(({ name, fits }) => [name, fits])).toEqual([
    ['A', ['postman-v1']],
    ['B', ['postman-v2']],
    ['ADMIN_TOKEN', []],
  ]);
});

test('a test key is told from one that sends to real people', () => {
  const text = `${campaign}\nkey_prod_canary0123456789`;
  expect(found(text).map(({ kind }) => kind)).toEqual(['Test', 'Production']);
});

test('a + that became a space is put back, and that is told', () => {
  expect(found(postman.replace('+', ' '))).toMatchObject([{ value: postman, isPlusLost: true }]);
  expect(found(`KEY="${postman.replace('+', ' ')}"`)).toMatchObject([
    { value: postman, isPlusLost: true },
  ]);
});

test('a key whose form nobody knows is found by the name beside it, its header, or when it is alone', () => {
  const value = 'f3kQ9zLm2Xc8Vb1Nn7Pp4Rt6';
  for (const text of [value, `API_KEY=${value}`, `dgsToken: ${value}`, `{"secret":"${value}"}`]) {
    expect(values(text)).toEqual([value]);
  }
  expect(found(`x-dgs-admin-api-key: ${value}`)[0]?.fits).toContain('data-gov-admin');
  expect(found(`curl -H "x-dgs-admin-api-key: ${value}" example.org`)[0]?.fits).toContain(
    'data-gov-admin',
  );
});

describe('what is no key is left alone', () => {
  test.each([
    ['nothing', ''],
    ['a sentence', 'Please send me the key by tomorrow, thank you very much.'],
    ['one long word', 'Donaudampfschifffahrtsgesellschaft'],
    ['a name that says key and a word', 'SECRET_QUESTION=whatwasyourfirstpetsname'],
    ['a name that only sounds so', 'MONKEY=f3kQ9zLm2Xc8Vb1Nn7Pp4Rt6'],
    ['an address', 'TOKEN_URL=https://login.example.org/oauth2/v2.0/token1'],
    ['a path', 'SECRET_FILE=/run/secrets/Postman2Key0001'],
    ['the mark of a commit', 'COMMIT=0123456789abcdef0123456789abcdef01234567'],
    ['the same character again and again', 'API_KEY=aaaaaaaaA1aaaaaaaaaaaaaaaa'],
    ['a binary file', `ELF\0\0\0 ${postman}`],
  ])('%s', (_what, text) => {
    expect(values(text)).toEqual([]);
  });
});

test(
  'what is written by somebody who quotes well is found again, whatever stands around it',
  { timeout: 60_000 },
  () => {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    const word = (characters: string, least: number, most: number) =>
      fc.string({
        unit: fc.constantFrom(...characters.split('')),
        minLength: least,
        maxLength: most,
      });
    const key = fc
      .tuple(word(letters, 1, 12), word(`${letters}+/`, 44, 44))
      .map(([name, rest]) => `${name}_v1_${rest}`);
    const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}$/);
    const quote = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => `"${text}"`,
      (text) => `'${text}'`,
    );
    const around = fc.constantFrom('', 'PORT=1', '# a note', 'A="b c"', 'export X=y', '   ');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, key, quote, around), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('', 'export '),
        (lines, end, before) => {
          const text = lines
            .map(([variable, value, quoted, line]) =>
              [line, `${before}${variable}=${quoted(value)}`].join(end),
            )
            .join(end);
          expect(new Set(values(text))).toEqual(new Set(lines.map(([, value]) => value)));
        },
      ),
    );
  },
);

test('no text makes it fail', { timeout: 60_000 }, () => {
  const pieces = fc.constantFrom('=', ':', '"', "'", '\\', '#', ' ', '\n', '{', '[', ']', '}', ',');
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }), fc.constant(postman)));
  fc.assert(
    fc.property(text, (parts) => {
      for (const { value } of found(parts.join(''))) expect(value.length).toBeLessThanOrEqual(512);
    }),
    { numRuns: 200 },
  );
});

test(
  'a megabyte of the worst is read in seconds, and at most a thousand keys come out',
  { timeout: 60_000 },
  () => {
    const mebibyte = 1024 * 1024;
    const worst = [
      'a'.repeat(mebibyte),
      'a b '.repeat(mebibyte / 4),
      '"'.repeat(mebibyte),
      '\\"'.repeat(mebibyte / 2),
      '= '.repeat(mebibyte / 2),
      'A= \n'.repeat(mebibyte / 4),
      `KEY=${'key_test_'.repeat(50)} \n`.repeat(2000),
      '['.repeat(mebibyte),
      `${'x_v1_'.repeat(10)}${'A'.repeat(43)}! `.repeat(10_000),
      ' '.repeat(mebibyte),
      `"${' '.repeat(16_000)}`.repeat(60),
    ];
    const startedAt = performance.now();
    for (const text of worst) found(text);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    const many = Array.from({ length: 1500 }, (_, at) => `K${at}=key_prod_canary${at}`).join('\n');
    expect(values(many)).toHaveLength(1000);
  },
);

test.each([
  ['a key beside a key', `${campaign}:key_prod_canary9876543210`],
  ['a key for a field of JSON', JSON.stringify({ [campaign]: 'key_prod_canary9876543210' })],
  ['a key of a form that nobody knows', 'token_f3kQ9zLm2Xc8Vb1Nn7Pp4Rt6=canary0123456789aB'],
])('%s is no name that may be told', (_what, text) => {
  expect(found(text)).toMatchObject([{ name: null }]);
});

test.each(['POSTMAN_API_KEY_2026', 'notify-prod.api-key', 'opsMailerApiKey'])(
  'the name %s is told',
  (name) => {
    expect(found(`${name}=${postman}`)).toMatchObject([{ name }]);
  },
);
