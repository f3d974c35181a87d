import type { Failure } from '../../shared/failure.ts';
import { keyId, type KeyId } from '../../shared/key.ts';
import type { Rotation } from '../../shared/rotation.ts';
import type { AccountBook } from './account-book.ts';
import type { CheckKey } from './check-key.ts';
import { timeThere } from './clock-skew.ts';
import { expectKeychain, expectOpenKeychain } from './expect-keychain.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import { expectKeptRecords } from './kept-records.ts';
import type { KeyBook } from './key-book.ts';
import type { KeychainCheck } from './keychain-check.ts';
import type { LooseItems } from './loose-items.ts';
import type { NewKeys } from './new-keys.ts';
import { rotatedKeyOf } from './new-rotation.ts';
import type { OldKeyEnd } from './old-key-end.ts';
import type { Clock, Log, Random } from './ports.ts';
import type { Retiring } from './retiring.ts';
import type { RotationBook } from './rotation-book.ts';
import { createRotationEndings } from './rotation-endings.ts';
import type { RotationEvent } from './rotation-event.ts';
import { claimedBy, madeIn } from './rotation-finds.ts';
import { blockOf, sparesOf } from './rotation-preflight.ts';
import { hasMadeNothing, retryAfterMs, waitMsOf } from './rotation-retries.ts';
import type { StateStore } from './state-store.ts';
import type { Sync } from './sync.ts';
import type { RotationWork } from './work-of-rotation.ts';

/**
 * One outside effect, done once; what came of it is told as an event, null for nothing. `isAsked`: its owner
 * has just asked for it, and is not surprised by a question of the keychain's.
 */
type Effect<Event> = (rotation: Rotation, isAsked: boolean) => Promise<Event>;

export type RotationEffects = Record<
  Exclude<RotationWork, 'promote' | 'take-up'>,
  Effect<RotationEvent>
> & {
  'take-up': Effect<RotationEvent | null>;
  create: (rotation: Rotation) => Promise<RotationEvent>;
};

interface World {
  store: StateStore;
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  rotationBook: RotationBook;
  keychainCheck: KeychainCheck;
  looseItems: Pick<LooseItems, 'goOn'>;
  newKeys: NewKeys;
  oldKeyEnd: OldKeyEnd;
  retiring: Retiring;
  checkKey: CheckKey;
  sync: Sync;
  clock: Clock;
  random: Random;
  log: Log;
}

/** A service gets so long to be done with a create before its list is read once more. */
const lookAgainMs = 20_000;
/** A new key is asked about again after so long, each time longer. */
const probeAgainMs = [2000, 5000, 15_000, 60_000];

export function createRotationEffects(world: World): RotationEffects {
  const { store, book, keyBook, inventory, rotationBook, keychainCheck, looseItems } = world;
  const { newKeys, checkKey, sync, clock, random, log } = world;
  const { retireOld, retireNew } = createRotationEndings({ ...world, probe });

  function inMs(ms: number): string {
    return new Date(clock.now().getTime() + ms).toISOString();
  }

  /** What the world refuses is an event; anything else is a bug, and said to be one. */
  function guarded<Event>(work: Effect<Event>): Effect<Event | RotationEvent> {
    return async (rotation, isAsked) => {
      try {
        return await work(rotation, isAsked);
      } catch (error) {
        if (!(error instanceof FailureError)) log.bug(error);
        const failure = error instanceof FailureError ? error.failure : { code: 'bug' as const };
        return { kind: 'failed', failure, retryAt: retryAtOf(failure) };
      }
    };
  }

  function retryAtOf(failure: Failure): string | null {
    const ms = retryAfterMs(failure);
    return ms === null ? null : inMs(ms);
  }

  async function expectItOpen(isAsked: boolean): Promise<void> {
    await (isAsked ? expectKeychain : expectOpenKeychain)(keychainCheck, store);
  }

  async function preflight(rotation: Rotation, isAsked: boolean): Promise<RotationEvent> {
    expectKeptRecords(store);
    await expectItOpen(isAsked);
    const newKeyId = keyId.parse(random.id());
    if (rotation.way === 'guided') return { kind: 'clear', idsBefore: [], newKeyId };
    const { accountId, acceptedIds } = rotation;
    await sync.syncAnew(accountId);
    const { account, signIn, list, clockSkewMs } = book.find(accountId);
    const others = claimedBy(rotationBook.open(), rotation);
    const block = blockOf({
      // What another rotation has made, nobody else has.
      rotation: { ...rotation, acceptedIds: [...acceptedIds, ...others] },
      card: book.cardOf(account),
      sessionUntil: signIn.status === 'signed-in' ? signIn.until : null,
      listed: list?.keys ?? [],
      rows: inventory.of(accountId),
      // What the service says of its keys and of the session, it says by its own clock.
      now: timeThere(clock.now(), clockSkewMs),
    });
    if (block !== null) return { kind: 'blocked', block };
    return { kind: 'clear', idsBefore: (list?.keys ?? []).map(({ id }) => id), newKeyId };
  }

  async function create(rotation: Rotation): Promise<RotationEvent> {
    const { accountId, wish, newKeyId } = rotation;
    if (newKeyId === null) throw new Error('A create needs the id of the new key.');
    try {
      return stored(await newKeys.generate({ accountId, ...wish }, newKeyId));
    } catch (error) {
      if (error instanceof FailureError) return eventOfCreate(error.failure, rotation);
      log.bug(error);
      return { kind: 'unclear' };
    }
  }

  function eventOfCreate(failure: Failure, { accountId, newKeyId }: Rotation): RotationEvent {
    const found = newKeyId === null ? null : newKeys.inMemory(newKeyId);
    if (found) return { kind: 'unsaved', found };
    if (failure.code === 'quota-full') {
      const mayGo = sparesOf(inventory.of(accountId), book.find(accountId).list?.keys ?? []);
      return { kind: 'blocked', block: { because: 'quota-full', most: null, mayGo } };
    }
    if (failure.code === 'rejected-by-service') {
      const { field, message } = failure;
      return { kind: 'blocked', block: { because: 'rejected', field, message } };
    }
    // Whatever is not known to have made nothing may have made a key.
    if (!hasMadeNothing(failure)) return { kind: 'unclear' };
    return { kind: 'failed', failure, retryAt: retryAtOf(failure) };
  }

  async function look(rotation: Rotation, isAsked: boolean): Promise<RotationEvent> {
    const { accountId, newKeyId, step } = rotation;
    if (step.at !== 'create-unknown' || newKeyId === null) throw new Error('Nothing to look for.');
    // Only an open keychain can tell whether its item is there, waiting for its record.
    await expectItOpen(isAsked);
    await looseItems.goOn();
    const unsaved = newKeys.inMemory(newKeyId);
    if (unsaved) return { kind: 'unsaved', found: unsaved };
    // Found in the keychain alone, it does not have its id of the service's yet.
    if (!keyBook.get(newKeyId)?.remoteId) await sync.syncAnew(accountId);
    const listed = book.find(accountId).list?.keys ?? [];
    if (keyBook.get(newKeyId)) return stored(newKeyId);
    const held = new Set(keyBook.of(accountId).map(({ remoteId }) => remoteId));
    const others = claimedBy(rotationBook.open(), rotation);
    const made = madeIn(listed, rotation.wish.label, (id) => {
      return step.idsBefore.includes(id) || held.has(id) || others.has(id);
    });
    const found = made ? { remoteId: made.id, lastFive: made.lastFive } : null;
    return { kind: 'looked', found, retryAt: inMs(lookAgainMs) };
  }

  /** It was made and not held, and is held now: it has found its way into the keychain after all. */
  async function takeUp({ newKeyId, step }: Rotation): Promise<RotationEvent | null> {
    if (newKeyId === null || !keyBook.get(newKeyId)) return null;
    if (step.at !== 'save-failed' && step.at !== 'created-unreceived') return null;
    return stored(newKeyId);
  }

  async function probe({ successor, step }: Rotation, isAsked: boolean): Promise<RotationEvent> {
    if (successor === null) throw new Error('There is no new key to ask about.');
    if (!isAsked) await expectItOpen(false);
    const { check } = await checkKey.check(successor.keyId);
    const { answer } = check;
    if (answer.outcome === 'unknown') {
      const waitMs = retryAfterMs(answer.because) ?? waitMsOf(null);
      const toldMs = answer.retryAfterSeconds === null ? 0 : waitMsOf(answer.retryAfterSeconds);
      return { kind: 'probed', answer, retryAt: inMs(Math.max(waitMs, toldMs)) };
    }
    const refusals = step.at === 'stored' ? step.refusals : 0;
    const waitMs = probeAgainMs[Math.min(refusals, probeAgainMs.length - 1)] ?? waitMsOf(null);
    return { kind: 'probed', answer, retryAt: inMs(waitMs) };
  }

  function stored(id: KeyId): RotationEvent {
    return { kind: 'stored', successor: rotatedKeyOf(keyBook.find(id)) };
  }

  return {
    preflight: guarded(preflight),
    create,
    look: guarded(look),
    'take-up': guarded(takeUp),
    probe: guarded(probe),
    'retire-old': guarded(retireOld),
    'retire-new': guarded(retireNew),
  };
}
