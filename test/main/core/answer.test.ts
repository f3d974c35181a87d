import { expect, test } from 'vitest';
import { createAnswer, type Handlers } from '../../../src/main/core/answer.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { contract, type CallName } from '../../../src/shared/contract.ts';
import type { State } from '../../../src/shared/state.ts';
import { initialState } from '../../fakes/initial-state.ts';
import { fakeLog } from '../../fakes/log.ts';

const state: State = {
  ...initialState,
  revision: 3,
  keychain: { status: 'ok', backend: 'GNOME Keyring', checkedAt: '2026-11-21T02:46:00.000Z' },
};

function answerWith(some: Partial<Handlers>, isLocked = (): boolean => false) {
  const log = fakeLog();
  const handlers = { readState: () => state, checkKeychain: () => null, ...some };
  return { answer: createAnswer(handlers as Handlers, { isLocked }, log), log };
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

const refusal = { ok: false, failure: { code: 'call-refused', reason: 'locked' } };
const names = Object.keys(contract) as CallName[];

/** What two requests of one Call come to while it is locked, and how often something was done for them. */
async function askLocked(name: CallName, response: unknown = null) {
  let timesDone = 0;
  const done = () => {
    timesDone += 1;
    return response;
  };
  const { answer } = answerWith({ [name]: done }, () => true);
  const answers = [await answer(name, {}), await answer(name, { keyId: 'k' })];
  return { answers, timesDone };
}

test.each(names.filter((name) => name !== 'readLock' && name !== 'unlock'))(
  'while it is locked, %s is refused, and its request is not even looked at',
  async (name) => {
    expect(await askLocked(name)).toEqual({ answers: [refusal, refusal], timesDone: 0 });
  },
);

test.each([
  ['readLock', { lock: null }],
  ['unlock', null],
] as const)('while it is locked, %s is answered', async (name, response) => {
  const { answers, timesDone } = await askLocked(name, response);
  expect([answers[0], timesDone]).toEqual([{ ok: true, value: response }, 1]);
});

test('what was asked before the lock is done, and its answer goes to nobody', async () => {
  let isLocked = false;
  let finish = (): void => undefined;
  const waiting = new Promise<void>((resolve) => (finish = resolve));
  const { answer } = answerWith({ readState: () => waiting.then(() => state) }, () => isLocked);
  const asked = answer('readState', {});
  isLocked = true;
  finish();
  expect(await asked).toEqual(refusal);
});
