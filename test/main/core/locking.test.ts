import { expect, test } from 'vitest';
import { askForAbout } from '../../../src/main/core/about.ts';
import { nothingAsked } from '../../../src/main/core/first-state.ts';
import { Secret } from '../../../src/main/core/secret.ts';
import { untilLocked } from '../../../src/main/core/until-locked.ts';
import type { LockSettings } from '../../../src/shared/lock.ts';
import { keyRow } from '../../fakes/key-row.ts';
import { rotationOf } from '../../fakes/rotation-of.ts';
import { openKeeping } from './open-keeping.ts';
import { canary, openUse } from './open-use.ts';

function openLock() {
  const opened = openUse();
  const set = (part: Partial<LockSettings>): void => {
    const lock = { ...opened.store.read().settings.lock, ...part };
    opened.chosenSettings.change({ lock });
  };
  return { ...opened, set };
}

test('being asked takes the page away, and unlocking brings it back', async () => {
  const { locking, appWindow } = openLock();
  let timesHeard = 0;
  locking.subscribe(() => (timesHeard += 1));
  locking.hear({ kind: 'asked' });
  locking.hear({ kind: 'asked' });
  expect([locking.isLocked(), appWindow.page, timesHeard]).toEqual([true, 'lock', 1]);
  expect(locking.view()).toEqual({ because: 'asked', means: null, unsavedCount: 0 });
  await locking.unlock();
  await locking.unlock();
  expect([locking.isLocked(), appWindow.page, timesHeard]).toEqual([false, 'own', 2]);
  expect(locking.view()).toBeNull();
});

test('the system is asked how long nobody was there once a minute, and not at all where that is off', async () => {
  const { locking, idle, set, appWindow } = openLock();
  idle.idleSeconds = 4000;
  await locking.tick();
  expect([idle.timesAsked, locking.isLocked()]).toEqual([0, false]);
  set({ afterIdleMinutes: 15 });
  idle.idleSeconds = 899;
  await locking.tick();
  expect([idle.timesAsked, locking.isLocked()]).toEqual([1, false]);
  idle.idleSeconds = 901;
  await locking.tick();
  await locking.tick();
  expect([idle.timesAsked, appWindow.page, locking.view()?.because]).toEqual([2, 'lock', 'idle']);
});

test('no key stays in the clipboard or before anybody’s eyes', async () => {
  const { locking, copying, revealing, held, clipboard, store } = openLock();
  const keyId = held(canary);
  await copying.copy({ keyId, recipe: 'key', isConfirmed: false });
  await revealing.reveal(keyId);
  locking.hear({ kind: 'asked' });
  await expect.poll(() => store.read().clipboard).toBeNull();
  expect([store.read().revealed, await clipboard.read()]).toEqual([null, null]);
});

test('whoever fails to hear of the lock leaves no page that can be read', () => {
  const { locking, appWindow, store } = openLock();
  store.subscribe(() => {
    throw new Error('of a listener');
  });
  expect(() => locking.hear({ kind: 'asked' })).toThrow('of a listener');
  expect([appWindow.page, locking.isLocked()]).toEqual(['lock', true]);
});

test('what was pasted and is not kept yet is forgotten', async () => {
  const { locking, intakes, clipboard } = openLock();
  await clipboard.write(new Secret('ONE_KEY=canaryOne0123456789AB12C'));
  const { intakeId } = await intakes.readClipboard();
  expect(intakes.find(intakeId).found.length).toBe(1);
  locking.hear({ kind: 'asked' });
  await locking.unlock();
  expect(() => intakes.find(intakeId)).toThrow('call-refused');
});

test('what is chosen in a dialog that was open before the lock counts as nothing chosen', async () => {
  const { locking } = openLock();
  let answer = (_path: string): void => undefined;
  const ask = untilLocked(
    () => new Promise<string | null>((resolve) => (answer = resolve)),
    () => locking,
  );
  const plain = ask();
  answer('/one');
  expect(await plain).toBe('/one');
  const outlived = ask();
  locking.hear({ kind: 'asked' });
  await locking.unlock();
  answer('/two');
  expect(await outlived).toBeNull();
});

test('what is asked for from outside while it is locked is for the page that comes after', async () => {
  const { locking, appWindow, shortcut, chosenSettings, timeParts, store, held } = openLock();
  chosenSettings.change({ paletteShortcut: 'CommandOrControl+Shift+K' });
  shortcut.press();
  const keyId = held(canary);
  timeParts.reminding.show([keyId], false);
  askForAbout(store, appWindow);
  locking.hear({ kind: 'asked' });
  expect(store.read()).toMatchObject(nothingAsked);
  const timesForward = appWindow.timesForward;
  shortcut.press();
  timeParts.reminding.show([keyId], true);
  expect([appWindow.timesForward - timesForward, locking.isLocked()]).toEqual([2, true]);
  await locking.unlock();
  expect([store.read().paletteAskedCount, store.read().keysAsked]).toEqual([
    1,
    { count: 1, keyIds: [keyId], isToRotate: true },
  ]);
});

test('where the system can be asked, only its yes unlocks, and it is asked once at a time', async () => {
  const { locking, userCheck } = openLock();
  userCheck.has = 'touch-id';
  locking.hear({ kind: 'asked' });
  expect(locking.view()?.means).toBe('touch-id');
  const refused = [locking.unlock(), locking.unlock()];
  userCheck.reply(false);
  for (const one of refused) await expect(one).rejects.toThrow('unlock-refused');
  expect([userCheck.timesAsked, locking.isLocked()]).toEqual([1, true]);
  const admitted = locking.unlock();
  userCheck.reply(true);
  await admitted;
  expect([userCheck.timesAsked, locking.isLocked()]).toEqual([2, false]);
});

test('names are hidden while it is locked, if so chosen, and always where reminders hide them', async () => {
  const { locking, set, chosenSettings, store } = openLock();
  expect(locking.hidesNames()).toBe(false);
  locking.hear({ kind: 'asked' });
  expect(locking.hidesNames()).toBe(true);
  set({ hidesNames: false });
  expect(locking.hidesNames()).toBe(false);
  await locking.unlock();
  const { reminders } = store.read().settings;
  chosenSettings.change({ reminders: { ...reminders, hidesNames: true } });
  expect(locking.hidesNames()).toBe(true);
});

const inDays = (days: number): string =>
  new Date(Date.parse('2026-11-21T02:46:00.000Z') + days * 86_400_000).toISOString();

test('reminders go on, and neither they nor the tray name a key', async () => {
  const { locking, timeParts, notifier, tray, held } = openLock();
  held(canary, { label: 'night-mailer', expiresAt: inDays(5.5) });
  await timeParts.tick();
  expect(JSON.stringify([notifier.shown, tray.labels()])).toContain('night-mailer');
  const before = notifier.shown.length;
  locking.hear({ kind: 'asked' });
  await expect.poll(() => tray.labels().join()).not.toContain('night-mailer');
  expect(notifier.withdrawn).toEqual(['due']);
  held('canary-0000-AB12D', { label: 'day-mailer', expiresAt: inDays(0.5) });
  await timeParts.tick();
  const said = JSON.stringify([notifier.shown.slice(before), tray.labels()]);
  expect(said).toContain('A key is due');
  expect(said).not.toContain('mailer');
  await locking.unlock();
  await expect.poll(() => tray.labels().join()).toContain('night-mailer');
});

test('a reminder that was on its way when it was locked is withdrawn as soon as it is shown', async () => {
  const { locking, timeParts, notifier, held } = openLock();
  held(canary, { label: 'night-mailer', expiresAt: inDays(5.5) });
  const show = notifier.show.bind(notifier);
  let showNow = (): void => undefined;
  notifier.show = async (notice) => {
    await new Promise<void>((resolve) => (showNow = resolve));
    return show(notice);
  };
  const ticking = timeParts.tick();
  locking.hear({ kind: 'asked' });
  showNow();
  await ticking;
  expect(JSON.stringify(notifier.shown)).toContain('night-mailer');
  expect(notifier.withdrawn).toEqual(['due']);
});

test('what names a key is withdrawn once its user wants none named', async () => {
  const { timeParts, notifier, chosenSettings, store, held } = openLock();
  held(canary, { label: 'night-mailer', expiresAt: inDays(5.5) });
  await timeParts.tick();
  const { reminders } = store.read().settings;
  chosenSettings.change({ reminders: { ...reminders, hidesNames: true } });
  await timeParts.tick();
  await timeParts.tick();
  expect(notifier.withdrawn).toEqual(['due']);
});

test('with names, by choice, what was shown stays', async () => {
  const { locking, timeParts, notifier, tray, held, set } = openLock();
  set({ hidesNames: false });
  held(canary, { label: 'night-mailer', expiresAt: inDays(5.5) });
  await timeParts.tick();
  locking.hear({ kind: 'asked' });
  await timeParts.tick();
  expect(notifier.withdrawn).toEqual([]);
  expect(tray.labels().join()).toContain('night-mailer');
});

test('sessions are kept, unless its user wants them ended', async () => {
  const { locking, accountId, book, chosenSettings, store } = await openKeeping();
  const standing = () => book.find(accountId).signIn;
  locking.hear({ kind: 'asked' });
  await locking.tick();
  expect(standing()).toMatchObject({ status: 'signed-in' });
  await locking.unlock();
  chosenSettings.change({ lock: { ...store.read().settings.lock, endsSessions: true } });
  await locking.tick();
  expect(standing()).toMatchObject({ status: 'signed-in' });
  locking.hear({ kind: 'asked' });
  await expect.poll(standing).toEqual({ status: 'signed-out', because: 'by-lock' });
});

test('a session that something still needs ends when that is done', async () => {
  const { locking, accountId, book, chosenSettings, store } = await openKeeping();
  chosenSettings.change({ lock: { ...store.read().settings.lock, endsSessions: true } });
  book.change(accountId, { isSyncing: true });
  locking.hear({ kind: 'asked' });
  await locking.tick();
  expect(book.find(accountId).signIn.status).toBe('signed-in');
  book.change(accountId, { isSyncing: false });
  await locking.tick();
  expect(book.find(accountId).signIn.status).toBe('signed-out');
});

test('a rotation that goes on by itself keeps its session, and one that waits for its user does not', async () => {
  const { locking, accountId, book, chosenSettings, store } = await openKeeping();
  const standing = () => book.find(accountId).signIn.status;
  const rotation = (at: 'planned' | 'preflight' | 'deploying') =>
    rotationOf({ old: keyRow({ accountId }), step: { at } });
  chosenSettings.change({ lock: { ...store.read().settings.lock, endsSessions: true } });
  for (const at of ['preflight', 'planned'] as const) {
    store.change({ rotations: [rotation(at)] });
    locking.hear({ kind: 'asked' });
    await locking.tick();
    expect(standing()).toBe('signed-in');
  }
  store.change({ rotations: [rotation('deploying')] });
  await locking.tick();
  expect(standing()).toBe('signed-out');
});

test('while it is locked the whole of Keyturn answers two Calls, and goes on where it was', async () => {
  const { call, locking } = await openKeeping();
  expect(await call('keepMemo', { memo: 'where I was' })).toBeNull();
  await call('lock', {});
  expect(await call('readState', {})).toBe('call-refused');
  expect(await call('readMemo', {})).toBe('call-refused');
  expect(await call('readLock', {})).toEqual({
    lock: { because: 'asked', means: null, unsavedCount: 0 },
  });
  expect(await call('unlock', {})).toBeNull();
  expect([await call('readMemo', {}), locking.isLocked()]).toEqual([
    { memo: 'where I was' },
    false,
  ]);
});
