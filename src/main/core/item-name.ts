import { accountId, type AccountId } from '../../shared/account.ts';
import { keyId, type KeyId } from '../../shared/key.ts';

interface Named {
  label: string;
  lastFive: string;
  serviceName: string;
  accountId: AccountId;
  id: KeyId;
}

/** The keychains of some systems take no longer names. */
const longestLabel = 80;

/**
 * Under this name a person sees a key in their keychain program: what it is comes first, what joins it to
 * its record last. `readItemName` reads it back, should the record be lost.
 */
export function itemNameOf({
  label,
  lastFive,
  serviceName,
  accountId: account,
  id,
}: Named): string {
  return `${labelInName(label)} •••••${lastFive}, ${serviceName} (${account} ${id})`;
}

/** What such a name tells of a label. */
export function labelInName(label: string): string {
  return Array.from(label.replaceAll(/\s+/g, ' ').trim()).slice(0, longestLabel).join('');
}

const shape =
  /^(?<label>.*) •••••(?<lastFive>.{0,5}), (?<serviceName>.*) \((?<account>\S+) (?<id>\S+)\)$/u;

/** What a person needs of the name: without what joins it to its record. */
export function shownItemName(name: string): string {
  const named = readItemName(name);
  return named ? `${named.label} •••••${named.lastFive}, ${named.serviceName}` : name;
}

/** Null for an item of ours that is no key, such as a session. */
export function readItemName(name: string): Named | null {
  const found = shape.exec(name)?.groups;
  if (!found) return null;
  const account = accountId.safeParse(found['account']);
  const id = keyId.safeParse(found['id']);
  if (!account.success || !id.success) return null;
  return {
    label: found['label'] ?? '',
    lastFive: found['lastFive'] ?? '',
    serviceName: found['serviceName'] ?? '',
    accountId: account.data,
    id: id.data,
  };
}
