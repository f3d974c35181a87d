import type { KeyRow } from '../../shared/key-row.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { RemoteKey } from './connector.ts';

/** What we hold of a key, without its secret. */
export interface HeldKey {
  remoteId: string;
  label: string;
  lastFive: string;
  createdAt: string | null;
  expiresAt: string | null;
  contacts: string[] | null;
}

interface Both {
  remote: readonly RemoteKey[];
  /** Those of this account only. */
  held: readonly HeldKey[];
  legacyRows: RuleCard['legacyRows'];
  now: Date;
}

/**
 * Lays the service's list beside what we hold. It tells; it changes nothing, and whatever the service
 * lists or does not list, nothing that we hold is lost by it.
 */
export function reconcile({ remote, held, legacyRows, now }: Both): KeyRow[] {
  const isPast = (expiresAt: string | null): boolean =>
    expiresAt !== null && Date.parse(expiresAt) <= now.getTime();

  const listed = remote.map((key): KeyRow => {
    const { id, ...facts } = key;
    const isHeld = held.some((mine) => isSame(mine, key));
    const isLegacy = legacyRows.some(
      (row) => row.label === key.label && row.lastFive === key.lastFive,
    );
    const past = isLegacy ? 'legacy' : 'expired';
    const live = isHeld ? 'held' : 'known-not-held';
    const standing = isLegacy || isPast(key.expiresAt) ? past : live;
    return { ...facts, remoteId: id, standing, isHeld, hasTwin: false };
  });
  const gone = held
    .filter((mine) => !remote.some((key) => isSame(mine, key)))
    .map((mine): KeyRow => ({
      ...mine,
      lastUsedAt: null,
      standing: 'gone',
      isHeld: true,
      hasTwin: false,
    }));

  const rows = [...listed, ...gone];
  const counts = new Map<string, number>();
  for (const { label } of rows.filter(isLive)) counts.set(label, (counts.get(label) ?? 0) + 1);
  return rows.map((row) => ({ ...row, hasTwin: isLive(row) && (counts.get(row.label) ?? 0) > 1 }));
}

function isSame(mine: HeldKey, theirs: RemoteKey): boolean {
  // The last five too: an id may come to mean another key, on a server that was set up anew.
  return mine.remoteId === theirs.id && mine.lastFive === theirs.lastFive;
}

function isLive({ standing }: KeyRow): boolean {
  return standing === 'held' || standing === 'known-not-held';
}
