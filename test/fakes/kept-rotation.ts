import { accountId } from '../../src/shared/account.ts';
import { keyId } from '../../src/shared/key.ts';
import { rotationId, type Rotation } from '../../src/shared/rotation.ts';

let count = 0;

/** One that was asked for just now, each with an id and an old key of its own. */
export function keptRotation(part: Partial<Rotation> = {}): Rotation {
  count += 1;
  const at = '2026-11-21T02:46:00.000Z';
  return {
    id: rotationId.parse(`rotation-${count}`),
    accountId: accountId.parse('account-1'),
    revision: 1,
    reason: 'planned',
    way: 'api',
    old: {
      keyId: keyId.parse(`old-${count}`),
      remoteId: String(count),
      label: 'ops-mailer',
      lastFive: 'AB12C',
      expiresAt: '2027-05-12T01:46:00.000Z',
    },
    oldEndedAt: null,
    wish: { label: 'ops-mailer (2027-05)', contacts: ['ops@agency.gov.sg'], expiration: null },
    soakDays: 7,
    acceptedIds: [],
    newKeyId: null,
    successor: null,
    proof: null,
    step: { at: 'planned' },
    wait: null,
    startedAt: at,
    closedAt: null,
    isDismissed: false,
    timeline: [{ at, note: 'asked-for', detail: 'planned' }],
    ...part,
  };
}
