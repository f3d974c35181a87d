import type { KeyRow } from '../../shared/key.ts';
import { listedAs } from '../../shared/listed-as.ts';
import type { RotationBlock } from '../../shared/rotation.ts';

interface RoomMade {
  /** Of the keys that may go, those that are there still. */
  spare: KeyRow[];
  /** How many have gone since. */
  endedCount: number;
}

/** What has become of the keys that were named when an account was full. */
export function roomMade(
  { mayGo }: Extract<RotationBlock, { because: 'quota-full' }>,
  keys: readonly KeyRow[],
): RoomMade {
  const named = keys.filter(
    ({ id, accountId, remoteId }) =>
      mayGo.includes(id) ||
      // One that was only listed has another id once it is pasted.
      (remoteId !== null && mayGo.some((one) => one === listedAs(accountId, remoteId))),
  );
  return {
    // One that is held by now is in use, perhaps.
    spare: named.filter(({ standing }) => standing === 'expired' || standing === 'known-not-held'),
    // What nobody here keeps is listed no more once it is ended.
    endedCount: mayGo.length - named.filter((row) => !isEnded(row)).length,
  };
}

function isEnded({ standing }: KeyRow): boolean {
  return standing === 'retired' || standing === 'gone';
}
