import type { KeyRow } from '../../shared/key.ts';
import type { Wish } from '../wish.ts';

/** A new one in its place. */
export function replacementOf(row: KeyRow): Wish {
  return { kind: 'rotate', keyIds: [row.id], reason: 'planned' };
}
