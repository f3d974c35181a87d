import { accountId } from '../../src/shared/account.ts';
import { keyId } from '../../src/shared/key.ts';
import type { KeptKey } from '../../src/main/core/kept.ts';

let count = 0;

/** A key that was brought in and is listed by its service, each with an id of its own. */
export function keptKey(part: Partial<KeptKey> = {}): KeptKey {
  count += 1;
  const id = keyId.parse(`kept-${count}`);
  return {
    id,
    accountId: accountId.parse('account-1'),
    itemName: `ops-mailer AB12C ${id}`,
    remoteId: String(count),
    label: 'ops-mailer',
    lastFive: 'AB12C',
    createdAt: null,
    expiresAt: '2027-05-12T01:46:00.000Z',
    contacts: ['ops@agency.gov.sg'],
    note: '',
    tags: [],
    addedAt: '2026-11-12T01:46:00.000Z',
    retiredAt: null,
    replacedBy: null,
    check: null,
    trouble: null,
    places: [],
    ...part,
  };
}
