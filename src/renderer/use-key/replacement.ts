import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { Wish } from '../wish.ts';

/** Where Keyturn makes keys, a new one in its place; elsewhere the ways in for one. */
export function replacementOf(row: KeyRow, card: RuleCard | null): Wish {
  return card?.management.how === 'api'
    ? { kind: 'generate', accountId: row.accountId, replaces: row.id }
    : { kind: 'add-key', accountId: row.accountId };
}
