import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/main/core/secret.ts';
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

describe('State tells which key is shown, and until when, and never the key', () => {
  test('for ten seconds', async () => {
    const opened = openUse();
    const { clock, held, revealing, store } = opened;
    const keyId = held(canary);
    const before = store.read().revealed;
    const { hidesAt } = await revealing.reveal(keyId);
    const meanwhile = store.read();
    clock.move(10_000);
    expect([before, meanwhile.revealed, store.read().revealed]).toEqual([
      null,
      { keyId, hidesAt },
      null,
    ]);
    expect(JSON.stringify(meanwhile)).not.toContain(canary);
  });

  test('or, of a new key that nobody else has, until it is hidden', () => {
    const { appWindow, held, revealing, store } = openUse();
    const keyId = held(canary);
    expect(revealing.show(keyId, new Secret(canary))).toBe(canary);
    expect(store.read().revealed).toEqual({ keyId, hidesAt: null });
    revealing.hide();
    expect([store.read().revealed, appWindow.isProtected]).toEqual([null, false]);
  });

  test('hiding what is not shown tells nothing', () => {
    const { revealing, store } = openUse();
    const { revision } = store.read();
    revealing.hide();
    expect(store.read().revision).toBe(revision);
  });
});

describe('when the user leaves', () => {
  test('what is shown is hidden at once, and the clipboard is cleared too', async () => {
    const { appWindow, clipboard, copying, held, leave, revealing, store } = openUse();
    const keyId = held(canary);
    await copying.copy({ keyId, recipe: 'key', isConfirmed: false });
    await revealing.reveal(keyId);
    await leave();
    const { revealed, clipboard: copied } = store.read();
    expect([revealed, copied, appWindow.isProtected, clipboard.text]).toEqual([
      null,
      null,
      false,
      null,
    ]);
  });

  test('it is hidden although the clipboard takes its time', async () => {
    const { held, leave, revealing, store, copying, clipboard } = openUse();
    const keyId = held(canary);
    await copying.copy({ keyId, recipe: 'key', isConfirmed: false });
    await revealing.reveal(keyId);
    clipboard.isBroken = true;
    const left = leave();
    expect(store.read().revealed).toBe(null);
    await left;
  });

  test('what was asked for before is not shown any more', async () => {
    const { held, keychain, leave, revealing, store } = openUse();
    const id = held(canary);
    const answer = keychain.hold();
    const shown = revealing.reveal(id);
    await leave();
    answer();
    await expect(shown).rejects.toMatchObject({ failure: { code: 'call-refused' } });
    expect(store.read().revealed).toBe(null);
  });
});
