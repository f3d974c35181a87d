import { expect, test } from 'vitest';
import { lastFiveOf } from '../../../src/main/core/last-five.ts';
import { Secret } from '../../../src/main/core/secret.ts';

test.each([
  ['canary-key-AB12C', 'AB12C'],
  ['twelve-chars', 'hars'],
  ['sixsix', 'ix'],
  ['two', 'o'],
  ['ab', ''],
  ['a', ''],
])('of “%s” no more than a third is seen: “%s”', (value, seen) => {
  expect(lastFiveOf(new Secret(value))).toBe(seen);
});
