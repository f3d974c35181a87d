import { expect, test } from 'vitest';
import { stepLock, type Lock, type LockEvent } from '../../../src/main/core/lock.ts';
import type { LockSettings } from '../../../src/shared/lock.ts';
import { firstSettings } from '../../../src/shared/first-settings.ts';

const open: Lock = { status: 'open' };
const all: LockSettings = {
  ...firstSettings.lock,
  afterIdleMinutes: 5,
  isOnScreenLock: true,
  isOnSleep: true,
};
const idleFor = (seconds: number): LockEvent => ({ kind: 'idle', seconds });

test.each<[string, LockEvent, LockSettings, Lock]>([
  ['being asked', { kind: 'asked' }, firstSettings.lock, { status: 'locked', because: 'asked' }],
  ['an idle time that is off', idleFor(86_400), firstSettings.lock, open],
  ['less than the idle time', idleFor(299), all, open],
  ['the idle time', idleFor(300), all, { status: 'locked', because: 'idle' }],
  ['less than a longer one', idleFor(3599), { ...all, afterIdleMinutes: 60 }, open],
  [
    'the lock of the screen',
    { kind: 'screen-locked' },
    all,
    { status: 'locked', because: 'screen' },
  ],
  ['the lock of the screen, off', { kind: 'screen-locked' }, firstSettings.lock, open],
  ['sleep', { kind: 'sleep' }, all, { status: 'locked', because: 'sleep' }],
  ['sleep, off', { kind: 'sleep' }, firstSettings.lock, open],
  ['an unlocking of what is open', { kind: 'unlocked' }, all, open],
])('%s', (_name, event, settings, next) => {
  expect(stepLock(open, event, settings)).toEqual(next);
});

test('what is locked stays so, for its first reason, until it is unlocked', () => {
  const locked: Lock = { status: 'locked', because: 'idle' };
  const events: LockEvent[] = [
    { kind: 'asked' },
    idleFor(0),
    { kind: 'screen-locked' },
    { kind: 'sleep' },
  ];
  for (const event of events) expect(stepLock(locked, event, all)).toEqual(locked);
  expect(stepLock(locked, { kind: 'unlocked' }, all)).toEqual(open);
});
