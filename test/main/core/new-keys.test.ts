import { describe, expect, test, vi } from 'vitest';
import { createMayQuit } from '../../../src/main/core/quitting.ts';
import { fakeQuestions } from '../../fakes/questions.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

const createsOf = (uses: readonly string[]): string[] =>
  uses.filter((use) => use.startsWith('create'));

/** The service is asked for a key, and its answer has not come yet. */
async function waitingForService(opened: Awaited<ReturnType<typeof openKeeping>>) {
  const { connector, call, newKey } = opened;
  const release = connector.hold();
  const answer = call('generateKey', newKey());
  await vi.waitFor(() => expect(createsOf(connector.uses)).toHaveLength(1));
  return { release, answer };
}

/** A key that its service has made and that the keychain did not take. */
async function unsaved() {
  const opened = await openKeeping();
  const { release, answer } = await waitingForService(opened);
  opened.keychain.lock();
  release();
  expect(await answer).toBe('key-unsaved');
  const [key] = opened.store.read().unsaved;
  if (!key) throw new Error('State tells of no unsaved key.');
  return { ...opened, id: key.keyId };
}

test('a key is made at the service, goes into the keychain, and is held at once', async () => {
  const { call, newKey, rows, keychain, connector, eventsOf, store } = await openKeeping();
  // Nothing is listed while the answer of the next sync is not there.
  const result = await call('generateKey', newKey());
  const release = connector.hold();
  expect(rows()).toMatchObject([
    {
      ...((result as object) && { id: (result as { keyId: string }).keyId }),
      standing: 'held',
      isHeld: true,
      isKept: true,
      label: 'ops-mailer',
      createdAt: '2026-11-21T02:46:00.000Z',
      contacts: ['ops@agency.gov.sg'],
    },
  ]);
  expect([...keychain.items.values()]).toEqual([...connector.secrets.values()]);
  const [row] = rows();
  expect(row && eventsOf(row.id)).toEqual(['generated']);
  expect(store.read().unsaved).toEqual([]);
  release();
});

test('a person finds it in the keychain program by its label and last five', async () => {
  const { made, rows, keychain } = await openKeeping();
  await made('ops mailer');
  const [row] = rows();
  expect([...keychain.items.keys()][0]).toMatch(
    new RegExp(`^ops mailer •••••${row?.lastFive}, Postman v1 \\(`),
  );
});

test('the same contact twice is sent once', async () => {
  const { call, newKey, rows } = await openKeeping();
  await call('generateKey', newKey({ contacts: ['Ops@Agency.gov.sg', 'ops@agency.gov.sg '] }));
  expect(rows()[0]?.contacts).toEqual(['ops@agency.gov.sg']);
});

describe('the service is not asked', () => {
  test('for a label or contacts that it would refuse, nor for one of another account', async () => {
    const { call, newKey, connector, made, guidedId } = await openKeeping();
    await made();
    const before = connector.uses.length;
    await settle();
    for (const wish of [
      newKey({ label: '' }),
      newKey({ label: 'a'.repeat(256) }),
      newKey({ contacts: [] }),
      newKey({ expiration: '30d' }),
      newKey({ accountId: guidedId }),
    ]) {
      expect(await call('generateKey', wish)).toBe('call-refused');
    }
    expect(createsOf(connector.uses.slice(before))).toEqual([]);
  });

  test.each([
    ['locked', 'keychain-locked', (keychain: Keychain) => keychain.lock()],
    ['missing', 'keychain-missing', (keychain: Keychain) => keychain.lose('no-service')],
    ['lying', 'keychain-missing', (keychain: Keychain) => keychain.lieWith('something else')],
  ] as const)('while the keychain is %s', async (_how, code, spoil) => {
    const { call, newKey, connector, keychain, store } = await openKeeping();
    spoil(keychain);
    expect(await call('generateKey', newKey())).toBe(code);
    expect(createsOf(connector.uses)).toEqual([]);
    expect(store.read().unsaved).toEqual([]);
  });

  test('before a locked keychain was opened, which the user may do on the way', async () => {
    const { call, newKey, keychain, rows } = await openKeeping();
    keychain.lock();
    keychain.openAtPrompt();
    await call('generateKey', newKey());
    expect(rows()).toMatchObject([{ standing: 'held' }]);
  });
});

type Keychain = Awaited<ReturnType<typeof openKeeping>>['keychain'];

test('a session that has ended makes no key', async () => {
  const { call, newKey, connector, rows, account, accountId } = await openKeeping();
  connector.endSessions();
  expect(await call('generateKey', newKey())).toBe('signed-out');
  expect([rows(), account(accountId).signIn]).toEqual([
    [],
    { status: 'signed-out', because: 'ended' },
  ]);
});

test('an answer that is lost is not asked for again: the list shows the key that nobody has', async () => {
  const { call, newKey, connector, rows, keychain } = await openKeeping();
  connector.loseAnswer();
  expect(await call('generateKey', newKey())).toBe('outcome-unknown');
  await settle();
  expect(createsOf(connector.uses)).toHaveLength(1);
  expect(rows()).toMatchObject([{ standing: 'known-not-held', isHeld: false, isKept: false }]);
  expect(keychain.items.size).toBe(0);
});

describe('a key that the keychain did not take', () => {
  test('stays in memory, and State tells why', async () => {
    const { store, id, rows, connector, accountId } = await unsaved();
    expect(store.read().unsaved).toEqual([
      {
        keyId: id,
        accountId,
        label: 'ops-mailer',
        lastFive: connector.keys[0]?.lastFive,
        because: { code: 'keychain-locked' },
      },
    ]);
    expect(rows()).toEqual([]);
  });

  test('stays so too when the keychain gives back something else', async () => {
    const opened = await openKeeping();
    const { release, answer } = await waitingForService(opened);
    opened.keychain.lieWith('something else');
    release();
    expect(await answer).toBe('key-unsaved');
    expect(opened.store.read().unsaved).toMatchObject([{ because: { code: 'read-back-failed' } }]);
  });

  test('stays so too when its record cannot be written; its item is kept, and found at the next start', async () => {
    const opened = await openKeeping();
    const { release, answer } = await waitingForService(opened);
    opened.records.refuse('disk-full');
    release();
    expect(await answer).toBe('key-unsaved');
    const because = { code: 'records-unwritable', reason: 'disk-full' };
    expect(opened.store.read().unsaved).toMatchObject([{ because }]);
    expect([...opened.keychain.items.values()]).toEqual([...opened.connector.secrets.values()]);
    opened.records.refuse(null);
    await opened.goOn();
    expect([opened.store.read().unsaved, opened.rows()]).toMatchObject([
      [],
      [{ standing: 'held' }],
    ]);
  });

  test('is saved on demand, once that can be done', async () => {
    const { call, id, keychain, store, rows } = await unsaved();
    expect(await call('saveUnsaved', { keyId: id })).toBe('key-unsaved');
    keychain.unlock();
    expect(await call('saveUnsaved', { keyId: id })).toBe(null);
    expect([store.read().unsaved, rows()]).toMatchObject([[], [{ id, standing: 'held' }]]);
    expect(await call('saveUnsaved', { keyId: id })).toBe('call-refused');
  });

  test('is saved by itself when the keychain opens', async () => {
    const { goOn, id, keychain, store, rows } = await unsaved();
    // Its opening can only be noticed by somebody who knows that it was shut.
    expect(store.read().keychain.status).toBe('locked');
    await goOn();
    expect(store.read().unsaved).toHaveLength(1);
    keychain.unlock();
    await goOn();
    expect([store.read().unsaved, rows()]).toMatchObject([[], [{ id, standing: 'held' }]]);
  });

  test('is shown to who asks, and stays', async () => {
    const { call, id, connector, store } = await unsaved();
    expect(await call('revealUnsaved', { keyId: id })).toEqual({
      secret: connector.secrets.get('1'),
    });
    expect(store.read().unsaved).toHaveLength(1);
  });

  test('is given up only when the service has ended it', async () => {
    const { call, id, connector, store } = await unsaved();
    connector.failNext({ code: 'unreachable', reason: 'offline' });
    expect(await call('discardUnsaved', { keyId: id })).toBe('unreachable');
    expect(store.read().unsaved).toHaveLength(1);
    expect(await call('discardUnsaved', { keyId: id })).toBe(null);
    expect([store.read().unsaved, connector.keys]).toEqual([[], []]);
    expect(await call('revealUnsaved', { keyId: id })).toBe('call-refused');
  });

  test('leaves no item behind when it is given up', async () => {
    const opened = await openKeeping();
    const { release, answer } = await waitingForService(opened);
    opened.records.refuse('disk-full');
    release();
    await answer;
    opened.records.refuse(null);
    const keyId = opened.store.read().unsaved[0]?.keyId;
    if (keyId) await opened.call('discardUnsaved', { keyId });
    expect([...opened.keychain.items]).toEqual([]);
  });

  test('keeps its account from being removed', async () => {
    const { call, accountId, account } = await unsaved();
    expect(await call('removeAccount', { accountId, isForgettingKeys: true })).toBe('key-unsaved');
    expect(account(accountId).id).toBe(accountId);
  });

  test('makes the app ask before it ends, once at a time', async () => {
    const { newKeys, keychain, goOn, locking } = await unsaved();
    const questions = fakeQuestions();
    const mayQuit = createMayQuit(newKeys, questions, locking);
    expect(mayQuit.isToBeAsked()).toBe(true);
    const answers = Promise.all([mayQuit.ask(), mayQuit.ask()]);
    expect(questions.wasNaming).toBe(true);
    questions.answer(false);
    expect(await answers).toEqual([false, false]);
    expect(questions.asked).toMatchObject([[{ label: 'ops-mailer' }]]);
    const next = mayQuit.ask();
    questions.answer(true);
    expect(await next).toBe(true);
    keychain.unlock();
    await goOn();
    expect(mayQuit.isToBeAsked()).toBe(false);
  });

  test('waits through a lock, which tells that it does and not which, and is kept meanwhile', async () => {
    const { locking, store, newKeys, keychain, goOn, rows } = await unsaved();
    locking.hear({ kind: 'asked' });
    expect(locking.view()).toEqual({ because: 'asked', means: null, unsavedCount: 1 });
    const questions = fakeQuestions();
    const mayQuit = createMayQuit(newKeys, questions, locking);
    const answer = mayQuit.ask();
    expect(questions.wasNaming).toBe(false);
    questions.answer(false);
    await answer;
    keychain.unlock();
    await goOn();
    expect([store.read().unsaved, locking.view()?.unsavedCount]).toEqual([[], 0]);
    expect(rows()).toMatchObject([{ isKept: true }]);
    await locking.unlock();
  });

  test('asks again without its name when it is locked meanwhile', async () => {
    const { locking, newKeys } = await unsaved();
    const questions = fakeQuestions();
    const mayQuit = createMayQuit(newKeys, questions, locking);
    const answer = mayQuit.ask();
    expect(questions.wasNaming).toBe(true);
    locking.hear({ kind: 'asked' });
    await expect.poll(() => questions.wasNaming).toBe(false);
    expect(questions.asked.length).toBe(2);
    // Who unlocks answers the one that is there.
    await locking.unlock();
    questions.answer(true);
    expect([await answer, questions.asked.length]).toEqual([true, 2]);
  });

  test('is nowhere to be read but in memory', async () => {
    const { seen, connector } = await unsaved();
    expect(connector.secrets.size).toBe(1);
    for (const secret of connector.secrets.values()) expect(seen()).not.toContain(secret);
  });
});

test('while a slow keychain takes a key, the app would ask before it ends, and the account stays', async () => {
  const opened = await openKeeping();
  const { release, answer } = await waitingForService(opened);
  const open = opened.keychain.hold();
  release();
  await vi.waitFor(() => expect(opened.newKeys.atRisk()).toMatchObject([{ label: 'ops-mailer' }]));
  expect(opened.store.read().unsaved).toEqual([]);
  const { accountId } = opened;
  expect(await opened.call('removeAccount', { accountId, isForgettingKeys: true })).toBe(
    'key-unsaved',
  );
  open();
  await answer;
  expect(opened.newKeys.atRisk()).toEqual([]);
  expect(opened.rows()).toMatchObject([{ standing: 'held' }]);
});

test('one that is shown is kept out of recordings until it is hidden', async () => {
  const { appWindow, call, id } = await unsaved();
  await call('revealUnsaved', { keyId: id });
  expect(appWindow.isProtected).toBe(true);
  await call('hideKey', {});
  expect(appWindow.isProtected).toBe(false);
});

test('saved twice at once, it is kept once', async () => {
  const { call, id, keychain, eventsOf } = await unsaved();
  keychain.unlock();
  await Promise.all([call('saveUnsaved', { keyId: id }), call('saveUnsaved', { keyId: id })]);
  expect(eventsOf(id)).toEqual(['generated']);
});

test('one that is given up while the keychain is asked once more leaves no record and no item', async () => {
  const { call, id, keychain, records, rows, connector } = await unsaved();
  keychain.unlock();
  const open = keychain.hold();
  const saved = call('saveUnsaved', { keyId: id });
  await vi.waitFor(() => expect(keychain.items.size).toBe(1));
  const given = call('discardUnsaved', { keyId: id });
  await settle();
  open();
  await Promise.all([saved, given]);
  await settle();
  expect([connector.keys, keychain.items.size, records.read().keys, rows()]).toEqual([
    [],
    0,
    [],
    [],
  ]);
});

test('while a service makes a key, the app would ask before it ends', async () => {
  const opened = await openKeeping();
  const { release, answer } = await waitingForService(opened);
  expect(opened.newKeys.atRisk()).toEqual([{ label: 'ops-mailer', lastFive: null }]);
  release();
  await answer;
  expect(opened.newKeys.atRisk()).toEqual([]);
});

test('where records are kept nowhere no key is made, and neither service nor keychain is asked', async () => {
  const { call, newKey, connector, keychain, store } = await openKeeping();
  store.change({ records: { status: 'unkept', because: 'newer', file: 'keyturn.db' } });
  const before = [connector.uses.length, keychain.uses.length];
  expect(await call('generateKey', newKey())).toBe('records-unwritable');
  expect([connector.uses.length, keychain.uses.length]).toEqual(before);
});
