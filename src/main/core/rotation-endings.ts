import { keyId, listedKeyId, type KeyId, type KeyRow } from '../../shared/key.ts';
import type { RotatedKey, Rotation } from '../../shared/rotation.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { NewKeys } from './new-keys.ts';
import { goesOldFirst } from './old-first.ts';
import type { OldKeyEnd } from './old-key-end.ts';
import type { Clock } from './ports.ts';
import type { Retiring } from './retiring.ts';
import type { RotationEvent } from './rotation-event.ts';
import type { RotationBook } from './rotation-book.ts';
import { eventsOf } from './rotation-keys.ts';
import { rowOfRotated } from './row-of-rotated.ts';
import type { Sync } from './sync.ts';

/** The two effects that end a key for ever, and what has to hold before they do. */
export interface RotationEndings {
  retireOld: (rotation: Rotation, isAsked: boolean) => Promise<RotationEvent>;
  retireNew: (rotation: Rotation) => Promise<RotationEvent>;
}

interface World {
  inventory: Inventory;
  newKeys: NewKeys;
  oldKeyEnd: OldKeyEnd;
  retiring: Retiring;
  rotationBook: RotationBook;
  sync: Sync;
  clock: Clock;
  probe: (rotation: Rotation, isAsked: boolean) => Promise<RotationEvent>;
}

type Ending = Pick<RotatedKey, 'keyId' | 'remoteId' | 'lastFive'>;

/** The old key goes only if the new one was shown to work since so long ago. */
const provenForMs = 60 * 60_000;

export function createRotationEndings(world: World): RotationEndings {
  const { inventory, newKeys, oldKeyEnd, retiring, rotationBook } = world;
  const { sync, clock, probe } = world;

  async function retireOld(rotation: Rotation, isAsked: boolean): Promise<RotationEvent> {
    const { old, successor, accountId } = rotation;
    // An earlier run has done it, and died before this was written down here. Nothing is to be proven for it.
    const isDone = rowOfRotated(inventory.of(accountId), old)?.standing === 'retired';
    if (isDone) return { kind: 'old-ended', how: 'ended' };
    // One that has leaked goes whatever is known of the new one.
    const isProofWanted = successor !== null && !goesOldFirst(rotation);
    if (isProofWanted) {
      await expectLiving(accountId, successor);
      if (!isProven(rotation, clock.now())) {
        const event = await probe(rotation, isAsked);
        // Who has tried it by hand is to say so again.
        if (event.kind !== 'probed' || event.answer.outcome !== 'not-asked') return event;
        throw unproven();
      }
    }
    const expectStill = (): void => {
      if (!isStillToGo(rotation)) throw new FailureError({ code: 'not-found' });
      if (isProofWanted && !isProven(rotation, clock.now())) throw unproven();
    };
    const row = await rowThere(accountId, old);
    if (row === null) {
      await endUnlisted(accountId, old, expectStill);
      return { kind: 'old-ended', how: 'gone' };
    }
    // By id and by last five, and never the one that is in use.
    const inUse = successor && rowOfRotated(inventory.of(accountId), successor);
    if (isSame(row, inUse, successor)) throw new FailureError({ code: 'not-found' });
    const history = eventsOf(rotation.timeline);
    await retiring.retire({ keyId: row.id, lastFive: old.lastFive }, { expectStill, history });
    return { kind: 'old-ended', how: 'ended' };
  }

  /** Its owner may have gone back to it while the service was asked. */
  function isStillToGo({ id }: Rotation): boolean {
    const { step, wait } = rotationBook.find(id);
    // One that is on hold waits for nothing: its owner is finding out whether there is a way back.
    return step.at === 'retiring' || (step.at === 'retire-failed' && wait !== null);
  }

  /** It has worked within the hour; somebody may have ended it since. */
  async function expectLiving(
    accountId: Rotation['accountId'],
    successor: RotatedKey,
  ): Promise<void> {
    await sync.syncAnew(accountId);
    const row = rowOfRotated(inventory.of(accountId), successor);
    if (row?.standing !== 'held') throw unproven();
  }

  async function retireNew(rotation: Rotation): Promise<RotationEvent> {
    const { step, newKeyId, successor, old, accountId } = rotation;
    if (step.at !== 'abandoning') throw new Error('Nothing to abandon.');
    const { remoteId, lastFive } = step.target;
    if (newKeyId !== null && newKeys.inMemory(newKeyId)) {
      await newKeys.discard(newKeyId);
      return { kind: 'new-ended' };
    }
    const known = {
      keyId: successor?.keyId ?? listedIdOf(accountId, remoteId),
      remoteId,
      lastFive,
    };
    if (step.follows === 'end' && rotation.oldEndedAt === null) {
      await sync.syncAnew(accountId);
      // The last key that works is not retired, nor what may be the last.
      const how = await oldKeyEnd.find(rotation, true);
      if (how !== null) return { kind: 'old-ended', how };
      if (oldKeyEnd.isInDoubt(rotation)) throw new FailureError({ code: 'old-key-missing' });
    }
    const row = await rowThere(accountId, known);
    if (row === null) await endUnlisted(accountId, known);
    if (row === null || row.standing === 'retired') return { kind: 'new-ended' };
    const oldRow = rowOfRotated(inventory.of(accountId), old);
    if (isSame(row, oldRow, old)) throw new FailureError({ code: 'not-found' });
    await retiring.retire({ keyId: row.id, lastFive });
    return { kind: 'new-ended' };
  }

  /** Null only if the service was asked: a list from before the key was made does not have it. */
  async function rowThere(accountId: Rotation['accountId'], key: Ending): Promise<KeyRow | null> {
    const row = rowOfRotated(inventory.of(accountId), key);
    if (row !== null) return row;
    await sync.syncAnew(accountId);
    return rowOfRotated(inventory.of(accountId), key);
  }

  /** Its list may be cut short; of the id of another key, as on a server that was set up anew, nothing is ended. */
  async function endUnlisted(
    accountId: Rotation['accountId'],
    { remoteId, lastFive }: Ending,
    expectStill?: () => void,
  ): Promise<void> {
    if (remoteId === null) return;
    const isOfAnother = inventory.of(accountId).some((row) => row.remoteId === remoteId);
    if (!isOfAnother) await retiring.endUnlisted({ accountId, remoteId, lastFive }, expectStill);
  }

  return { retireOld, retireNew };
}

/** One key at the service, although a wrong answer may have made two of it here. */
function isSame(row: KeyRow, other: KeyRow | null, named: RotatedKey | null): boolean {
  return row.id === other?.id || (row.remoteId !== null && row.remoteId === named?.remoteId);
}

function unproven(): FailureError {
  return new FailureError({ code: 'successor-unproven' });
}

function listedIdOf(accountId: Rotation['accountId'], remoteId: string | null): KeyId {
  return remoteId === null ? keyId.parse('none') : listedKeyId(accountId, remoteId);
}

export function isProven({ proof }: Pick<Rotation, 'proof'>, now: Date): boolean {
  if (proof === null) return false;
  const agoMs = now.getTime() - Date.parse(proof.at);
  // A clock that was set back makes no proof younger.
  return agoMs >= 0 && agoMs < provenForMs;
}
