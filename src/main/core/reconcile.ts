import type { AccountId } from '../../shared/account.ts';
import { keyId, type KeyId, type KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { RemoteKey } from './connector.ts';
import type { KeptKey } from './kept.ts';

interface Both {
  accountId: AccountId;
  /** What the service listed last; null if it was never asked, or cannot be. */
  remote: readonly RemoteKey[] | null;
  /** The keys of this account that we keep a record of. */
  kept: readonly KeptKey[];
  legacyRows: RuleCard['legacyRows'];
  now: Date;
}

/**
 * Lays the service's list beside what we keep. It tells; it changes nothing, and whatever the service
 * lists or does not list, nothing that we hold is lost by it.
 */
export function reconcile({ accountId, remote, kept, legacyRows, now }: Both): KeyRow[] {
  const isPast = (expiresAt: string | null): boolean =>
    expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
  const ours = new Map<string, KeptKey>();
  for (const key of kept) if (key.remoteId !== null) ours.set(nameOf(key.remoteId, key), key);

  // Listed twice, it is one key all the same: the second row would offer to retire what is held.
  const once = new Map((remote ?? []).map((key) => [nameOf(key.id, key), key]));
  const listed = [...once.values()].map((key): KeyRow => {
    const { id, ...facts } = key;
    const mine = ours.get(nameOf(id, key));
    if (mine) ours.delete(nameOf(id, key));
    const isHeld = mine !== undefined && mine.retiredAt === null;
    const isLegacy = legacyRows.some(
      (row) => row.label === key.label && row.lastFive === key.lastFive,
    );
    const past = isLegacy ? 'legacy' : 'expired';
    const live = isHeld ? 'held' : 'known-not-held';
    return {
      ...(mine ? rowOfOurs(mine) : ofNoRecord),
      ...facts,
      // A service that does not tell when it made a key leaves what we know of that.
      createdAt: facts.createdAt ?? mine?.createdAt ?? null,
      id: mine?.id ?? listedKeyId(accountId, id),
      accountId,
      remoteId: id,
      standing: isLegacy || isPast(key.expiresAt) ? past : live,
      isHeld,
      hasTwin: false,
    };
  });

  const matched = new Set(listed.map(({ id }) => id));
  const others = kept
    .filter(({ id }) => !matched.has(id))
    .map((mine): KeyRow => {
      const isRetired = mine.retiredAt !== null;
      // Gone only if its service was asked and named it before.
      const isGone = remote !== null && mine.remoteId !== null;
      const live = isGone ? 'gone' : 'held';
      const standing = isPast(mine.expiresAt) && !isGone ? 'expired' : live;
      return {
        ...rowOfOurs(mine),
        standing: isRetired ? 'retired' : standing,
        isHeld: !isRetired,
      };
    });

  const rows = [...listed, ...others];
  const counts = new Map<string, number>();
  for (const { label } of rows.filter(isLive)) counts.set(label, (counts.get(label) ?? 0) + 1);
  return rows.map((row) => ({ ...row, hasTwin: isLive(row) && (counts.get(row.label) ?? 0) > 1 }));
}

/** The id of a key that only its service knows. It stays the same from one list to the next. */
export function listedKeyId(accountId: AccountId, remoteId: string): KeyId {
  return keyId.parse(`${accountId}/${remoteId}`);
}

const ofNoRecord = {
  isKept: false,
  note: '',
  tags: [],
  addedAt: null,
  retiredAt: null,
  replacedBy: null,
  check: null,
  trouble: null,
};

function rowOfOurs({ itemName: _itemName, ...facts }: KeptKey): KeyRow {
  return {
    ...facts,
    lastUsedAt: null,
    isKept: true,
    standing: 'held',
    isHeld: true,
    hasTwin: false,
  };
}

/** The last five too: an id may come to mean another key, on a server that was set up anew. */
function nameOf(remoteId: string, { lastFive }: { lastFive: string }): string {
  return `${lastFive} ${remoteId}`;
}

function isLive({ standing }: KeyRow): boolean {
  return standing === 'held' || standing === 'known-not-held';
}
