import type { AccountId } from '../../shared/account.ts';
import {
  listedKeyId,
  type KeyId,
  type KeyPlace,
  type KeyPlan,
  type KeyRow,
} from '../../shared/key.ts';
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
  planOf: (id: KeyId) => KeyPlan | null;
  now: Date;
}

/**
 * Lays the service's list beside what we keep. It tells; it changes nothing, and whatever the service
 * lists or does not list, nothing that we hold is lost by it.
 */
export function reconcile(both: Both): KeyRow[] {
  const { accountId, remote, kept, legacyRows, planOf, now } = both;
  const isPast = (expiresAt: string | null): boolean =>
    expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
  const ours = new Map<string, KeptKey>();
  for (const key of kept) if (key.remoteId !== null) ours.set(nameOf(key.remoteId, key), key);

  // Listed twice, it is one key all the same: the second row would offer to retire what is held.
  const once = new Map((remote ?? []).map((key) => [nameOf(key.id, key), key]));
  const listed = [...once.values()].map((key): KeyRow => {
    const name = nameOf(key.id, key);
    const mine = ours.get(name);
    ours.delete(name);
    const isHeld = mine !== undefined && mine.retiredAt === null;
    const isLegacy = legacyRows.some(
      (row) => row.label === key.label && row.lastFive === key.lastFive,
    );
    const past = isLegacy ? 'legacy' : 'expired';
    const live = isHeld ? 'held' : 'known-not-held';
    const id = mine?.id ?? listedKeyId(accountId, key.id);
    return rowOf(key, mine ?? null, planOf(id), {
      id,
      accountId,
      remoteId: key.id,
      // A service that does not tell when it made a key leaves what we know of that.
      createdAt: key.createdAt ?? mine?.createdAt ?? null,
      lastUsedAt: key.lastUsedAt,
      standing: isLegacy || isPast(key.expiresAt) ? past : live,
      isHeld,
    });
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
      return rowOf(mine, mine, planOf(mine.id), {
        id: mine.id,
        accountId: mine.accountId,
        remoteId: mine.remoteId,
        createdAt: mine.createdAt,
        lastUsedAt: null,
        standing: isRetired ? 'retired' : standing,
        isHeld: !isRetired,
      });
    });

  const rows = [...listed, ...others];
  const counts = new Map<string, number>();
  for (const row of rows) if (isLive(row)) counts.set(row.label, (counts.get(row.label) ?? 0) + 1);
  for (const row of rows) row.hasTwin = isLive(row) && (counts.get(row.label) ?? 0) > 1;
  return rows;
}

/**
 * The row of a key of which only that has changed which its row alone tells, as by a note or a check. Null
 * if it may stand otherwise now, or other keys may: then all are to be reconciled.
 */
export function amend(row: KeyRow, before: KeptKey, after: KeptKey): KeyRow | null {
  const isWhereItStood = deciding.every((field) => before[field] === after[field]);
  if (!isWhereItStood) return null;
  const { note, tags, addedAt, replacedBy, check, trouble, places } = after;
  return { ...row, note, tags, addedAt, replacedBy, check, trouble, places };
}

const deciding = [
  'accountId',
  'remoteId',
  'label',
  'lastFive',
  'createdAt',
  'expiresAt',
  'contacts',
  'retiredAt',
] as const satisfies readonly (keyof KeptKey)[];

const noTags: string[] = [];
const noPlaces: KeyPlace[] = [];

/**
 * What is said of a key by who knows it best, what we keep of it, if anything, and where it stands. Written
 * out, since there may be ten thousand, and to spread one into another takes several times as long.
 */
function rowOf(
  said: Pick<KeyRow, 'label' | 'lastFive' | 'expiresAt' | 'contacts'>,
  mine: KeptKey | null,
  plan: KeyPlan | null,
  place: Pick<
    KeyRow,
    'id' | 'accountId' | 'remoteId' | 'createdAt' | 'lastUsedAt' | 'standing' | 'isHeld'
  >,
): KeyRow {
  return {
    id: place.id,
    accountId: place.accountId,
    remoteId: place.remoteId,
    label: said.label,
    lastFive: said.lastFive,
    createdAt: place.createdAt,
    expiresAt: said.expiresAt,
    contacts: said.contacts,
    lastUsedAt: place.lastUsedAt,
    standing: place.standing,
    isHeld: place.isHeld,
    isKept: mine !== null,
    hasTwin: false,
    note: mine?.note ?? '',
    tags: mine?.tags ?? noTags,
    addedAt: mine?.addedAt ?? null,
    retiredAt: mine?.retiredAt ?? null,
    replacedBy: mine?.replacedBy ?? null,
    check: mine?.check ?? null,
    trouble: mine?.trouble ?? null,
    places: mine?.places ?? noPlaces,
    rotateBy: plan?.rotateBy ?? null,
    snoozedUntil: plan?.snoozedUntil ?? null,
    stages: plan?.stages ?? null,
  };
}

/** The last five too: an id may come to mean another key, on a server that was set up anew. */
function nameOf(remoteId: string, { lastFive }: { lastFive: string }): string {
  return `${lastFive} ${remoteId}`;
}

function isLive({ standing }: KeyRow): boolean {
  return standing === 'held' || standing === 'known-not-held';
}
