import type { KeyRow } from '../../shared/key.ts';
import type { KeptKey } from './kept.ts';

type Known = Pick<KeyRow, 'id' | 'accountId' | 'remoteId' | 'label' | 'lastFive' | 'expiresAt'> &
  Partial<Pick<KeyRow, 'createdAt' | 'contacts'>>;

/**
 * What is kept of a key that was only listed, once it is ended: its service will not tell of it again, and its
 * owner wants to know that it is over.
 */
export function retiredUnheld(key: Known, at: string): KeptKey {
  const { id, accountId, remoteId, label, lastFive, expiresAt } = key;
  return {
    id,
    accountId,
    // There was none, and no item of the keychain is called so.
    itemName: `Never held (${id})`,
    remoteId,
    label,
    lastFive,
    createdAt: key.createdAt ?? null,
    expiresAt,
    contacts: key.contacts ?? null,
    note: '',
    tags: [],
    addedAt: at,
    retiredAt: at,
    replacedBy: null,
    check: null,
    trouble: null,
    places: [],
  };
}
