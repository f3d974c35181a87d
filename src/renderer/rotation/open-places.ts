import type { KeyPlace } from '../../shared/key.ts';
import type { RotatedKey } from '../../shared/rotation.ts';
import type { State } from '../../shared/state.ts';

/** Places that do not have the new key yet. */
export function openPlacesOf(successor: RotatedKey | null, { keys }: State): KeyPlace[] {
  const row = keys.find(({ id }) => id === successor?.keyId);
  return row?.places.filter(({ setAt }) => setAt === null) ?? [];
}

export function openPlacesWords(count: number): string {
  return count === 1
    ? '1 place does not have the new key yet.'
    : `${count} places do not have the new key yet.`;
}
