import { expect, test } from 'vitest';
import type { Failure } from '../../src/shared/failure.ts';
import type { Rotation } from '../../src/shared/rotation.ts';
import { canSayDeleted, canVouchForNew } from '../../src/renderer/rotation/user-word.ts';
import { inStep, waitingFor } from '../main/core/rotation-steps.ts';

const unreachable: Failure = { code: 'unreachable', reason: 'offline' };
const guided = (rotation: Rotation): Rotation => ({ ...rotation, way: 'guided' });

test.each<Failure>([
  unreachable,
  { code: 'service-failed', status: 502, retryAfterSeconds: null },
  { code: 'rate-limited', retryAfterSeconds: null },
  { code: 'forbidden' },
  { code: 'unreadable-answer', reason: 'not-json', field: null },
  { code: 'key-refused' },
])('where nothing is learnt of a guided key (%j), its owner may say that it works', (because) => {
  const waiting = waitingFor(inStep.stored, because);
  expect(canVouchForNew(guided(waiting))).toBe(true);
  expect(canVouchForNew(waiting)).toBe(false);
});

test('a word counts for nothing that is not at its service, and in no other step', () => {
  for (const code of ['keychain-locked', 'item-missing', 'key-not-held'] as const) {
    expect(canVouchForNew(guided(waitingFor(inStep.stored, { code })))).toBe(false);
  }
  expect(canVouchForNew(guided(inStep.stored))).toBe(false);
  expect(canVouchForNew(guided(waitingFor(inStep.preflight, unreachable)))).toBe(false);
  expect(canVouchForNew(guided(inStep['verify-failed']))).toBe(true);
  expect(canVouchForNew(inStep['verify-failed'])).toBe(false);
});

test('a key that its service still takes was not deleted, whatever is said', () => {
  expect(canSayDeleted('still-works')).toBe(false);
  expect(canSayDeleted(undefined)).toBe(false);
  expect(canSayDeleted('records-unwritable')).toBe(false);
  for (const code of ['cannot-be-asked', 'unreachable', 'item-missing'] as const) {
    expect(canSayDeleted(code)).toBe(true);
  }
});
