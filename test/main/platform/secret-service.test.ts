import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../../scripts/desktop-session.mjs';
import type { Keychain } from '../../../src/main/core/ports.ts';
import { Secret } from '../../../src/main/core/secret.ts';
import { createSecretService } from '../../../src/main/platform/secret-service.ts';
import { createSessionBus } from '../../../src/main/platform/session-bus.ts';
import { openOtherKeychain, type OtherKeychain } from './other-keychain.ts';

// What gnome-keyring does not do, and other keychains may.

let session: Awaited<ReturnType<typeof openSession>>;
let other: OtherKeychain | null = null;
beforeAll(async () => {
  session = await openSession({ display: ':none', keyring: 'no-service' });
});
afterEach(async () => {
  await other?.end();
  other = null;
});
afterAll(() => session.close());

async function open(
  wish: Parameters<typeof openOtherKeychain>[1],
  withinMs?: number,
): Promise<{ keychain: Keychain; other: OtherKeychain }> {
  const busAddress = session.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  other = await openOtherKeychain(busAddress, wish);
  const bus = createSessionBus(() => ({ busAddress }));
  return { keychain: createSecretService(bus, 'Keyturn', withinMs), other };
}

test('one that knows no sealing and gives items attributes of its own keeps, finds and forgets', async () => {
  const { keychain, other: program } = await open({ ownAttributes: { Uuid: '{1}' } });
  await keychain.write('ops •••••AB12C, Postman v1 (a k)', new Secret('older'));
  await keychain.write('ops •••••AB12C, Postman v1 (a k)', new Secret('ünïcode 🔑'));
  expect(program.items.map(({ label }) => label)).toEqual(['ops •••••AB12C, Postman v1']);
  expect((await keychain.read('ops •••••AB12C, Postman v1 (a k)'))?.reveal()).toBe('ünïcode 🔑');
  expect((await keychain.all()).map(({ secret }) => secret.reveal())).toEqual(['ünïcode 🔑']);
  expect(await keychain.remove('ops •••••AB12C, Postman v1 (a k)')).toBe(true);
  expect(program.items).toEqual([]);
});

test('a look asks nobody for anything', async () => {
  const { keychain, other: program } = await open({ isLocked: true });
  expect(await keychain.look()).toMatchObject({ status: 'locked' });
  expect(program.promptCount()).toBe(0);
});

test('many uses of a locked keyring at once make it ask once', async () => {
  const { keychain, other: program } = await open({ isLocked: true });
  expect(await Promise.all([keychain.read('one'), keychain.read('other'), keychain.all()])).toEqual(
    [null, null, []],
  );
  expect(program.promptCount()).toBe(1);
});

test('a prompt that is closed means locked, and the next use asks again', async () => {
  const { keychain, other: program } = await open({ isLocked: true, onPrompt: 'closes' });
  const locked = { failure: { code: 'keychain-locked' } };
  await expect(keychain.write('any', new Secret('canary'))).rejects.toMatchObject(locked);
  await expect(keychain.read('any')).rejects.toMatchObject(locked);
  expect(program.promptCount()).toBe(2);
});

test('a keyring that stays shut after its prompt is locked, and not empty', async () => {
  const { keychain } = await open({ isLocked: true, onPrompt: 'opens nothing' });
  const locked = { failure: { code: 'keychain-locked' } };
  await expect(keychain.read('any')).rejects.toMatchObject(locked);
  await expect(keychain.remove('any')).rejects.toMatchObject(locked);
  await expect(keychain.all()).rejects.toMatchObject(locked);
});

test.each([
  [0, 0],
  [1, 0],
  [128, 0],
  [128, 255],
  [129, 7],
])(
  'a half of a key that cannot be agreed on is a refusal: %i bytes of %i',
  async (length, byte) => {
    const { keychain } = await open({ publicKey: Buffer.alloc(length, byte) });
    await expect(keychain.write('any', new Secret('canary'))).rejects.toMatchObject({
      failure: { code: 'keychain-missing', reason: 'refused' },
    });
  },
);

test('a prompt that nobody answers is no answer once the time is over', async () => {
  const { keychain } = await open({ isLocked: true, onPrompt: 'waits' }, 500);
  await expect(keychain.read('any')).rejects.toMatchObject({
    failure: { code: 'keychain-missing', reason: 'no-answer' },
  });
});

test('a program that ends while its prompt is open is said to be gone at once', async () => {
  const { keychain } = await open({ isLocked: true, onPrompt: 'it ends' });
  await expect(keychain.read('any')).rejects.toMatchObject({
    failure: { code: 'keychain-missing', reason: 'no-service' },
  });
});

test('an answer of another kind is a refusal, and no error tells what was in it', async () => {
  const { keychain } = await open({ isOdd: true });
  await keychain.write('any', new Secret('canary'));
  const error: unknown = await keychain.read('any').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ failure: { code: 'keychain-missing', reason: 'refused' } });
  expect(error instanceof Error ? `${error.stack}${JSON.stringify(error)}` : '').not.toContain(
    'canary',
  );
});
