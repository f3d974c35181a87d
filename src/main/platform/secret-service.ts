import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FailureError } from '../core/failure-error.ts';
import { shownItemName } from '../core/item-name.ts';
import type { Keychain, KeychainLook } from '../core/ports.ts';
import { Secret } from '../core/secret.ts';
import type { SecretCipher } from './secret-cipher.ts';
import {
  defaultKeyring,
  findItems,
  isExact,
  isLocked,
  openItems,
  oursOf,
  partsOf,
  readItems,
  type SecretItem,
} from './secret-items.ts';
import { failureOf, isWorthAnotherAttempt } from './secret-service-failure.ts';
import {
  anything,
  createSecretServiceUse,
  objectPath,
  secretsName,
  secretsPath,
  type SecretServiceUse,
  type SecretSession,
} from './secret-service-use.ts';
import { BusError, type SessionBus } from './session-bus.ts';

/** Long enough for a person to answer a prompt of the system, and for a keychain that is slow. */
const answerWithinMs = 120_000;

/**
 * The keychain of a Linux desktop: GNOME Keyring, KWallet or KeePassXC, over D-Bus. Our items are found
 * by two attributes: `service`, the same for all, and `username`, the name of each.
 */
export function createSecretService(
  bus: SessionBus,
  service: string,
  withinMs = answerWithinMs,
): Keychain {
  const sessions = new Map<string, Promise<SecretSession>>();
  const unlocking = new Map<string, Promise<void>>();

  /** A program that ended or shut its keyring in the middle is asked once more: no step does harm twice. */
  async function within<Value>(work: (use: SecretServiceUse) => Promise<Value>): Promise<Value> {
    const giveUpAt = performance.now() + withinMs;
    const leftMs = (): number => giveUpAt - performance.now();
    async function attempt(): Promise<Value> {
      const owner = await bus.ownerOf(secretsName, leftMs());
      return work(createSecretServiceUse({ bus, owner, leftMs, sessions, unlocking }));
    }
    try {
      try {
        return await attempt();
      } catch (error) {
        if (!isWorthAnotherAttempt(error)) throw error;
        sessions.clear();
        return await attempt();
      }
    } catch (error) {
      throw error instanceof BusError ? new FailureError(failureOf(error)) : error;
    }
  }

  async function look(): Promise<KeychainLook> {
    try {
      return await within(async (use) => {
        const keyring = await defaultKeyring(use);
        if (keyring === null) return { status: 'missing', reason: 'no-default-keyring' };
        const status = (await isLocked(use, keyring)) ? 'locked' : 'open';
        return { status, backend: await backendName() };
      });
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { failure } = error;
      const reason = failure.code === 'keychain-missing' ? failure.reason : 'refused';
      return { status: 'missing', reason };
    }
  }

  async function backendName(): Promise<string> {
    try {
      const processId = await bus.processOf(secretsName, withinMs);
      return backendOf((await readFile(`/proc/${processId}/comm`, 'utf8')).trim());
    } catch {
      // Its name is a courtesy; a keychain in another process namespace works as well.
      return anyBackend;
    }
  }

  async function write(use: SecretServiceUse, name: string, secret: Secret): Promise<void> {
    const keyring = await defaultKeyring(use);
    if (keyring === null) {
      throw new FailureError({ code: 'keychain-missing', reason: 'no-default-keyring' });
    }
    if (await isLocked(use, keyring)) await use.unlock(keyring);
    const attributes = { service, username: name };
    const label = shownItemName(name);
    const [newest, ...others] = oursOf(await readItems(use, await openItems(use, attributes)));
    const { path: session, cipher } = await use.session();
    const { parameters, value } = cipher.seal(secret.reveal());
    const sealed = [session, parameters, value, 'text/plain; charset=utf8'];
    if (newest && isExact(newest)) {
      await use.ask(anything, newest.path, 'Item', 'SetSecret', '(oayays)', [sealed]);
      // From here on it is kept, and what a keychain does not take of the rest is no reason to say otherwise.
      if (newest.label !== label) await use.setLabel(newest.path, label).catch(unlessOver);
      for (const { path } of others) await remove(use, path).catch(unlessOver);
      return;
    }
    const facts = [
      ['org.freedesktop.Secret.Item.Label', ['s', label]],
      ['org.freedesktop.Secret.Item.Attributes', ['a{ss}', attributes]],
    ];
    const [, prompt] = await use.ask(
      z.tuple([objectPath, objectPath]),
      keyring,
      'Collection',
      'CreateItem',
      'a{sv}(oayays)b',
      [facts, sealed, true],
    );
    await use.answer(prompt);
  }

  async function read(use: SecretServiceUse, name: string): Promise<Secret | null> {
    const found = await findItems(use, { service, username: name }, 'some');
    const [path] = found.length > 1 ? oursOf(await readItems(use, found)).map(pathOf) : found;
    if (path === undefined) return null;
    const session = await use.session();
    const sealed = await use.ask(sealedSecret, path, 'Item', 'GetSecret', 'o', [session.path]);
    return opened(session.cipher, sealed);
  }

  async function removeAll(use: SecretServiceUse, name: string): Promise<boolean> {
    const found = await findItems(use, { service, username: name }, 'all');
    const ours = oursOf(await readItems(use, found));
    for (const { path } of ours) await remove(use, path);
    return ours.length > 0;
  }

  async function readAll(use: SecretServiceUse): ReturnType<Keychain['all']> {
    const items = await readItems(use, await findItems(use, { service }, 'all'));
    const { path: session, cipher } = await use.session();
    const all: { account: string; secret: Secret }[] = [];
    for (const some of partsOf(eachNewest(items))) {
      const secrets = await use.ask(
        z.record(objectPath, sealedSecret),
        secretsPath,
        'Service',
        'GetSecrets',
        'aoo',
        [some.map(([, path]) => path), session],
      );
      for (const [account, path] of some) {
        const sealed = secrets[path];
        // Deleted since it was found.
        if (sealed) all.push({ account, secret: opened(cipher, sealed) });
      }
    }
    return all;
  }

  return {
    look,
    write: (name, secret) => within((use) => write(use, name, secret)),
    read: (name) => within((use) => read(use, name)),
    remove: (name) => within((use) => removeAll(use, name)),
    all: () => within(readAll),
  };
}

async function remove(use: SecretServiceUse, item: string): Promise<void> {
  await use.answer(await use.ask(objectPath, item, 'Item', 'Delete'));
}

function pathOf({ path }: SecretItem): string {
  return path;
}

/** The name and the path of what `read` would find under each name. */
function eachNewest(items: readonly SecretItem[]): [string, string][] {
  const named = new Map<string, SecretItem[]>();
  for (const item of items) {
    const { username } = item.attributes;
    if (username !== undefined) named.set(username, [...(named.get(username) ?? []), item]);
  }
  return [...named].flatMap(([name, ofOne]) =>
    oursOf(ofOne)
      .slice(0, 1)
      .map(({ path }): [string, string] => [name, path]),
  );
}

/** Its session, what it was sealed with, itself and the kind of its content. */
const sealedSecret = z.tuple([objectPath, z.instanceof(Buffer), z.instanceof(Buffer), z.string()]);

function opened(cipher: SecretCipher, [, parameters, value]: z.infer<typeof sealedSecret>): Secret {
  try {
    return new Secret(cipher.open(parameters, value));
  } catch {
    throw new BusError('refused', 'a secret that cannot be opened');
  }
}

/** Lets pass what a keychain refuses. */
function unlessOver(error: unknown): void {
  if (!(error instanceof BusError) || error.trouble !== 'refused') throw error;
}

const anyBackend = 'Secret Service';

function backendOf(program: string): string {
  if (program.startsWith('gnome-keyring')) return 'GNOME Keyring';
  if (program.startsWith('kwallet') || program.startsWith('ksecret')) return 'KWallet';
  if (program.startsWith('keepassxc')) return 'KeePassXC';
  return anyBackend;
}
