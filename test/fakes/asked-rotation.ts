import { keyId } from '../../src/shared/key.ts';
import { accountId } from '../../src/shared/account.ts';
import { rotationId, type RotatedKey, type Rotation } from '../../src/shared/rotation.ts';

export const startedAt = '2026-11-21T02:46:00.000Z';

export function rotatedKey(part: Partial<RotatedKey> = {}): RotatedKey {
  return {
    keyId: keyId.parse('old'),
    remoteId: '1',
    label: 'ops-mailer',
    lastFive: 'AB12C',
    expiresAt: '2027-05-12T01:46:00.000Z',
    ...part,
  };
}

/** A rotation that has just been asked for. */
export function fakeRotation(part: Partial<Rotation> = {}): Rotation {
  return {
    id: rotationId.parse('rotation-1'),
    accountId: accountId.parse('account-1'),
    revision: 1,
    reason: 'planned',
    way: 'api',
    old: rotatedKey(),
    oldEndedAt: null,
    wish: { label: 'ops-mailer (2027-05)', contacts: ['ops@agency.gov.sg'], expiration: null },
    soakDays: 7,
    acceptedIds: [],
    newKeyId: null,
    successor: null,
    proof: null,
    step: { at: 'planned' },
    wait: null,
    startedAt,
    closedAt: null,
    isDismissed: false,
    timeline: [{ at: startedAt, note: 'asked-for', detail: 'planned' }],
    ...part,
  };
}
