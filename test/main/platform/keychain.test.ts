import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../../scripts/desktop-session.mjs';
import type { Keychain } from '../../../src/main/core/ports.ts';
import { Secret } from '../../../src/main/core/secret.ts';
import { failureOf, systemKeychain } from '../../../src/main/platform/keychain.ts';
import { fakeKeychain } from '../../fakes/keychain.ts';

/** The same cases for the fake and for the real one, so that the fake can be believed. */
function behavesAsKeychain(keychain: Keychain): void {
  const account = 'test account';

  test('it looks open', async () => {
    expect(await keychain.look()).toMatchObject({ status: 'open' });
  });

  test('what is not there reads as null and is not removed', async () => {
    expect(await keychain.read(account)).toBeNull();
    expect(await keychain.remove(account)).toBe(false);
  });

  test.each(['simple', 'with + and / and = and spaces', 'ünïcode 🔑', 'x'.repeat(10_000)])(
    'a secret is written, read back, written over and removed',
    async (value) => {
      await keychain.write(account, new Secret('older'));
      await keychain.write(account, new Secret(value));
      expect((await keychain.read(account))?.reveal()).toBe(value);
      expect(await keychain.remove(account)).toBe(true);
      expect(await keychain.read(account)).toBeNull();
    },
  );

  test('accounts do not mix', async () => {
    await keychain.write('one', new Secret('1'));
    await keychain.write('two', new Secret('2'));
    expect((await keychain.read('one'))?.reveal()).toBe('1');
    await keychain.remove('one');
    expect((await keychain.read('two'))?.reveal()).toBe('2');
    await keychain.remove('two');
  });

  test('all that is there is found at once', async () => {
    await keychain.write('ops "mailer", •••••AB12C (a k)', new Secret('one AB12C'));
    await keychain.write('other', new Secret('two'));
    const all = await keychain.all();
    expect(
      Object.fromEntries(all.map(({ account: name, secret }) => [name, secret.reveal()])),
    ).toEqual({ 'ops "mailer", •••••AB12C (a k)': 'one AB12C', other: 'two' });
    for (const { account: name } of all) await keychain.remove(name);
    expect(await keychain.all()).toEqual([]);
  });
}

describe('the fake keychain', () => {
  behavesAsKeychain(fakeKeychain());
});

describe('the real keychain, in a session of its own', () => {
  let session: Awaited<ReturnType<typeof openSession>>;
  beforeAll(async () => {
    session = await openSession({ display: ':none' });
    process.env['DBUS_SESSION_BUS_ADDRESS'] = session.env['DBUS_SESSION_BUS_ADDRESS'];
  });
  afterAll(() => session.close());

  behavesAsKeychain(systemKeychain);

  test('it says which program it is', async () => {
    expect(await systemKeychain.look()).toEqual({ status: 'open', backend: 'GNOME Keyring' });
  });

  test('items of other programs under the same name of service neither hide ours nor end us', async () => {
    await systemKeychain.write('ours', new Secret('canary'));
    await session.storeForeign({ service: 'Keyturn' }, 'no user');
    await session.storeForeign({ service: 'Keyturn', username: 'foreign' }, 'a text');
    await session.storeForeign({ service: 'Keyturn', username: 'ours' }, 'the same user');
    const all = await systemKeychain.all();
    expect(all.map(({ account, secret }) => `${account}: ${secret.reveal()}`).toSorted()).toEqual([
      'foreign: a text',
      'ours: canary',
      'ours: the same user',
    ]);
  });

  test('a person sees the name of an item in the keychain program', async () => {
    await systemKeychain.write('ops-mailer •••••AB12C, Postman v1 (a k)', new Secret('canary'));
    expect(await session.labels()).toContain(
      'keyring:ops-mailer •••••AB12C, Postman v1 (a k)@Keyturn',
    );
  });

  test('locked, it looks locked, and a write fails as locked', async () => {
    await session.lockKeyring();
    expect(await systemKeychain.look()).toEqual({ status: 'locked', backend: 'GNOME Keyring' });
    await expect(systemKeychain.write('any', new Secret('canary'))).rejects.toMatchObject({
      failure: { code: 'keychain-locked' },
    });
    await expect(systemKeychain.all()).rejects.toMatchObject({
      failure: { code: 'keychain-locked' },
    });
    await session.reopenKeyring();
    expect(await systemKeychain.look()).toMatchObject({ status: 'open' });
  });

  test('once its program ends, every use fails and none reads as empty', async () => {
    await session.stopKeyring();
    const missing = { failure: { code: 'keychain-missing', reason: 'no-service' } };
    expect(await systemKeychain.look()).toEqual({ status: 'missing', reason: 'no-service' });
    await expect(systemKeychain.read('any')).rejects.toMatchObject(missing);
    await expect(systemKeychain.all()).rejects.toMatchObject(missing);
    await expect(systemKeychain.remove('any')).rejects.toMatchObject(missing);
    await expect(systemKeychain.write('any', new Secret('canary'))).rejects.toMatchObject(missing);
  });
});

test.each([
  ['Platform failure: DBus error: set your DBUS_SESSION_BUS_ADDRESS instead', 'no-session-bus'],
  ["Couldn't access platform storage: Secret Service: no result found", 'no-default-keyring'],
  ['DBus error: Did not receive a reply', 'no-answer'],
  ['anything else, with a canary', 'refused'],
])('%s means %s', (message, reason) => {
  expect(failureOf(message)).toEqual({ code: 'keychain-missing', reason });
});
