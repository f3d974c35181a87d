import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { rightCode } from '../../fakes/connector.ts';
import type { FakeKeychain } from '../../fakes/keychain.ts';
import { openAccounts, settle } from './open-accounts.ts';

const hourMs = 3_600_000;

test('an old session that is refused does not end a new one', async () => {
  const { account, sync, signIn, signedIn, connector } = openAccounts();
  const id = await signedIn();
  connector.endSessions();
  const release = connector.hold();
  const syncing = sync.sync(id).catch((error: unknown) => error);
  await settle();
  // Only what is asked from here on is answered at once.
  connector.hold()();
  await signIn.signIn({ accountId: id, code: rightCode, isToBeKept: false });
  release();
  expect(await syncing).toMatchObject({ failure: { code: 'signed-out' } });
  expect(account(id).signIn.status).toBe('signed-in');
});

describe('while the system asks for the password of the keychain', () => {
  test('signing out waits for it, and leaves no session behind', async () => {
    const { accounts, account, keychain, records, signIn, wish } = openAccounts();
    const id = accounts.add(wish);
    await signIn.requestCode(id);
    const release = holdWrites(keychain);
    const signingIn = signIn.signIn({ accountId: id, code: rightCode, isToBeKept: true });
    await settle();
    const signingOut = signIn.signOut(id);
    await settle();
    release();
    await Promise.all([signingIn, signingOut]);
    expect(account(id).signIn).toEqual({ status: 'signed-out', because: 'by-user' });
    expect(keychain.items).toEqual(new Map());
    expect(records.read().accounts).toMatchObject([{ keepsSession: false }]);
  });

  test('so does removing the account', async () => {
    const { accounts, keychain, signIn, store, wish } = openAccounts();
    const id = accounts.add(wish);
    await signIn.requestCode(id);
    const release = holdWrites(keychain);
    const signingIn = signIn.signIn({ accountId: id, code: rightCode, isToBeKept: true });
    await settle();
    const removing = accounts.remove(id);
    await settle();
    release();
    await Promise.all([signingIn, removing]);
    expect(store.read().accounts).toEqual([]);
    expect(keychain.items).toEqual(new Map());
  });

  test('of several sign-ins at once, none is kept that State does not tell of as kept', async () => {
    const { accounts, account, keychain, records, signIn, wish } = openAccounts();
    const id = accounts.add(wish);
    await signIn.requestCode(id);
    const release = holdWrites(keychain);
    const signingIn = [true, false, true].map(async (isToBeKept) => {
      await signIn.signIn({ accountId: id, code: rightCode, isToBeKept });
    });
    await settle();
    release();
    await Promise.all(signingIn);
    expect(account(id).signIn).toMatchObject({ status: 'signed-in', isKept: false });
    expect(keychain.items).toEqual(new Map());
    expect(records.read().accounts).toMatchObject([{ keepsSession: false }]);
  });

  test('a session that the service ends is not told of as one that is kept', async () => {
    const { accounts, account, connector, keychain, signIn, sync, wish } = openAccounts();
    const id = accounts.add(wish);
    await signIn.requestCode(id);
    const release = holdWrites(keychain);
    const signingIn = signIn.signIn({ accountId: id, code: rightCode, isToBeKept: true });
    await settle();
    connector.endSessions();
    const syncing = sync.sync(id).catch((error: unknown) => error);
    await settle();
    release();
    await signingIn;
    expect(await syncing).toBeInstanceOf(FailureError);
    expect(account(id).signIn).toEqual({ status: 'signed-out', because: 'ended' });
    expect(keychain.items).toEqual(new Map());
  });

  test.each([true, false])(
    'a session that is looked for does not take the place of a newer one, kept: %s',
    async (isToBeKept) => {
      const first = openAccounts();
      const id = await first.signedIn(true);
      first.connector.endSessions();
      const { account, keychain, signIn, sync } = openAccounts({ ...first });
      const release = keychain.hold();
      const restoring = signIn.restore();
      await settle();
      await signIn.requestCode(id);
      const signingIn = signIn.signIn({ accountId: id, code: rightCode, isToBeKept });
      await settle();
      release();
      await Promise.all([restoring, signingIn]);
      await sync.sync(id);
      expect(account(id).signIn).toMatchObject({ status: 'signed-in', isKept: isToBeKept });
      expect([...keychain.items.values()].join(' ')).toBe(
        isToBeKept ? '{"secret":"canary-session-2","expiresAt":"2026-11-22T02:46:00.000Z"}' : '',
      );
    },
  );

  test('a session that is over does not take away the code that was asked for meanwhile', async () => {
    const first = openAccounts();
    const id = await first.signedIn(true);
    first.clock.move(25 * hourMs);
    const { account, signIn } = openAccounts({ ...first });
    await signIn.requestCode(id);
    await signIn.restore();
    expect(account(id).signIn.status).toBe('code-sent');
  });
});

test('a code that was sent late does not sign out who has signed in with the one before', async () => {
  const { accounts, account, connector, signIn, wish } = openAccounts();
  const id = accounts.add(wish);
  await signIn.requestCode(id);
  const release = connector.hold();
  const again = signIn.requestCode(id);
  await settle();
  connector.hold()();
  await signIn.signIn({ accountId: id, code: rightCode, isToBeKept: false });
  release();
  await again;
  expect(account(id).signIn.status).toBe('signed-in');
});

/** Until the returned function is called, every write waits. */
function holdWrites(keychain: FakeKeychain): () => void {
  const write = keychain.write.bind(keychain);
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  keychain.write = async (account, secret) => {
    await gate;
    await write(account, secret);
  };
  return () => open();
}
