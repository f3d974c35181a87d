import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { itemNameOf } from '../../../src/main/core/sessions.ts';
import { rightCode } from '../../fakes/connector.ts';
import type { FakeKeychain } from '../../fakes/keychain.ts';
import { openAccounts, settle } from './open-accounts.ts';

const secondMs = 1000;
const hourMs = 3600 * secondMs;

test('a code that was sent tells how long it lives, and when another may be sent', async () => {
  const { accounts, signIn, account, wish } = openAccounts();
  const id = accounts.add(wish);
  await signIn.requestCode(id);
  expect(account(id).signIn).toEqual({
    status: 'code-sent',
    sentAt: '2026-11-21T02:46:00.000Z',
    mayResendAt: '2026-11-21T02:46:30.000Z',
    expiresAt: '2026-11-21T02:56:00.000Z',
    triesLeft: 4,
  });
});

test('the right code signs in for as long as the rule card says', async () => {
  const { account, signedIn } = openAccounts();
  expect(account(await signedIn()).signIn).toEqual({
    status: 'signed-in',
    until: '2026-11-22T02:46:00.000Z',
    isKept: false,
  });
});

test('the end that the service names goes before the rule card', async () => {
  const { account, signedIn, connector } = openAccounts();
  connector.sessionEndsAt = '2026-11-21T12:00:00.000Z';
  expect(account(await signedIn()).signIn).toMatchObject({ until: '2026-11-21T12:00:00.000Z' });
});

test('wrong codes are counted down to none', async () => {
  const { accounts, signIn, account, wish } = openAccounts();
  const id = accounts.add(wish);
  await signIn.requestCode(id);
  const left: unknown[] = [];
  for (let time = 0; time < 5; time += 1) {
    await expect(
      signIn.signIn({ accountId: id, code: 'WRONG1', isToBeKept: false }),
    ).rejects.toMatchObject({ failure: { code: 'sign-in-refused', reason: 'wrong-code' } });
    left.push(account(id).signIn);
  }
  expect(left.map((one) => (one as { triesLeft: number }).triesLeft)).toEqual([3, 2, 1, 0, 0]);
});

test('a fault of the network takes no try and says nothing of the session', async () => {
  const { accounts, signIn, account, connector, clock, wish } = openAccounts();
  const id = accounts.add(wish);
  await signIn.requestCode(id);
  connector.failNext({ code: 'unreachable', reason: 'timeout' });
  await expect(
    signIn.signIn({ accountId: id, code: rightCode, isToBeKept: false }),
  ).rejects.toBeInstanceOf(FailureError);
  expect(account(id)).toMatchObject({
    signIn: { status: 'code-sent', triesLeft: 4 },
    unreachableSince: clock.now().toISOString(),
  });
  await signIn.signIn({ accountId: id, code: rightCode, isToBeKept: false });
  expect(account(id)).toMatchObject({ signIn: { status: 'signed-in' }, unreachableSince: null });
});

test('the first time out of reach is what counts, until the service answers, were it with a refusal', async () => {
  const { account, sync, signedIn, connector, clock } = openAccounts();
  const id = await signedIn();
  const since = clock.now().toISOString();
  for (let time = 0; time < 2; time += 1) {
    connector.failNext({ code: 'unreachable', reason: 'dns' });
    await expect(sync.sync(id)).rejects.toBeInstanceOf(FailureError);
    clock.move(60 * secondMs);
    expect(account(id)).toMatchObject({ unreachableSince: since, signIn: { status: 'signed-in' } });
  }
  connector.failNext({ code: 'forbidden' });
  await expect(sync.sync(id)).rejects.toBeInstanceOf(FailureError);
  expect(account(id)).toMatchObject({ unreachableSince: null, signIn: { status: 'signed-in' } });
});

test('a service that takes the session no more puts the account into signed out', async () => {
  const { account, sync, signedIn, connector, keychain } = openAccounts();
  const id = await signedIn(true);
  connector.endSessions();
  await expect(sync.sync(id)).rejects.toMatchObject({ failure: { code: 'signed-out' } });
  expect(account(id).signIn).toEqual({ status: 'signed-out', because: 'ended' });
  expect(keychain.items).toEqual(new Map());
});

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

test('a session whose time is over is noted by the minute', async () => {
  const { account, tick, signedIn, clock } = openAccounts();
  const id = await signedIn();
  clock.move(24 * hourMs - secondMs);
  await tick();
  expect(account(id).signIn.status).toBe('signed-in');
  clock.move(secondMs);
  await tick();
  expect(account(id).signIn).toEqual({ status: 'signed-out', because: 'ended' });
});

test('signing out forgets at once, although the service does not answer', async () => {
  const { account, signIn, signedIn, keychain, connector } = openAccounts();
  const id = await signedIn(true);
  connector.failNext({ code: 'unreachable', reason: 'timeout' });
  await signIn.signOut(id);
  expect(account(id).signIn).toEqual({ status: 'signed-out', because: 'by-user' });
  expect(keychain.items).toEqual(new Map());
  await settle();
});

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

test('told to wait, a code that is out says so too', async () => {
  const { accounts, account, clock, connector, signIn, wish } = openAccounts();
  const id = accounts.add(wish);
  await signIn.requestCode(id);
  clock.move(30 * secondMs);
  connector.failNext({ code: 'wait-before-retry', seconds: 12 });
  await expect(signIn.requestCode(id)).rejects.toBeInstanceOf(FailureError);
  expect(account(id).signIn).toMatchObject({
    status: 'code-sent',
    sentAt: '2026-11-21T02:46:00.000Z',
    mayResendAt: '2026-11-21T02:46:42.000Z',
  });
});

test.each([
  ['after a restart', false],
  ['once the one before is too old', true],
])(
  'told to wait with no code that is known of, the one in the mail can be entered: %s',
  async (_when, isOneTooOld) => {
    const { accounts, account, clock, connector, signIn, wish } = openAccounts();
    const id = accounts.add(wish);
    if (isOneTooOld) await signIn.requestCode(id);
    clock.move(600 * secondMs);
    connector.failNext({ code: 'wait-before-retry', seconds: 12 });
    await expect(signIn.requestCode(id)).rejects.toBeInstanceOf(FailureError);
    expect(account(id).signIn).toEqual({
      status: 'code-sent',
      sentAt: '2026-11-21T02:55:42.000Z',
      mayResendAt: '2026-11-21T02:56:12.000Z',
      expiresAt: '2026-11-21T03:05:42.000Z',
      triesLeft: null,
    });
    await signIn.signIn({ accountId: id, code: rightCode, isToBeKept: false });
    expect(account(id).signIn.status).toBe('signed-in');
  },
);

test('where the clock of this computer is days behind, a session lasts as long as anywhere', async () => {
  const { accounts, account, clock, hearServerTime, signIn, tick, wish } = openAccounts();
  const id = accounts.add(wish);
  const serverTime = new Date(clock.now().getTime() + 48 * hourMs);
  hearServerTime({ address: account(id).address ?? '', serverTime });
  await signIn.requestCode(id);
  await signIn.signIn({ accountId: id, code: rightCode, isToBeKept: false });
  clock.move(23 * hourMs);
  await tick();
  expect(account(id).signIn).toMatchObject({ status: 'signed-in' });
});

test('no code and no session is in State, in what is kept, in the log, or in an error', async () => {
  const { accounts, signIn, sync, signedIn, connector, store, records, log, wish } = openAccounts();
  const told: unknown[] = [];
  store.subscribe((news) => told.push(news));
  const id = await signedIn(true);
  await sync.sync(id);
  connector.endSessions();
  const errors = [
    await sync.sync(id).catch((error: unknown) => error),
    await signIn
      .signIn({
        accountId: accounts.add({ ...wish, name: 'b', email: 'b@agency.gov.sg' }),
        code: 'CANARY2',
        isToBeKept: true,
      })
      .catch((error: unknown) => error),
  ];
  const all = JSON.stringify([told, records.read(), log]) + inspect([errors, log], { depth: 9 });
  expect(all.toLowerCase()).not.toContain('canary');
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
