import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { rightCode } from '../../fakes/connector.ts';
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
