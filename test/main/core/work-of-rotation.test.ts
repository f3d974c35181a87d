import { expect, test } from 'vitest';
import { workOf } from '../../../src/main/core/work-of-rotation.ts';
import { inStep, waitingFor } from './rotation-steps.ts';

const now = Date.parse('2026-11-21T04:00:00.000Z');
const unreachable = { code: 'unreachable', reason: 'offline' } as const;

test('each step has its work, or none where the user or time has the next word', () => {
  const works = Object.entries(inStep).map(([at, rotation]) => [at, workOf(rotation, now)]);
  expect(Object.fromEntries(works.filter(([, work]) => work !== null))).toEqual({
    preflight: 'preflight',
    'create-unknown': 'look',
    'created-unreceived': 'take-up',
    'save-failed': 'take-up',
    stored: 'probe',
    verified: 'promote',
    retiring: 'retire-old',
    abandoning: 'retire-new',
  });
});

test('what was not retired is tried again at its time, and else at the word of the user', () => {
  const known = inStep['retire-failed'];
  expect(workOf(waitingFor(known, unreachable, '2026-11-21T03:00:00.000Z'), now)).toBe(
    'retire-old',
  );
  expect(workOf(waitingFor(known, unreachable), now)).toBeNull();
});

test.each(['retiring', 'retire-failed', 'abandoning'] as const)(
  'in the pages of a service nothing is ended by us in %s',
  (at) => expect(workOf({ ...inStep[at], way: 'guided' }, now)).toBeNull(),
);

test.each([
  ['before its time', '2026-11-21T04:00:30.000Z', null],
  ['at its time', '2026-11-21T04:00:00.000Z', 'probe'],
  ['after its time', '2026-11-21T03:00:00.000Z', 'probe'],
  ['once the clock was set back by days', '2026-11-23T04:00:00.000Z', 'probe'],
  ['where something has to happen first', null, null],
])('what waits goes on %s as it should', (_, retryAt, work) => {
  expect(workOf(waitingFor(inStep.stored, unreachable, retryAt), now)).toBe(work);
});
