import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { itemNameOf } from '../../../src/main/core/sessions.ts';
import { rightCode } from '../../fakes/connector.ts';
import { openAccounts, settle } from './open-accounts.ts';

const hourMs = 3_600_000;

test('without “keep me signed in” the keychain is not touched', async () => {
  const { signedIn, keychain } = openAccounts();
  await signedIn(false);
  expect(keychain.uses).toEqual([]);
});

test('a kept session is there again after a restart', async () => {
  const first = openAccounts();
  const id = await first.signedIn(true);
  expect(first.account(id).signIn).toMatchObject({ status: 'signed-in', isKept: true });
  const second = openAccounts({ ...first });
  expect(second.account(id).signIn).toEqual({ status: 'signed-out', because: 'keychain-shut' });
  await second.signIn.restore();
  expect(second.account(id).signIn).toEqual({
    status: 'signed-in',
    until: '2026-11-22T02:46:00.000Z',
    isKept: true,
  });
  await second.sync.sync(id);
});

test('where the disk takes nothing, one is signed in all the same, and nothing is kept', async () => {
  const { account, keychain, records, signIn, accounts, wish } = openAccounts();
  const id = accounts.add(wish);
  await signIn.requestCode(id);
  records.refuse('disk-full');
  await signIn.signIn({ accountId: id, code: rightCode, isToBeKept: true });
  expect(account(id).signIn).toMatchObject({ status: 'signed-in', isKept: false });
  expect(keychain.items.size).toBe(0);
});

test('where the disk takes nothing, one can sign out, and is not signed in again by a restart', async () => {
  const first = openAccounts();
  const id = await first.signedIn(true);
  first.records.refuse('disk-full');
  await first.signIn.signOut(id);
  expect(first.account(id).signIn).toEqual({ status: 'signed-out', because: 'by-user' });
  expect(first.keychain.items.size).toBe(0);
  await first.tick();
  expect(first.account(id).signIn).toEqual({ status: 'signed-out', because: 'by-user' });

  first.records.refuse(null);
  const second = openAccounts(first);
  await second.signIn.restore();
  expect(second.account(id).signIn).toEqual({ status: 'signed-out', because: 'ended' });
  expect(second.records.read().accounts).toMatchObject([{ keepsSession: false }]);
});

test('a locked keychain is left alone at the start, and looked into once it is open', async () => {
  const first = openAccounts();
  const id = await first.signedIn(true);
  first.keychain.lock();
  first.keychain.uses.length = 0;
  const second = openAccounts({ ...first });
  await second.signIn.restore();
  expect(first.keychain.uses).toEqual([]);
  first.keychain.unlock();
  await second.signIn.restore();
  expect(second.account(id).signIn.status).toBe('signed-in');
});

describe('a session that ends while the keychain is not there', () => {
  test.each(['no-answer', 'no-service'] as const)(
    'is taken out of it by the next run, and never taken up again: %s',
    async (reason) => {
      const first = openAccounts();
      const id = await first.signedIn(true);
      first.keychain.lose(reason);
      await first.signIn.signOut(id);
      expect(first.account(id).signIn).toEqual({ status: 'signed-out', because: 'by-user' });
      expect(first.keychain.items.size).toBe(1);

      first.keychain.unlock();
      const second = openAccounts({ ...first });
      await second.signIn.restore();
      expect(second.account(id).signIn.status).toBe('signed-out');
      expect(first.keychain.items.size).toBe(0);
      expect(first.records.readLooseItems()).toEqual([]);
    },
  );

  test('goes although its account was removed', async () => {
    const first = openAccounts();
    const id = await first.signedIn(true);
    first.keychain.lose('no-answer');
    await first.accounts.remove(id);
    first.keychain.unlock();
    const second = openAccounts({ ...first });
    await second.signIn.restore();
    expect(first.keychain.items.size).toBe(0);
  });

  test('does not take the next one with it', async () => {
    const first = openAccounts();
    const id = await first.signedIn(true);
    first.keychain.lose('no-answer');
    await first.signIn.signOut(id);
    first.keychain.unlock();
    await first.signIn.requestCode(id);
    await first.signIn.signIn({ accountId: id, code: rightCode, isToBeKept: true });
    await first.goOn();
    await first.signIn.restore();
    const second = openAccounts({ ...first });
    await second.goOn();
    await second.signIn.restore();
    expect(second.account(id).signIn).toMatchObject({ status: 'signed-in', isKept: true });
  });

  test('is not taken up again where the next sign-in was not to be kept', async () => {
    const first = openAccounts();
    const id = await first.signedIn(true);
    first.keychain.lock();
    const second = openAccounts({ ...first });
    await second.signIn.requestCode(id);
    await second.signIn.signIn({ accountId: id, code: rightCode, isToBeKept: false });
    first.keychain.unlock();
    const third = openAccounts({ ...first });
    await third.signIn.restore();
    expect(third.account(id).signIn.status).toBe('signed-out');
    expect(first.keychain.items.size).toBe(0);
  });

  test('is not signed out of where that cannot be written down either', async () => {
    const { account, keychain, records, signIn, signedIn } = openAccounts();
    const id = await signedIn(true);
    keychain.lose('no-answer');
    records.refuse('disk-full');
    await expect(signIn.signOut(id)).rejects.toMatchObject({
      failure: { code: 'records-unwritable' },
    });
    expect(account(id).signIn.status).toBe('signed-in');
  });
});

test('a kept session that is over by this computer’s clock alone is not dropped: the service is asked', async () => {
  const first = openAccounts();
  const id = await first.signedIn(true);
  first.clock.move(48 * hourMs);
  const second = openAccounts({ ...first });
  await second.signIn.restore();
  expect(second.account(id).signIn).toEqual({ status: 'signed-in', until: null, isKept: true });
  await second.tick();
  expect(second.account(id).signIn.status).toBe('signed-in');
  first.connector.endSessions();
  await expect(second.sync.sync(id)).rejects.toBeInstanceOf(FailureError);
  await settle();
  expect(second.account(id).signIn).toEqual({ status: 'signed-out', because: 'ended' });
  expect(first.keychain.items.size).toBe(0);
});

test('a kept session that seems over is tried at once, however new the list is', async () => {
  const first = openAccounts();
  const id = await first.signedIn(true);
  first.clock.move(23 * hourMs);
  await first.sync.sync(id);
  first.clock.move(2 * hourMs);
  first.connector.endSessions();
  const second = openAccounts({ ...first });
  await second.signIn.restore();
  await second.tick();
  await settle();
  expect(second.account(id).signIn).toEqual({ status: 'signed-out', because: 'ended' });
});

test('a session that was not kept is not looked for', async () => {
  const first = openAccounts();
  await first.signedIn(false);
  const second = openAccounts({ ...first });
  await second.signIn.restore();
  expect(first.keychain.uses).toEqual([]);
});

test.each([
  'not JSON',
  '{"secret":"canary"}',
  '{"secret":"x","expiresAt":"2020-01-01T00:00:00.000Z"}',
])('what is damaged or over is taken out of the keychain: %s', async (item) => {
  const first = openAccounts();
  const id = await first.signedIn(true);
  first.keychain.items.set(itemNameOf(id), item);
  const second = openAccounts({ ...first });
  await second.signIn.restore();
  expect(second.account(id).signIn).toEqual({ status: 'signed-out', because: 'ended' });
  expect(first.keychain.items).toEqual(new Map());
});

test('a keychain that takes nothing leaves the user signed in for this run', async () => {
  const { account, signedIn, keychain } = openAccounts();
  keychain.lock();
  expect(account(await signedIn(true)).signIn).toMatchObject({
    status: 'signed-in',
    isKept: false,
  });
});
