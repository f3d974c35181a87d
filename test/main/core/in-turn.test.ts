import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createInTurn } from '../../../src/main/core/in-turn.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

test('one thing is done after the other, also after one that failed', async () => {
  const inTurn = createInTurn();
  const done: string[] = [];
  const first = inTurn(async () => {
    await setImmediate();
    done.push('first');
    throw new Error('the first one fails');
  });
  const second = inTurn(async () => void done.push('second'));
  await expect(first).rejects.toThrow('the first one fails');
  await second;
  expect(done).toEqual(['first', 'second']);
});

test('what came of the last one is not kept', async () => {
  const inTurn = createInTurn();
  const made = new WeakRef(await inTurn(async () => ({ a: 'key' })));
  await setImmediate();
  collect();
  expect(made.deref()).toBeUndefined();
  expect(await inTurn(async () => 'next')).toBe('next');
});
