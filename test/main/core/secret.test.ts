import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../../src/main/core/secret.ts';

const canary = 'ops_v1_canary';

test('a secret shows itself only to who asks for it by name', () => {
  const secret = new Secret(canary);
  expect(secret.reveal()).toBe(canary);
  const seen = [
    String(secret),
    `a ${String(secret)} in a sentence`,
    JSON.stringify({ secret }),
    inspect(secret, { showHidden: true, depth: 5 }),
    inspect({ nested: [secret] }),
    JSON.stringify(Object.entries(secret)),
    JSON.stringify(Object.assign({}, secret)),
    new Error('with a cause', { cause: secret }).stack,
    inspect(new Error('with a cause', { cause: secret })),
  ].join('\n');
  expect(seen).not.toContain(canary);
  expect(seen).toContain('[secret]');
});

test('two secrets are equal when their values are', () => {
  expect(new Secret(canary).equals(new Secret(canary))).toBe(true);
  expect(new Secret(canary).equals(new Secret('other'))).toBe(false);
});
