import { expect, test } from 'vitest';
import { canary, openUse } from './open-use.ts';

test('a key is shown for ten seconds, and the window cannot be recorded meanwhile', async () => {
  const { appWindow, clock, held, history, revealing } = openUse();
  const id = held(canary);
  expect(await revealing.reveal(id)).toEqual({
    secret: canary,
    hidesAt: '2026-11-21T02:46:10.000Z',
  });
  clock.move(9999);
  expect(appWindow.isProtected).toBe(true);
  clock.move(1);
  expect(appWindow.isProtected).toBe(false);
  expect(history(id)).toEqual(['revealed']);
});

test('hidden before, it may be recorded again at once', async () => {
  const { appWindow, held, revealing } = openUse();
  await revealing.reveal(held(canary));
  revealing.hide();
  expect(appWindow.isProtected).toBe(false);
});

test('a second one takes the place of the first, with ten seconds of its own', async () => {
  const { appWindow, clock, held, revealing } = openUse();
  await revealing.reveal(held(canary));
  clock.move(9000);
  await revealing.reveal(held('canary-second-XY34Z'));
  clock.move(9999);
  expect(appWindow.isProtected).toBe(true);
  clock.move(1);
  expect(appWindow.isProtected).toBe(false);
});

test('a key that cannot be read is not shown, and nothing is protected or told of it', async () => {
  const { appWindow, held, history, keychain, revealing } = openUse();
  const id = held(canary);
  keychain.lock();
  await expect(revealing.reveal(id)).rejects.toMatchObject({
    failure: { code: 'keychain-locked' },
  });
  expect([appWindow.isProtected, history(id)]).toEqual([false, []]);
});

test('what was asked for before the window was left is not shown when the keychain opens at last', async () => {
  const { appWindow, held, history, keychain, revealing } = openUse();
  const id = held(canary);
  const answer = keychain.hold();
  const shown = revealing.reveal(id);
  revealing.hide();
  answer();
  await expect(shown).rejects.toMatchObject({ failure: { code: 'call-refused' } });
  expect([appWindow.isProtected, history(id)]).toEqual([false, []]);
});
