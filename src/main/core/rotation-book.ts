import type { AccountId } from '../../shared/account.ts';
import { listedKeyId, type KeyId } from '../../shared/key.ts';
import type { Rotation, RotationId } from '../../shared/rotation.ts';
import { isOpen } from '../../shared/rotation-progress.ts';
import { FailureError } from './failure-error.ts';
import type { KeyChange } from './kept.ts';
import type { KeyBook } from './key-book.ts';
import { unheldIdOf } from './rotation-finds.ts';
import type { StateStore } from './state-store.ts';

/** All rotations. What is written here is on the disk, with what it changes of the keys, before State tells it. */
export interface RotationBook {
  all(): readonly Rotation[];
  open(): readonly Rotation[];
  get(id: RotationId): Rotation | null;
  /** Refuses the Call where there is no such rotation. */
  find(id: RotationId): Rotation;
  /** The open one that a key is part of, as the old one or as the new one. */
  openOf(id: KeyId): Rotation | null;
  /** Refuses the Call if one of these keys is being rotated. */
  expectNone(ids: readonly KeyId[]): void;
  expectNoneOf(id: AccountId): void;
  /** Each with a revision that follows the one it had. */
  save(rotations: readonly Rotation[], changes?: readonly KeyChange[]): void;
  /** Those of an account that is gone, and whose records went with it. */
  drop(id: AccountId): void;
}

interface World {
  kept: readonly Rotation[];
  keyBook: KeyBook;
  store: StateStore;
}

export function createRotationBook({ kept, keyBook, store }: World): RotationBook {
  const rotations = new Map(kept.map((rotation) => [rotation.id, rotation]));
  // After some years most are closed, and these are looked through with each change of a key.
  const opened = new Map(kept.filter(isOpen).map((rotation) => [rotation.id, rotation]));
  const shown = new Map(kept.filter(isShown).map((rotation) => [rotation.id, rotation]));
  tell();

  function open(): Rotation[] {
    return [...opened.values()];
  }

  function put(rotation: Rotation): void {
    rotations.set(rotation.id, rotation);
    putIf(isOpen(rotation), opened, rotation);
    putIf(isShown(rotation), shown, rotation);
  }

  function openOf(id: KeyId): Rotation | null {
    const { accountId, remoteId = null } = keyBook.get(id) ?? {};
    // One that was only listed has got another id here since it came in.
    const listedId = accountId && remoteId !== null ? listedKeyId(accountId, remoteId) : id;
    return open().find((one) => isPart(id, one) || isPart(listedId, one)) ?? null;
  }

  function save(changed: readonly Rotation[], changes: readonly KeyChange[] = []): void {
    const next = changed.map((rotation) => ({ ...rotation, revision: rotation.revision + 1 }));
    if (next.length === 0) return;
    keyBook.save(changes, next);
    for (const rotation of next) put(rotation);
    tell();
  }

  function tell(): void {
    store.change({ rotations: [...shown.values()] });
  }

  return {
    all: () => [...rotations.values()],
    open,
    get: (id) => rotations.get(id) ?? null,
    find(id) {
      const found = rotations.get(id);
      if (found) return found;
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    },
    openOf,
    expectNone(ids) {
      if (ids.some((id) => openOf(id) !== null)) throw new FailureError({ code: 'in-rotation' });
    },
    expectNoneOf(id) {
      if (open().some(({ accountId }) => accountId === id)) {
        throw new FailureError({ code: 'in-rotation' });
      }
    },
    save,
    drop(accountId) {
      const gone = [...rotations.values()].filter((one) => one.accountId === accountId);
      for (const { id } of gone) for (const map of [rotations, opened, shown]) map.delete(id);
      if (gone.length > 0) tell();
    },
  };
}

function isShown(rotation: Rotation): boolean {
  return isOpen(rotation) || !rotation.isDismissed;
}

function putIf(isWanted: boolean, map: Map<RotationId, Rotation>, rotation: Rotation): void {
  if (isWanted) map.set(rotation.id, rotation);
  else map.delete(rotation.id);
}

export function isPart(id: KeyId, rotation: Rotation): boolean {
  const { accountId, old, newKeyId, successor } = rotation;
  if (old.keyId === id || newKeyId === id || successor?.keyId === id) return true;
  const remoteId = unheldIdOf(rotation);
  return remoteId !== null && listedKeyId(accountId, remoteId) === id;
}
