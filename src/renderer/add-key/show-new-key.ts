import type { KeyRow } from '../../shared/key.ts';
import { clearFilters } from '../inventory/view.ts';
import { showInList } from '../place.ts';
import { dropWish } from '../wish.ts';

/** The end of an intake of one key: it is before its owner, whatever was looked for before. */
export function showNewKey({ id, accountId }: Pick<KeyRow, 'id' | 'accountId'>): void {
  dropWish();
  clearFilters();
  showInList(id, accountId);
}
