import type { KeyRow } from '../../src/shared/key.ts';
import { rotationId, type RotatedKey, type Rotation } from '../../src/shared/rotation.ts';
import { keyRow } from './key-row.ts';

let count = 0;

/** A planned rotation whose new key is in use and being put into the tools, unless something else is said. */
export function rotationOf({
  old = keyRow(),
  successor = null,
  ...part
}: Partial<Omit<Rotation, 'old' | 'successor'>> & {
  old?: KeyRow;
  successor?: KeyRow | null;
} = {}): Rotation {
  count += 1;
  return {
    id: rotationId.parse(`rotation-${count}`),
    accountId: old.accountId,
    revision: 1,
    reason: 'planned',
    way: 'api',
    old: rotatedKey(old),
    oldEndedAt: null,
    wish: { label: `${old.label} (2027-05)`, contacts: [], expiration: null },
    soakDays: 7,
    acceptedIds: [],
    newKeyId: null,
    successor: successor === null ? null : rotatedKey(successor),
    proof: null,
    step: { at: 'deploying' },
    wait: null,
    startedAt: '2027-05-01T01:00:00.000Z',
    closedAt: null,
    isDismissed: false,
    timeline: [],
    ...part,
  };
}

function rotatedKey({ id, remoteId, label, lastFive, expiresAt }: KeyRow): RotatedKey {
  return { keyId: id, remoteId, label, lastFive, expiresAt };
}
