import type { KeyRow } from '../../shared/key.ts';
import type { RotatedKey } from '../../shared/rotation.ts';

/**
 * The row of one of the two keys of a rotation, by its last five and by an id. It may have another id than it
 * had: a key that was only listed has since been pasted, say.
 */
export function rowOfRotated<Row extends Pick<KeyRow, 'id' | 'remoteId' | 'lastFive'>>(
  rows: readonly Row[],
  key: Pick<RotatedKey, 'keyId' | 'remoteId' | 'lastFive'>,
): Row | null {
  const alike = rows.filter(({ lastFive }) => lastFive === key.lastFive);
  return (
    alike.find(({ id }) => id === key.keyId) ??
    alike.find(({ remoteId }) => remoteId !== null && remoteId === key.remoteId) ??
    null
  );
}
