import { expect, test } from 'vitest';
import { isNewerVersion } from '../../src/shared/version.ts';

test.each([
  ['0.2.0', '0.1.0'],
  ['0.1.10', '0.1.9'],
  ['1.0.0', '0.99.99'],
  ['0.1.0', '0.1.0-development'],
])('%s is newer than %s', (one, other) => {
  expect([isNewerVersion(one, other), isNewerVersion(other, one)]).toEqual([true, false]);
});

test.each([
  ['0.1.0', '0.1.0'],
  ['', '0.1.0'],
  ['latest', '0.1.0'],
  ['1.0', '0.1.0'],
  ['1.0.0.0', '0.1.0'],
  ['v1.0.0', '0.1.0'],
  ['999999.0.0', '0.1.0'],
  ['1.0.0\n', '0.1.0'],
])('%j is not newer than %j', (one, other) => {
  expect(isNewerVersion(one, other)).toBe(false);
});
