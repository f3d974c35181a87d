import { expect, test } from 'vitest';
import { stepRotation } from '../../src/main/core/step-rotation.ts';
import { nextWords, stepsOf, waysOutOf } from '../../src/renderer/rotation/rotation-steps.ts';
import type { Rotation } from '../../src/shared/rotation.ts';
import { aRotation, everyStep } from './a-rotation.ts';

const at = '2027-05-03T01:00:00.000Z';

test('a planned rotation goes from Check to Retire, and tells what is done with its time', () => {
  expect(stepsOf(aRotation()).map(({ name, state, at: doneAt }) => [name, state, doneAt])).toEqual([
    ['check', 'done', '2027-05-01T01:00:01.000Z'],
    ['create', 'done', '2027-05-01T01:00:02.000Z'],
    ['keep', 'done', '2027-05-01T01:00:02.000Z'],
    ['prove', 'done', '2027-05-01T01:00:03.000Z'],
    ['tools', 'now', null],
    ['soak', 'next', null],
    ['retire', 'next', null],
  ]);
});

test('after a leak the old key goes first, and nothing soaks', () => {
  const leaked = aRotation({ reason: 'leaked', step: { at: 'retiring' }, successor: null });
  expect(stepsOf(leaked).map(({ name, state }) => [name, state])).toEqual([
    ['retire', 'now'],
    ['check', 'next'],
    ['create', 'next'],
    ['keep', 'next'],
    ['prove', 'next'],
    ['tools', 'next'],
  ]);
});

test('an old key that leaks on the way goes next, and what was done by then stays done', () => {
  const leaked = aRotation({ reason: 'leaked', step: { at: 'retiring' } });
  expect(stepsOf(leaked).map(({ name, state }) => [name, state])).toEqual([
    ['check', 'done'],
    ['create', 'done'],
    ['keep', 'done'],
    ['prove', 'done'],
    ['retire', 'now'],
    ['tools', 'next'],
  ]);
  expect(nextWords(leaked)).toBe('Next, you put the new key into your tools.');
  const timeline = leaked.timeline.filter(({ note }) => note !== 'in-use' && note !== 'proven');
  const unused = { ...leaked, timeline, proof: null };
  expect(stepsOf(unused).map(({ name, state }) => [name, state])).toEqual([
    ['check', 'done'],
    ['create', 'done'],
    ['keep', 'done'],
    ['retire', 'now'],
    ['prove', 'next'],
    ['tools', 'next'],
  ]);
  expect(nextWords(unused)).toBe('Next, the new key is tried and becomes the key to use.');
});

test('the steps after a leak on the way stand in the order in which they were done', () => {
  const { timeline } = aRotation();
  const retired = { at, note: 'old-retired', detail: '' } as const;
  const inTools = { at, note: 'in-tools', detail: '' } as const;
  const orderOf = (part: Partial<Rotation>) =>
    stepsOf(aRotation({ reason: 'leaked', oldEndedAt: at, ...part })).map(({ name }) => name);
  const back = { at, note: 'gone-back', detail: '' } as const;
  const over = { step: { at: 'retired', how: 'ended' }, closedAt: at } as const;
  const whole = ['check', 'create', 'keep', 'prove'];
  expect([
    orderOf({ timeline: [...timeline, retired] }),
    orderOf({ ...over, timeline: [...timeline, retired, inTools] }),
    orderOf({ ...over, timeline: [...timeline, inTools, retired] }),
    orderOf({ ...over, timeline: [retired, ...timeline, inTools] }),
    orderOf({ step: { at: 'retiring' }, timeline: [...timeline, inTools, back] }),
  ]).toEqual([
    [...whole, 'retire', 'tools'],
    [...whole, 'retire', 'tools'],
    [...whole, 'tools', 'retire'],
    ['retire', ...whole, 'tools'],
    [...whole, 'retire', 'tools'],
  ]);
});

test('an old key that ended by itself leaves nothing to soak or to retire', () => {
  const names = stepsOf(aRotation({ oldEndedAt: at })).map(({ name }) => name);
  expect(names).toEqual(['check', 'create', 'keep', 'prove', 'tools']);
});

test('the steps promise no longer a time with both keys than the old one has', () => {
  const said = (now: string) =>
    stepsOf(aRotation(), new Date(now)).find(({ name }) => name === 'soak')?.result;
  expect(said('2027-05-01T01:46:00.000Z')).toBe('Both work for 7 days');
  expect(said('2027-05-07T01:46:00.000Z')).toBe('Both work until the old one ends in 5 days');
});

test('no step is ever called done that was not, and at most one is the present one', () => {
  for (const rotation of everyStep()) {
    const steps = stepsOf(rotation);
    const present = steps.filter(({ state }) => state === 'now');
    const isGivenUp = ['gone-back', 'abandoning', 'abandoned', 'retired'].includes(
      rotation.step.at,
    );
    expect([rotation.step.at, present.length]).toEqual([rotation.step.at, isGivenUp ? 0 : 1]);
    for (const { result } of steps) expect(result).toMatch(/^[A-Z•]/u);
    expect(nextWords(rotation) ?? 'After').toMatch(/^(?:Next|After)/);
  }
});

test('the ways out that are offered are those that the machine takes', () => {
  const waits: Rotation['wait'][] = [
    null,
    { because: { code: 'signed-out' }, since: at, retryAt: null },
    { because: { code: 'unreachable', reason: 'offline' }, since: at, retryAt: at },
  ];
  const waiting = waits.flatMap((wait) => everyStep().map((rotation) => ({ ...rotation, wait })));
  for (const rotation of waiting) {
    const offered = waysOutOf(rotation);
    const takes = (kind: 'abandon' | 'create-again' | 'stop' | 'go-back' | 'leaked'): boolean =>
      stepRotation(rotation, { kind }, at) !== null;
    // Without a new key there is nothing to go back from.
    const canGoBack = takes('go-back') && rotation.successor !== null;
    expect({ step: rotation.step.at, ...offered }).toEqual({
      step: rotation.step.at,
      canGoBack,
      canAbandon: takes('abandon'),
      canCreateAgain: takes('create-again'),
      canStop: takes('stop'),
      canLeak: takes('leaked'),
    });
  }
});
