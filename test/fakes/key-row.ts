import { accountId } from '../../src/shared/account.ts';
import { keyId, type KeyRow } from '../../src/shared/key.ts';

let count = 0;

/** A held key that ends next spring, each with an id of its own. */
export function keyRow(part: Partial<KeyRow> = {}): KeyRow {
  count += 1;
  return {
    id: keyId.parse(`key-${count}`),
    accountId: accountId.parse('account-1'),
    remoteId: String(count),
    label: 'ops-mailer',
    lastFive: 'AB12C',
    createdAt: null,
    expiresAt: '2027-05-12T01:46:00.000Z',
    contacts: ['ops@agency.gov.sg'],
    lastUsedAt: null,
    standing: 'held',
    isHeld: true,
    isKept: true,
    hasTwin: false,
    note: '',
    tags: [],
    addedAt: '2026-11-12T01:46:00.000Z',
    retiredAt: null,
    replacedBy: null,
    check: null,
    trouble: null,
    places: [],
    rotateBy: null,
    snoozedUntil: null,
    stages: null,
    ...part,
  };
}
