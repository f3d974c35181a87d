import type { Failure } from '../../shared/failure.ts';
import { keyId, type KeyId, type KeyRow } from '../../shared/key.ts';
import type { RotatedKey, Rotation, RotationId } from '../../shared/rotation.ts';
import type { AccountBook } from './account-book.ts';
import type { CheckKey } from './check-key.ts';
import { timeThere } from './clock-skew.ts';
import { expectKeychain } from './expect-keychain.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import { expectKeptRecords } from './kept-records.ts';
import type { KeptKey } from './kept.ts';
import type { KeyBook } from './key-book.ts';
import type { KeychainCheck } from './keychain-check.ts';
import type { LooseItems } from './loose-items.ts';
import type { NewKeys } from './new-keys.ts';
import type { Clock, Log, Random } from './ports.ts';
import type { Retiring } from './retiring.ts';
import { listedKeyId } from './reconcile.ts';
import type { RotationBook } from './rotation-book.ts';
import { blockOf } from './rotation-preflight.ts';
import type { StateStore } from './state-store.ts';
import type { RotationEvent } from './step-rotation.ts';
import type { Sync } from './sync.ts';
import type { RotationWork } from './work-of-rotation.ts';

/** Each outside effect of a rotation, done once; what came of it is told as an event. */
export type RotationEffects = Record<
  Exclude<RotationWork, 'promote'> | 'create',
  (rotation: Rotation) => Promise<RotationEvent>
>;

interface World {
  store: StateStore;
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  rotationBook: RotationBook;
  keychainCheck: KeychainCheck;
  looseItems: Pick<LooseItems, 'goOn'>;
  newKeys: NewKeys;
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
/** The old key goes only if the new one was shown to work since so long ago. */
export const provenForMs = 60 * 60_000;

export function createRotationEffects(world: World): RotationEffects {
  const { store, book, keyBook, inventory, rotationBook, keychainCheck, looseItems } = world;
  const { newKeys, retiring, checkKey, sync, clock, random, log } = world;

  function inMs(ms: number): string {
    return new Date(clock.now().getTime() + ms).toISOString();
  }

  /** What the world refuses is an event; anything else is a bug, and said to be one. */
  function guarded(work: (rotation: Rotation) => Promise<RotationEvent>) {
    return async (rotation: Rotation): Promise<RotationEvent> => {
      try {
        return await work(rotation);
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

  async function preflight(rotation: Rotation): Promise<RotationEvent> {
    expectKeptRecords(store);
    await expectKeychain(keychainCheck, store);
    const newKeyId = keyId.parse(random.id());
    if (rotation.way === 'guided') return { kind: 'clear', idsBefore: [], newKeyId };
    const { accountId } = rotation;
    await sync.syncAnew(accountId);
    const { account, signIn, list, clockSkewMs } = book.find(accountId);
    const block = blockOf({
      rotation,
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

  async function create({ accountId, wish, newKeyId }: Rotation): Promise<RotationEvent> {
    if (newKeyId === null) throw new Error('A create needs the id of the new key.');
    try {
      return stored(await newKeys.generate({ accountId, ...wish }, newKeyId));
    } catch (error) {
      if (!(error instanceof FailureError)) {
        log.bug(error);
        return { kind: 'unclear' };
      }
      return eventOfCreate(error.failure, newKeyId);
    }
  }

  function eventOfCreate(failure: Failure, newKeyId: KeyId): RotationEvent {
    const found = newKeys.inMemory(newKeyId);
    if (found) return { kind: 'unsaved', found };
    if (failure.code === 'quota-full') {
      return { kind: 'blocked', block: { because: 'quota-full', most: null, mayGo: [] } };
    }
    if (failure.code === 'rejected-by-service') {
      const { field, message } = failure;
      return { kind: 'blocked', block: { because: 'rejected', field, message } };
    }
    // Whatever is not known to have made nothing may have made a key.
    if (!madeNothing.includes(failure.code)) return { kind: 'unclear' };
    return { kind: 'failed', failure, retryAt: retryAtOf(failure) };
  }

  async function look(rotation: Rotation): Promise<RotationEvent> {
    const { accountId, newKeyId, step, wish } = rotation;
    if (step.at !== 'create-unknown' || newKeyId === null) throw new Error('Nothing to look for.');
    // Only an open keychain can tell whether its item is there, waiting for its record.
    await expectKeychain(keychainCheck, store);
    await looseItems.goOn();
    if (keyBook.get(newKeyId)) return stored(newKeyId);
    const unsaved = newKeys.inMemory(newKeyId);
    if (unsaved) return { kind: 'unsaved', found: unsaved };
    await sync.syncAnew(accountId);
    const others = claimedBy(rotationBook.open(), rotation);
    const held = new Set(keyBook.of(accountId).map(({ remoteId }) => remoteId));
    const made = (book.find(accountId).list?.keys ?? []).find(
      ({ id, label }) =>
        label === wish.label && !step.idsBefore.includes(id) && !held.has(id) && !others.has(id),
    );
    const found = made ? { remoteId: made.id, lastFive: made.lastFive } : null;
    return { kind: 'looked', found, retryAt: inMs(lookAgainMs) };
  }

  async function probe({ successor, step }: Rotation): Promise<RotationEvent> {
    if (successor === null) throw new Error('There is no new key to ask about.');
    const { check } = await checkKey.check(successor.keyId);
    const { answer } = check;
    if (answer.outcome === 'unknown') {
      const waitMs = retryAfterMs(answer.because) ?? 60_000;
      const retryAt = inMs(Math.max(waitMs, (answer.retryAfterSeconds ?? 0) * 1000));
      return { kind: 'probed', answer, retryAt };
    }
    const refusals = step.at === 'stored' ? step.refusals : 0;
    const waitMs = probeAgainMs[Math.min(refusals, probeAgainMs.length - 1)] ?? 60_000;
    return { kind: 'probed', answer, retryAt: inMs(waitMs) };
  }

  async function retireOld(rotation: Rotation): Promise<RotationEvent> {
    const { old, successor, proof, accountId } = rotation;
    if (successor !== null) {
      const isProven = proof !== null && isWithin(proof.at, clock.now(), provenForMs);
      if (!isProven) {
        if (proof?.by !== 'user') return probe(rotation);
        throw new FailureError({ code: 'successor-unproven' });
      }
    }
    // By id and by last five, and never the one that is in use.
    const row = rowOf(accountId, old);
    if (row === null || row.standing === 'retired') return { kind: 'old-ended', how: 'gone' };
    if (row.id === successor?.keyId) throw new FailureError({ code: 'not-found' });
    await retiring.retire({ keyId: row.id, lastFive: old.lastFive });
    return { kind: 'old-ended', how: 'ended' };
  }

  async function retireNew(rotation: Rotation): Promise<RotationEvent> {
    const { step, newKeyId, successor, old, accountId } = rotation;
    if (step.at !== 'abandoning') throw new Error('Nothing to abandon.');
    const { remoteId, lastFive } = step.target;
    if (newKeyId !== null && newKeys.inMemory(newKeyId)) {
      await newKeys.discard(newKeyId);
      return { kind: 'new-ended' };
    }
    const known = { keyId: successor?.keyId ?? keyIdOf(rotation, remoteId), remoteId, lastFive };
    const row = rowOf(accountId, known);
    if (row === null || row.standing === 'retired') return { kind: 'new-ended' };
    if (row.id === old.keyId) throw new FailureError({ code: 'not-found' });
    await retiring.retire({ keyId: row.id, lastFive });
    return { kind: 'new-ended' };
  }

  /** Its row may have another id by now: a key that was only listed has since been pasted, say. */
  function rowOf(
    accountId: Rotation['accountId'],
    key: Pick<RotatedKey, 'keyId' | 'remoteId' | 'lastFive'>,
  ): KeyRow | null {
    const rows = inventory.of(accountId).filter(({ lastFive }) => lastFive === key.lastFive);
    return (
      rows.find(({ id }) => id === key.keyId) ??
      rows.find(({ remoteId }) => remoteId !== null && remoteId === key.remoteId) ??
      null
    );
  }

  function stored(id: KeyId): RotationEvent {
    return { kind: 'stored', successor: rotatedKeyOf(keyBook.find(id)) };
  }

  return {
    preflight: guarded(preflight),
    create,
    look: guarded(look),
    probe: guarded(probe),
    'retire-old': guarded(retireOld),
    'retire-new': guarded(retireNew),
  };
}

function keyIdOf({ accountId }: Rotation, remoteId: string | null): KeyId {
  return remoteId === null ? keyId.parse('none') : listedKeyId(accountId, remoteId);
}

export function rotatedKeyOf(key: KeptKey | KeyRow): RotatedKey {
  const { id, remoteId, label, lastFive, expiresAt } = key;
  return { keyId: id, remoteId, label, lastFive, expiresAt };
}

/** After these, a create has certainly made nothing. */
const madeNothing: readonly Failure['code'][] = [
  'signed-out',
  'unreachable',
  'rate-limited',
  'forbidden',
  'not-found',
  'keychain-locked',
  'keychain-missing',
  'records-unwritable',
  'call-refused',
];

/** Null where something has to happen first: a sign-in, an open keychain, a word of the user's. */
function retryAfterMs(failure: Failure): number | null {
  if (failure.code === 'rate-limited' || failure.code === 'service-failed') {
    return (failure.retryAfterSeconds ?? 60) * 1000;
  }
  if (failure.code === 'forbidden') return 5 * 60_000;
  return passing.includes(failure.code) ? 60_000 : null;
}

/** What may well be over in a minute. */
const passing: readonly Failure['code'][] = [
  'unreachable',
  'outcome-unknown',
  'unreadable-answer',
  'records-unwritable',
];

function isWithin(at: string, now: Date, ms: number): boolean {
  const agoMs = now.getTime() - Date.parse(at);
  // A clock that was set back makes no proof younger.
  return agoMs >= 0 && agoMs < ms;
}

/** Keys without a holder that other rotations have found to be theirs. */
function claimedBy(open: readonly Rotation[], own: { id: RotationId }): Set<string> {
  return new Set(
    open.flatMap(({ id, step }) =>
      id !== own.id && (step.at === 'created-unreceived' || step.at === 'save-failed')
        ? [step.found.remoteId]
        : [],
    ),
  );
}
