import { expect, test } from 'vitest';
import { createAnswer, type Handlers } from '../../../src/main/core/answer.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import type { State } from '../../../src/shared/state.ts';
import { initialState } from '../../fakes/initial-state.ts';
import { fakeLog } from '../../fakes/log.ts';

const state: State = {
  ...initialState,
  revision: 3,
  keychain: { status: 'ok', backend: 'GNOME Keyring', checkedAt: '2026-11-21T02:46:00.000Z' },
};

function answerWith(some: Partial<Handlers>) {
  const log = fakeLog();
  const handlers = { readState: () => state, checkKeychain: () => null, ...some };
  return { answer: createAnswer(handlers as Handlers, log), log };
}

test('a known Call with the right fields is answered', async () => {
  const { answer } = answerWith({});
  expect(await answer('readState', {})).toEqual({ ok: true, value: state });
});

test.each([
  'nope',
  '',
  'toString',
  '__proto__',
  'constructor',
  7,
  null,
  undefined,
  {},
  ['readState'],
])('there is no Call named %j', async (name) => {
  const { answer } = answerWith({});
  expect(await answer(name, {})).toEqual({
    ok: false,
    failure: { code: 'call-refused', reason: 'unknown-call' },
  });
});

test.each([{ extra: 1 }, [], 'text', null, undefined, 5])(
  'a request that is not described is refused: %j',
  async (request) => {
    const { answer } = answerWith({});
    expect(await answer('checkKeychain', request)).toEqual({
      ok: false,
      failure: { code: 'call-refused', reason: 'bad-request' },
    });
  },
);

test('a field that nobody described does not leave main', async () => {
  const leaky = { ...state, keychain: { ...state.keychain, secret: 'canary' }, secret: 'canary' };
  const { answer } = answerWith({ readState: () => leaky });
  expect(await answer('readState', {})).toEqual({ ok: true, value: state });
});

test('a response of the wrong kind is a bug, and stays here', async () => {
  const { answer, log } = answerWith({ readState: () => ({ ...state, revision: -1 }) });
  expect(await answer('readState', {})).toEqual({ ok: false, failure: { code: 'bug' } });
  expect(log.bugs).toHaveLength(1);
});

test('a Failure that was thrown on purpose is the answer', async () => {
  const { answer, log } = answerWith({
    unlockKeychain: () => Promise.reject(new FailureError({ code: 'keychain-locked' })),
  });
  expect(await answer('unlockKeychain', {})).toEqual({
    ok: false,
    failure: { code: 'keychain-locked' },
  });
  expect(log.bugs).toEqual([]);
});

test('anything else that is thrown is a bug: logged, and told without its message', async () => {
  const bug = new Error('canary in a message');
  const { answer, log } = answerWith({
    checkKeychain: () => {
      throw bug;
    },
  });
  expect(await answer('checkKeychain', {})).toEqual({ ok: false, failure: { code: 'bug' } });
  expect(log.bugs).toEqual([bug]);
});
