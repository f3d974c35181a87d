import { expect, test } from 'vitest';
import { createPacing } from '../../../src/main/core/pacing.ts';

const host = 'https://keys.example';

test('a clock that is set back makes nobody wait for the time it was ahead', () => {
  let now = Date.parse('2026-11-21T02:46:00.000Z');
  const pacing = createPacing({ now: () => new Date(now), after: () => () => undefined });
  expect(pacing.msUntilTurn(host, 250)).toBe(0);
  pacing.pause(host, 60_000);
  now -= 24 * 60 * 60_000;
  // What was left of the wait is kept.
  expect(pacing.msUntilTurn(host, 250)).toBe(60_000);
  expect(pacing.msUntilTurn(host, 250)).toBe(60_250);
});
