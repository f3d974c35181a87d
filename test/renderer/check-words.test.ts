import { expect, test } from 'vitest';
import { checkWords } from '../../src/renderer/checks/check-words.ts';
import type { Failure } from '../../src/shared/failure.ts';
import type { Clue, KeyCheck } from '../../src/shared/key.ts';
import { apiCard } from '../fakes/rule-cards.ts';

const at = '2026-11-21T02:46:00.000Z';
const known = { expiresAt: '2026-05-03T01:00:00.000Z', now: new Date(at) };
const words = (answer: KeyCheck['answer'], ...clues: Clue[]) =>
  checkWords({ at, answer, clues }, apiCard, known);
const refused = (...clues: Clue[]) =>
  words({ outcome: 'refused', because: 'not-accepted' }, ...clues);
const unknown = (because: Failure, retryAfterSeconds: number | null = null) =>
  words({ outcome: 'unknown', because, retryAfterSeconds });

test('a key that works needs nothing done', () => {
  expect(words({ outcome: 'works' })).toEqual({
    tone: 'good',
    short: 'Works',
    text: 'Postman v1 accepted this key.',
    todo: null,
  });
  expect(words({ outcome: 'works' }, 'gone').text).toContain('although it no longer lists it');
});

test.each<[Clue, string, string]>([
  ['expired', 'It expired on', 'Rotate it.'],
  ['gone', 'no longer listed there', 'Rotate it, or forget it'],
  ['other-form', 'does not look like a key of Postman v1', 'bring it in again'],
  ['plus-lost', 'a + was lost on its way', 'Bring it in again'],
  ['other-environment', 'a test key at production', 'account of its own environment'],
])('a refusal with the clue %s says so, and what to do', (clue, text, todo) => {
  const said = refused(clue);
  expect(said.text).toMatch(/^Postman v1 refused this key\. /);
  expect(said.text).toContain(text);
  expect(said.todo).toContain(todo);
  expect(said.tone).toBe('urgent');
});

test('of several clues the most telling is said: a broken key before its end', () => {
  expect(refused('expired', 'gone', 'plus-lost').text).toContain('a + was lost');
  expect(refused('gone', 'expired').text).toContain('It expired on');
});

test('a refusal without a clue does not pretend to know why', () => {
  expect(refused().text).toContain('the service does not say which');
  expect(words({ outcome: 'refused', because: 'disabled' }).text).toContain('switched it off');
  expect(words({ outcome: 'refused', because: 'unverified' }).todo).toContain('confirm');
});

test.each<[Failure, string]>([
  [{ code: 'unreachable', reason: 'offline' }, 'Not reached'],
  [{ code: 'unreachable', reason: 'proxy' }, 'Not reached'],
  [{ code: 'unreachable', reason: 'tls' }, 'Not reached'],
  [{ code: 'forbidden' }, 'Not let in'],
  [{ code: 'service-failed', status: 502, retryAfterSeconds: null }, 'Service down'],
  [{ code: 'rate-limited', retryAfterSeconds: 60 }, 'Limit reached'],
  [{ code: 'unreadable-answer', reason: 'not-json', field: null }, 'Not understood'],
  [{ code: 'bug' }, 'Not learnt'],
])('%j says nothing about the key, and that is said', (because, short) => {
  const said = unknown(because);
  expect(said).toMatchObject({ tone: 'due', short });
  expect(said.text).toContain('This says nothing about the key.');
  expect(said.todo).not.toBeNull();
});

test('a limit says until when', () => {
  const limited = unknown({ code: 'rate-limited', retryAfterSeconds: null }, 600);
  const then = new Date(Date.parse(at) + 600_000);
  const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(then);
  expect(limited.todo).toBe(`Check again after ${clock}.`);
  expect(unknown({ code: 'rate-limited', retryAfterSeconds: null }).todo).toBe(
    'Check again in a few minutes.',
  );
});

test('what was not asked says why', () => {
  const notAsked = (because: Extract<KeyCheck['answer'], { outcome: 'not-asked' }>['because']) =>
    words({ outcome: 'not-asked', because });
  expect(notAsked({ reason: 'no-probe' }).text).toContain('no question that is known');
  expect(notAsked({ reason: 'parameter-missing', parameter: 'campaignId' }).text).toContain(
    '“campaignId”',
  );
  expect(notAsked({ reason: 'not-sendable' })).toMatchObject({ tone: 'urgent' });
});
