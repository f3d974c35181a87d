import { expect, test } from 'vitest';
import type { Failure } from '../../src/shared/failure.ts';
import {
  hasTwoLiveKeys,
  headlineOf,
  isWaitingForUser,
  stepWords,
} from '../../src/renderer/rotation/rotation-words.ts';
import { aRotation, everyStep } from './a-rotation.ts';

const now = new Date('2027-05-02T01:00:00.000Z');
const until = '2027-05-08T04:00:00.000Z';

test('every step has a line and a heading of its own, without an end mark', () => {
  for (const rotation of everyStep()) {
    const said = [stepWords(rotation, now), headlineOf(rotation, now)];
    for (const words of said) {
      expect(words).toMatch(/^[A-Z“].{4,80}$/u);
      expect(words).not.toMatch(/[.!]$|undefined|null/);
    }
  }
});

test('while both keys live, the line says when the old one retires, and then that it can', () => {
  const soaking = aRotation({ step: { at: 'soaking', until } });
  expect(stepWords(soaking, now)).toMatch(/^New key in use, old one retires on .*8.*2027/);
  expect(isWaitingForUser(soaking, now)).toBe(false);
  const later = new Date(until);
  expect(stepWords(soaking, later)).toBe('New key in use: the old one can be retired now');
  expect(headlineOf(soaking, later)).toBe('Retire the old key');
  expect(isWaitingForUser(soaking, later)).toBe(true);
});

test('what is tried again by itself says when, and does not wait for its user', () => {
  const because: Failure = { code: 'unreachable', reason: 'dns' };
  const wait = { because, since: now.toISOString(), retryAt: '2027-05-02T01:01:00.000Z' };
  const rotation = aRotation({ step: { at: 'preflight' }, successor: null, wait });
  expect(stepWords(rotation, now)).toMatch(/^Service not reached, tries again at \d/);
  expect(headlineOf(rotation)).toBe('The service cannot be reached');
  expect(isWaitingForUser(rotation, now)).toBe(false);
});

test.each([
  ['signed-out', 'Sign in to go on'],
  ['keychain-locked', 'Unlock your keychain to go on'],
  ['cannot-be-asked', 'Say whether the new key works'],
] as const)('%s waits for its user: %s', (code, words) => {
  const wait = { because: { code }, since: now.toISOString(), retryAt: null };
  const rotation = aRotation({ step: { at: 'stored', refusals: 0 }, wait });
  expect([stepWords(rotation, now), isWaitingForUser(rotation, now)]).toEqual([words, true]);
});

test('a new key that is refused at first may only need a moment, and later it is trouble', () => {
  const wait = { because: { code: 'key-refused' }, since: now.toISOString() } as const;
  const retryAt = '2027-05-02T01:00:05.000Z';
  const first = aRotation({ step: { at: 'stored', refusals: 1 }, wait: { ...wait, retryAt } });
  const later = aRotation({ step: { at: 'retire-failed' }, wait: { ...wait, retryAt: null } });
  expect([headlineOf(first), headlineOf(later)]).toEqual([
    'The new key is not taken yet',
    'The new key is refused now',
  ]);
});

test('where the user deletes keys in the service’s pages, it waits for them', () => {
  const byHand = aRotation({ step: { at: 'retiring' }, way: 'guided' });
  const byService = aRotation({ step: { at: 'retiring' } });
  expect([isWaitingForUser(byHand, now), isWaitingForUser(byService, now)]).toEqual([true, false]);
});

test('two live keys are said as long as both live, also when nobody goes on with it', () => {
  const { timeline } = aRotation();
  const entry = { at: now.toISOString(), detail: '' };
  const left = aRotation({
    step: { at: 'abandoned' },
    closedAt: now.toISOString(),
    timeline: [...timeline, { ...entry, note: 'abandoned' }],
  });
  const deleted = { ...left, timeline: [...timeline, { ...entry, note: 'new-retired' as const }] };
  const done = aRotation({ step: { at: 'retired', how: 'ended' }, oldEndedAt: now.toISOString() });
  const before = aRotation({ step: { at: 'preflight' }, successor: null, timeline: [] });
  expect([aRotation(), left, deleted, done, before].map(hasTwoLiveKeys)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
