import type { Heard } from '../../shared/contract.ts';
import type { KeyId } from '../../shared/key.ts';
import { rotationId, type Rotation, type RotationId } from '../../shared/rotation.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import { expectKeptRecords } from './kept-records.ts';
import type { KeyBook } from './key-book.ts';
import { newRotation } from './new-rotation.ts';
import type { OldKeyEnd } from './old-key-end.ts';
import type { Clock, Log, Random } from './ports.ts';
import { isPart, type RotationBook } from './rotation-book.ts';
import type { RotationEffects } from './rotation-effects.ts';
import type { RotationEvent } from './rotation-event.ts';
import { keyChangesOf } from './rotation-keys.ts';
import { createRotationRuns } from './rotation-runs.ts';
import type { StateStore } from './state-store.ts';
import { goesOldFirst } from './old-first.ts';
import { stepRotation } from './step-rotation.ts';

/** Keeps rotations going: what happens to one is written down, and what follows from it is done. */
export interface Rotations {
  start(wish: Heard<'startRotations'>): RotationId[];
  /** What the user, or the world, says about one; false where its step has no place for that. */
  apply(id: RotationId, event: RotationEvent): boolean;
  /** Its owner has decided something: it goes on in the background, as far as it goes. */
  goOn(id: RotationId): void;
  dismiss(ids: readonly RotationId[]): void;
  /** Newest first. */
  of(id: KeyId): Rotation[];
  /** Takes up what an earlier run left. Once, at the start. */
  begin(): void;
  /** Once a minute, on waking up, when the keychain opens and after a sign-in. */
  tick(): void;
  /** Those that wait for the keychain: it has just opened. */
  keychainOpened(): void;
}

interface World {
  store: StateStore;
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  rotationBook: RotationBook;
  oldKeyEnd: OldKeyEnd;
  effects: RotationEffects;
  clock: Clock;
  random: Random;
  log: Log;
}

export function createRotations(world: World): Rotations {
  const { store, book, keyBook, inventory, rotationBook, oldKeyEnd } = world;
  const { clock, random, log } = world;
  const runs = createRotationRuns({ ...world, apply });

  book.subscribe((id) => {
    if (!book.has(id)) {
      rotationBook.drop(id);
      return;
    }
    for (const rotation of rotationBook.open()) {
      if (rotation.accountId === id && isSessionThere(rotation)) retry(rotation.id);
    }
  });
  // A new key that waited in memory has found its place.
  keyBook.subscribe((news) => {
    for (const { before, after } of news) {
      const isNew = before === null && after !== null && after.retiredAt === null;
      const waiting = isNew ? rotationBook.openOf(after.id) : null;
      if (waiting) runs.goOn(waiting.id);
    }
  });

  function start({ wishes }: Heard<'startRotations'>): RotationId[] {
    expectKeptRecords(store);
    const rotations = wishes.map((wish) => rotationOf(wish));
    const ids = new Set(rotations.map(({ old }) => old.keyId));
    if (ids.size < rotations.length) throw refused();
    rotationBook.expectNone([...ids]);
    const changes = rotations.flatMap((one) => keyChangesOf(null, one, keyBook));
    rotationBook.save(rotations, changes);
    // A keychain that is shut asks once, not for each of fifty.
    for (const [index, { id }] of rotations.entries()) runs.goOn(id, index === 0);
    return rotations.map(({ id }) => id);
  }

  function rotationOf(wish: Heard<'startRotations'>['wishes'][number]): Rotation {
    const row = inventory.find(wish.keyId);
    const card = book.cardOf(book.find(row.accountId).account);
    const id = rotationId.parse(random.id());
    const made = newRotation({ id, wish, row, card, at: clock.now().toISOString() });
    if (made === null) throw refused();
    // Nothing else is asked before it is retired.
    if (goesOldFirst(made) && wish.lastFive?.trim() !== row.lastFive) {
      throw new FailureError({ code: 'wrong-last-five' });
    }
    return made;
  }

  function apply(id: RotationId, event: RotationEvent): boolean {
    // Nobody is sent back to a key that has ended since the last tick, nor told that it still works.
    const isOfOld = ['go-back', 'abandon', 'in-tools'].includes(event.kind);
    if (isOfOld) noteEndOfOld(rotationBook.find(id));
    const known = rotationBook.get(id);
    const next = known && stepRotation(known, event, clock.now().toISOString());
    if (!known || !next) return false;
    rotationBook.save([next], keyChangesOf(known, next, keyBook));
    return true;
  }

  function retry(id: RotationId): void {
    quietly(() => apply(id, { kind: 'try-again' }));
    runs.goOn(id);
  }

  /** Called by the clock or by somebody else's change, which must not fail where a disk takes nothing. */
  function quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof FailureError)) log.bug(error);
    }
  }

  function tick(): void {
    for (const rotation of rotationBook.open()) {
      quietly(() => lookAfter(rotation));
      // What comes next depends on it.
      void findEndOfOld(rotation).finally(() => runs.goOn(rotation.id));
    }
  }

  function lookAfter(rotation: Rotation): void {
    const { id, step } = rotation;
    if (runs.isRunning(id)) return;
    // Its outcome could not be written down: it is found out anew.
    if (step.at === 'creating') apply(id, { kind: 'restarted' });
    // What it waits for has come just before it began to wait.
    if (isSessionThere(rotation) || isKeychainThere(rotation)) apply(id, { kind: 'try-again' });
  }

  /** Whether it waits for a session, and there is one now. */
  function isSessionThere({ accountId, step, wait }: Rotation): boolean {
    if (!book.has(accountId)) return false;
    const { signIn } = book.find(accountId);
    if (signIn.status !== 'signed-in') return false;
    if (step.at === 'blocked' && step.block.because === 'session-short') {
      return signIn.until !== step.block.until;
    }
    return wait?.because.code === 'signed-out';
  }

  function isKeychainThere({ wait }: Rotation): boolean {
    return waitsForKeychain(wait) && store.read().keychain.status === 'ok';
  }

  /** By its end, or by somebody else's doing. */
  function noteEndOfOld(rotation: Rotation): void {
    if (runs.isRunning(rotation.id)) return;
    const how = oldKeyEnd.of(rotation);
    if (how !== null) apply(rotation.id, { kind: 'old-ended', how });
  }

  /** What only looks ended is asked about, in the background. */
  async function findEndOfOld(rotation: Rotation): Promise<void> {
    try {
      await oldKeyEnd.find(rotation);
      const now = rotationBook.get(rotation.id);
      if (now) noteEndOfOld(now);
    } catch (error) {
      if (!(error instanceof FailureError)) log.bug(error);
    }
  }

  return {
    start,
    apply,
    goOn: (id) => runs.goOn(id, true),
    dismiss(ids) {
      const seen = ids
        .map((id) => rotationBook.find(id))
        .filter(({ closedAt }) => closedAt !== null);
      rotationBook.save(seen.map((rotation) => ({ ...rotation, isDismissed: true })));
    },
    of: (id) =>
      rotationBook
        .all()
        .filter((rotation) => isPart(id, rotation))
        .toReversed(),
    begin() {
      for (const { id } of rotationBook.open()) {
        quietly(() => apply(id, { kind: 'restarted' }));
        runs.goOn(id);
      }
    },
    tick,
    keychainOpened() {
      for (const { id, wait, step } of rotationBook.open()) {
        if (waitsForKeychain(wait)) retry(id);
        else if (step.at === 'save-failed') runs.goOn(id);
      }
    },
  };
}

function waitsForKeychain(wait: Rotation['wait']): boolean {
  return wait?.because.code === 'keychain-locked' || wait?.because.code === 'keychain-missing';
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
