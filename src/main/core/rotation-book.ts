import type { AccountId } from '../../shared/account.ts';
import type { KeyId } from '../../shared/key.ts';
import { isOpen, type Rotation, type RotationId } from '../../shared/rotation.ts';
import { FailureError } from './failure-error.ts';
import type { KeyChange } from './kept.ts';
import type { KeyBook } from './key-book.ts';
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
}

interface World {
  kept: readonly Rotation[];
  keyBook: KeyBook;
  store: StateStore;
}

export function createRotationBook({ kept, keyBook, store }: World): RotationBook {
  const rotations = new Map(kept.map((rotation) => [rotation.id, rotation]));
  tell();

  function all(): Rotation[] {
    return [...rotations.values()];
  }

  function open(): Rotation[] {
    return all().filter(isOpen);
  }

  function openOf(id: KeyId): Rotation | null {
    return open().find((rotation) => isPart(id, rotation)) ?? null;
  }

  function save(changed: readonly Rotation[], changes: readonly KeyChange[] = []): void {
    const next = changed.map((rotation) => ({ ...rotation, revision: rotation.revision + 1 }));
    keyBook.save(changes, next);
    for (const rotation of next) rotations.set(rotation.id, rotation);
    tell();
  }

  function tell(): void {
    store.change({ rotations: all().filter((one) => isOpen(one) || !one.isDismissed) });
  }

  return {
    all,
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
  };
}

export function isPart(id: KeyId, { old, newKeyId, successor }: Rotation): boolean {
  return old.keyId === id || newKeyId === id || successor?.keyId === id;
}
