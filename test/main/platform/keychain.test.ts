import { AsyncEntry } from '@napi-rs/keyring';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../../scripts/desktop-session.mjs';
import type { Keychain } from '../../../src/main/core/ports.ts';
import { Secret } from '../../../src/main/core/secret.ts';
import { systemKeychain } from '../../../src/main/platform/keychain.ts';
import { failureOf } from '../../../src/main/platform/library-keychain.ts';
import { systemSessionBus } from '../../../src/main/platform/session-bus.ts';
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
    ]);
  });

  test('an item of another program with the name of ours is neither read, changed nor removed', async () => {
    await systemKeychain.write('ours', new Secret('newer'));
    await session.storeForeign({ service: 'Keyturn', username: 'ours' }, 'the same user');
    expect((await systemKeychain.read('ours'))?.reveal()).toBe('newer');
    await systemKeychain.write('ours', new Secret('newest'));
    expect((await systemKeychain.read('ours'))?.reveal()).toBe('newest');
    expect(await session.labels()).toContain('Another program');
    expect(await systemKeychain.remove('ours')).toBe(true);
    expect(await session.labels()).toContain('Another program');
  });

  test('in the keychain program a person sees the key, and not what joins it to its record', async () => {
    const [account, key] = [
      '0b5d8a52-7f4e-4ad8-9a53-0d4ff2f3f1aa',
      '1c5d8a52-7f4e-4ad8-9a53-0d4ff2f3f1bb',
    ];
    const name = `ops-mailer •••••AB12C, Postman v1 (${account} ${key})`;
    await systemKeychain.write(name, new Secret('canary AB12C'));
    expect(await session.labels()).toContain('ops-mailer •••••AB12C, Postman v1');
    expect(await systemKeychain.all()).toContainEqual({
      account: name,
      secret: new Secret('canary AB12C'),
    });
  });

  test('an item that the library of earlier versions wrote is read, replaced under its new label, and removed', async () => {
    const earlier = new AsyncEntry('Keyturn', 'of an earlier run', {
      linux: { store: 'secret-service' },
    });
    await earlier.setPassword('canary of the library');
    expect(await session.labels()).toContain('keyring:of an earlier run@Keyturn');
    expect((await systemKeychain.read('of an earlier run'))?.reveal()).toBe(
      'canary of the library',
    );
    const before = await session.countItems();
    await systemKeychain.write('of an earlier run', new Secret('newer'));
    expect(await session.countItems()).toBe(before);
    expect(await session.labels()).toContain('of an earlier run');
    expect(await session.labels()).not.toContain('keyring:of an earlier run@Keyturn');
    expect(await earlier.getPassword()).toBe('newer');
    expect(await systemKeychain.remove('of an earlier run')).toBe(true);
    expect(await earlier.getPassword()).toBeFalsy();
  });

  test('of two items with the same attributes the newest is read, a write leaves one, and none outlives a removal', async () => {
    await systemKeychain.write('twice', new Secret('older'));
    await createTwin('twice', 'newer');
    // gnome-keyring tells times in whole seconds: two of the same second are as new as each other.
    expect(['older', 'newer']).toContain((await systemKeychain.read('twice'))?.reveal());
    const before = await session.countItems();
    await systemKeychain.write('twice', new Secret('newest'));
    expect(await session.countItems()).toBe(before - 1);
    expect((await systemKeychain.read('twice'))?.reveal()).toBe('newest');
    await createTwin('twice', 'again');
    expect(await systemKeychain.remove('twice')).toBe(true);
    expect(await systemKeychain.read('twice')).toBeNull();
  });

  test('a keychain that stops in the middle for five seconds is waited for, and nothing is lost', async () => {
    session.pauseKeyring();
    const written = systemKeychain.write('slow', new Secret('canary'));
    const looked = systemKeychain.look();
    const read = systemKeychain.read('slow');
    // The library that was used before gave up after two.
    const passed = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 5000));
    expect(await Promise.race([passed, written, looked, read])).toBe('still waiting');
    session.resumeKeyring();
    await written;
    expect(await looked).toMatchObject({ status: 'open' });
    expect([null, 'canary']).toContain((await read)?.reveal() ?? null);
    expect((await systemKeychain.read('slow'))?.reveal()).toBe('canary');
  }, 20_000);

  test('after its program was started anew, the next use finds it', async () => {
    await systemKeychain.write('before', new Secret('canary'));
    await session.reopenKeyring();
    expect((await systemKeychain.read('before'))?.reveal()).toBe('canary');
    await systemKeychain.write('after', new Secret('canary too'));
    expect((await systemKeychain.read('after'))?.reveal()).toBe('canary too');
  });

  test('a program that ends in the middle is said to be gone, and back it takes what it is given', async () => {
    session.pauseKeyring();
    await Promise.all([
      expect(systemKeychain.write('in the middle', new Secret('canary'))).rejects.toMatchObject({
        failure: { code: 'keychain-missing', reason: 'no-service' },
      }),
      // Not followed by another at once, which the second try of what was asked would find.
      session.stopKeyring(),
    ]);
    await session.reopenKeyring();
    await systemKeychain.write('in the middle', new Secret('canary'));
    expect((await systemKeychain.read('in the middle'))?.reveal()).toBe('canary');
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
  ['User interaction is not allowed.', { code: 'keychain-locked' }],
  ['The user canceled the operation', { code: 'keychain-locked' }],
  ['The request timed out', { code: 'keychain-missing', reason: 'no-answer' }],
  ['anything else, with a canary', { code: 'keychain-missing', reason: 'refused' }],
])('of the library, %s means %o', (message, failure) => {
  expect(failureOf(message)).toEqual(failure);
});

/** As something that writes without looking would do it. */
async function createTwin(username: string, secret: string): Promise<void> {
  const path = '/org/freedesktop/secrets';
  const to = { destination: 'org.freedesktop.secrets', path };
  const opened = await systemSessionBus.call(
    {
      ...to,
      interface: 'org.freedesktop.Secret.Service',
      member: 'OpenSession',
      signature: 'sv',
      body: ['plain', ['s', '']],
    },
    5000,
  );
  const opening = Array.isArray(opened) ? opened[1] : null;
  const facts = [
    ['org.freedesktop.Secret.Item.Attributes', ['a{ss}', { service: 'Keyturn', username }]],
  ];
  await systemSessionBus.call(
    {
      ...to,
      path: `${path}/aliases/default`,
      interface: 'org.freedesktop.Secret.Collection',
      member: 'CreateItem',
      signature: 'a{sv}(oayays)b',
      body: [facts, [opening, Buffer.alloc(0), Buffer.from(secret), 'text/plain'], false],
    },
    5000,
  );
}
