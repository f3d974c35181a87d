import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { Rotation, RotationBlock } from '../../shared/rotation.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { RemoteKey } from './connector.ts';

interface Facts {
  rotation: Rotation;
  card: RuleCard;
  /** Null where the service does not say. */
  sessionUntil: string | null;
  listed: readonly RemoteKey[];
  rows: readonly KeyRow[];
  /** By the service's clock. */
  now: Date;
}

/** A create and its probe take seconds; this leaves room for a slow service and a keychain that asks. */
const shortestSessionMs = 3 * 60_000;

/** What stands in the way of making a new key, the first thing first; null if nothing does. */
export function blockOf(facts: Facts): RotationBlock | null {
  const { sessionUntil, now } = facts;
  if (sessionUntil !== null && Date.parse(sessionUntil) - now.getTime() < shortestSessionMs) {
    return { because: 'session-short', until: sessionUntil };
  }
  return quotaBlockOf(facts) ?? newerKeyBlockOf(facts);
}

function quotaBlockOf({ card, listed, rows, now }: Facts): RotationBlock | null {
  const most = card.mostLiveKeys?.count ?? null;
  // Whether an expired key takes up room, services do not say: only the living ones are counted.
  const living = listed.filter(({ expiresAt }) => !isPast(expiresAt, now));
  if (most === null || living.length < most) return null;
  return { because: 'quota-full', most, mayGo: sparesOf(rows, listed) };
}

/** The keys that can be retired to make room: those that are expired, and those that nobody holds here. */
export function sparesOf(rows: readonly KeyRow[], listed: readonly RemoteKey[]): KeyId[] {
  const ids = new Set(listed.map(({ id }) => id));
  return rows
    .filter(({ remoteId }) => remoteId !== null && ids.has(remoteId))
    .filter(({ standing }) => standing === 'expired' || standing === 'known-not-held')
    .map(({ id }) => id);
}

function newerKeyBlockOf({ rotation, listed, rows, now }: Facts): RotationBlock | null {
  const { old, acceptedIds, wish } = rotation;
  // Of the label that is wanted too: that of a create which came to light late, or a colleague's.
  const labels = [old.label, wish.label].map((label) => label.trim());
  const held = new Set(rows.filter(({ isHeld }) => isHeld).map(({ remoteId }) => remoteId));
  const place = listed.findIndex(({ id }) => id === old.remoteId);
  const newer = listed.filter(
    (key, index) =>
      labels.includes(key.label.trim()) &&
      key.id !== old.remoteId &&
      !held.has(key.id) &&
      !acceptedIds.includes(key.id) &&
      !isPast(key.expiresAt, now) &&
      isNewer(key, old.expiresAt, place === -1 || index < place),
  );
  if (newer.length === 0) return null;
  return {
    because: 'newer-key',
    keys: newer.map(({ id, lastFive, expiresAt }) => ({ remoteId: id, lastFive, expiresAt })),
  };
}

/** By its end, where both have one and they differ; else by its place in a list that has the newest first. */
function isNewer({ expiresAt }: RemoteKey, than: string | null, isBefore: boolean): boolean {
  if (expiresAt === null || than === null) return isBefore;
  const laterMs = Date.parse(expiresAt) - Date.parse(than);
  return laterMs === 0 ? isBefore : laterMs > 0;
}

function isPast(at: string | null, now: Date): boolean {
  return at !== null && Date.parse(at) <= now.getTime();
}
