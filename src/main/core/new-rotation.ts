import type { Heard } from '../../shared/contract.ts';
import type { KeyRow, KeyId } from '../../shared/key.ts';
import type { RotatedKey, Rotation, RotationId } from '../../shared/rotation.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { KeptKey } from './kept.ts';

interface Asked {
  id: RotationId;
  wish: Heard<'startRotations'>['wishes'][number];
  row: KeyRow;
  card: RuleCard;
  at: string;
}

/** A rotation that was asked for and of which nothing is done yet; null where there can be none. */
export function newRotation({ id, wish: wished, row, card, at }: Asked): Rotation | null {
  const way = card.management.how;
  const isOver = row.standing === 'retired' || row.standing === 'legacy';
  if (isOver || (way === 'api' && row.remoteId === null)) return null;
  // A clock may be wrong: a key that has leaked is ended also where it looks expired, and one whose place
  // is needed takes it up until it is ended.
  const isPast = row.standing === 'expired' && wished.reason === 'planned';
  return {
    id,
    accountId: row.accountId,
    // What is written down first follows this.
    revision: 0,
    reason: wished.reason,
    way,
    old: rotatedKeyOf(row),
    // One that is listed no more may live all the same: see old-key-end.ts.
    oldEndedAt: isPast ? at : null,
    wish: wished.wish,
    soakDays: wished.soakDays,
    acceptedIds: [],
    newKeyId: null,
    successor: null,
    proof: null,
    step: { at: 'planned' },
    wait: null,
    startedAt: at,
    closedAt: null,
    isDismissed: false,
    timeline: [{ at, note: 'asked-for', detail: wished.reason }],
  };
}

export function rotatedKeyOf(key: KeptKey | KeyRow): RotatedKey & { keyId: KeyId } {
  const { id, remoteId, label, lastFive, expiresAt } = key;
  return { keyId: id, remoteId, label, lastFive, expiresAt };
}
