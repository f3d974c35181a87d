import { expect, test } from 'vitest';
import { cookieOf } from '../../../src/main/connectors/cookie.ts';

const now = new Date('2026-11-21T02:46:00.000Z');

test('of several of one name, the last counts, as in a browser', () => {
  const lines = ['a=old; Max-Age=60', 'b=other', 'a=new', 'ab=longer'];
  expect(cookieOf(lines, 'a', now)).toEqual({ value: 'new', expiresAt: null });
});

test('one that is taken back, or that no header can carry, is none', () => {
  expect(
    cookieOf(['a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'a=x y', 'A=z'], 'a', now),
  ).toBeNull();
});
