import { z } from 'zod';
import { FailureError } from '../core/failure-error.ts';
import {
  noObject,
  objectPath,
  objectPaths,
  secretsPath,
  type SecretServiceUse,
} from './secret-service-use.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface SecretItem {
  path: string;
  label: string;
  attributes: Attributes;
  modified: number;
}

/** So many questions may be on their way at once: a bus cuts off who has too many. */
const atOnce = 32;

/** The items with these attributes. `all` opens every keyring that has one, `some` only if none is open. */
export async function findItems(
  use: SecretServiceUse,
  attributes: Attributes,
  wanted: 'some' | 'all',
): Promise<string[]> {
  const [open, locked] = await search(use, attributes);
  const isEnough = wanted === 'some' ? open.length > 0 : open.length > 0 && locked.length === 0;
  if (isEnough) return open;
  const shut =
    locked.length > 0 ? [...new Set(locked.map(keyringOf))] : await lockedDefaultKeyring(use);
  if (shut.length === 0) return open;
  for (const keyring of shut) {
    await use.unlock(keyring);
    // What cannot be seen is not gone: its key would be said to be lost.
    if (await isLocked(use, keyring)) throw new FailureError({ code: 'keychain-locked' });
  }
  const [opened] = await search(use, attributes);
  return opened;
}

/** Those that are open already: nobody is asked for anything. */
export async function openItems(use: SecretServiceUse, attributes: Attributes): Promise<string[]> {
  const [open] = await search(use, attributes);
  return open;
}

function search(use: SecretServiceUse, attributes: Attributes): Promise<[string[], string[]]> {
  const found = z.tuple([objectPaths, objectPaths]);
  return use.ask(found, secretsPath, 'Service', 'SearchItems', 'a{ss}', [attributes]);
}

/** What is not found may be in it, unseen: some keychains show nothing of a keyring that is shut. */
async function lockedDefaultKeyring(use: SecretServiceUse): Promise<string[]> {
  const keyring = await defaultKeyring(use);
  if (keyring === null) {
    throw new FailureError({ code: 'keychain-missing', reason: 'no-default-keyring' });
  }
  return (await isLocked(use, keyring)) ? [keyring] : [];
}

/** Null where nobody has made one yet. */
export async function defaultKeyring(use: SecretServiceUse): Promise<string | null> {
  const path = await use.ask(objectPath, secretsPath, 'Service', 'ReadAlias', 's', ['default']);
  return path === noObject ? null : path;
}

export async function isLocked(use: SecretServiceUse, keyring: string): Promise<boolean> {
  const { Locked } = await use.properties(z.object({ Locked: z.boolean() }), keyring, 'Collection');
  return Locked;
}

/** The path of an item is that of its keyring and one part more. */
function keyringOf(item: string): string {
  return item.slice(0, item.lastIndexOf('/'));
}

export async function readItems(
  use: SecretServiceUse,
  paths: readonly string[],
): Promise<SecretItem[]> {
  const items: SecretItem[] = [];
  for (const some of partsOf(paths)) {
    items.push(...(await Promise.all(some.map((path) => readItem(use, path)))));
  }
  return items;
}

async function readItem(use: SecretServiceUse, path: string): Promise<SecretItem> {
  const facts = await use.properties(itemFacts, path, 'Item');
  return { path, label: facts.Label, attributes: facts.Attributes, modified: facts.Modified };
}

const itemFacts = z.object({
  Label: z.string().catch(''),
  Attributes: z.record(z.string(), z.string()),
  Modified: z.number().catch(0),
});

export function partsOf<Value>(all: readonly Value[]): Value[][] {
  const count = Math.ceil(all.length / atOnce);
  return Array.from({ length: count }, (_, part) => all.slice(part * atOnce, (part + 1) * atOnce));
}

/**
 * Ours of the items that were found, the newest first. Another program's may have the same service and
 * user name and more attributes beside; a keychain that adds some to every item makes that no difference.
 */
export function oursOf(items: readonly SecretItem[]): SecretItem[] {
  const exact = items.filter(isExact);
  return (exact.length > 0 ? exact : [...items]).toSorted((a, b) => b.modified - a.modified);
}

/** It has the attributes that we write, and no others. */
export function isExact({ attributes }: SecretItem): boolean {
  return Object.entries(attributes).every(
    ([name, value]) =>
      name === 'service' ||
      name === 'username' ||
      (name === 'xdg:schema' && value === 'org.freedesktop.Secret.Generic'),
  );
}
