import type { Heard } from '../../shared/contract.ts';
import type { AccountId } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { listedKeyId, type KeyId, type KeyRow } from '../../shared/key.ts';
import type { RotatedKey, Rotation, RotationDecision, RotationId } from '../../shared/rotation.ts';
import type { AccountBook } from './account-book.ts';
import type { CheckKey } from './check-key.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { KeyBook } from './key-book.ts';
import type { Clock } from './ports.ts';
import type { Retiring } from './retiring.ts';
import type { RotationBook } from './rotation-book.ts';
import { rotatedKeyOf } from './new-rotation.ts';
import { isProven } from './rotation-endings.ts';
import type { Rotations } from './rotations.ts';
import type { RotationEvent } from './rotation-event.ts';
import { rowOfRotated } from './row-of-rotated.ts';
import type { Sync } from './sync.ts';

/** What the user decides in a rotation: refused where it would be wrong, else written down and gone on with. */
export type DecideRotation = (wish: Heard<'decideRotation'>) => Promise<void>;

interface World {
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  rotationBook: RotationBook;
  rotations: Rotations;
  retiring: Retiring;
  checkKey: CheckKey;
  sync: Sync;
  clock: Clock;
}

const dayMs = 24 * 60 * 60_000;

export function createDecideRotation(world: World): DecideRotation {
  const { book, keyBook, inventory, rotationBook, rotations } = world;
  const { retiring, checkKey, sync, clock } = world;

  return async function decideRotation({ rotationId: id, decision }) {
    const event = await eventOf(rotationBook.find(id), decision);
    // Another rotation may have got the same key in between.
    if (decision.kind === 'use-key') useKey(rotationBook.find(id), decision.keyId);
    if (!rotations.apply(id, event)) throw refused();
    rotations.goOn(id);
  };

  async function eventOf(rotation: Rotation, decision: RotationDecision): Promise<RotationEvent> {
    switch (decision.kind) {
      case 'use-key':
        return useKey(rotation, decision.keyId);
      case 'in-tools': {
        if (rotation.step.at !== 'deploying') throw refused();
        if (!decision.isWithOpenPlaces) expectNoOpenPlaces(rotation);
        return { kind: 'in-tools', until: soakEnd(rotation, inDays(decision.soakDays)) };
      }
      case 'move-soak':
        return { kind: 'move-soak', until: soakEnd(rotation, decision.until) };
      case 'go-back':
      case 'abandon':
        // Else the sign-in that may be needed to ask about the old key would end it.
        rotations.apply(rotation.id, { kind: 'hold' });
        await expectOldLives(rotation);
        return decision;
      case 'create-again':
        // It may be the one that works, and the only one.
        if (rotation.step.at === 'gone-back') await expectOldLives(rotation, true);
        return decision;
      case 'retire-old':
        return retireOld(rotation, decision);
      case 'ended-by-hand':
        return endedByHand(rotation, decision.isVouched);
      case 'leaked':
        if (decision.lastFive.trim() !== rotation.old.lastFive) {
          throw new FailureError({ code: 'wrong-last-five' });
        }
        return { kind: 'leaked' };
      case 'try-again':
      case 'ignore-newer':
      case 'change-wish':
      case 'stop':
      case 'vouch':
      case 'take-up-again':
        return decision;
      default:
        return decision satisfies never;
    }
  }

  function useKey(rotation: Rotation, keyId: KeyId): RotationEvent {
    // Not while a create of ours may still bring another one.
    if (!['blocked', 'fetching', 'created-unreceived'].includes(rotation.step.at)) throw refused();
    const row = inventory.find(keyId);
    const isOld =
      keyId === rotation.old.keyId || keyId === rowOf(rotation.accountId, rotation.old)?.id;
    const isOther = !isOld && row.accountId === rotation.accountId;
    if (row.standing !== 'held' || !isOther) throw refused();
    // It may be the one that this rotation had meant to make, found again in the keychain.
    if (rotationBook.openOf(keyId)?.id !== rotation.id) rotationBook.expectNone([keyId]);
    return { kind: 'use-key', successor: rotatedKeyOf(row) };
  }

  function expectNoOpenPlaces({ successor }: Rotation): void {
    const places = successor === null ? [] : (keyBook.get(successor.keyId)?.places ?? []);
    const count = places.filter(({ setAt }) => setAt === null).length;
    if (count > 0) throw new FailureError({ code: 'places-open', count });
  }

  /** Never past the old key's end, which may have been corrected since. */
  function soakEnd({ accountId, old }: Rotation, until: string): string {
    const end = rowOf(accountId, old)?.expiresAt ?? old.expiresAt;
    return end !== null && Date.parse(end) < Date.parse(until) ? end : until;
  }

  function inDays(days: number): string {
    return new Date(clock.now().getTime() + days * dayMs).toISOString();
  }

  /** Else there would be none: it is the one to be used again. */
  async function expectOldLives(
    { accountId, old, way, step }: Rotation,
    // A retirement may have been done although it failed, or although its owner turns back from it.
    isToBeAsked = step.at === 'retire-failed',
  ): Promise<void> {
    if (isToBeAsked && way === 'api') await sync.syncAnew(accountId);
    const row = rowOf(accountId, old);
    const isListed = row?.standing === 'held' || row?.standing === 'known-not-held';
    if (isListed && (!isToBeAsked || way === 'api' || !row.isHeld)) return;
    // A list may be cut short, and an end be past by a wrong clock: what the service takes is alive.
    if (!row?.isHeld) throw new FailureError({ code: 'old-key-missing' });
    const { answer } = (await checkKey.check(row.id)).check;
    if (answer.outcome === 'works' || (isListed && answer.outcome === 'not-asked')) return;
    if (answer.outcome === 'unknown') throw new FailureError(answer.because);
    throw new FailureError({ code: 'old-key-missing' });
  }

  async function retireOld(
    { id, old, step, way, oldEndedAt }: Rotation,
    wish: Extract<RotationDecision, { kind: 'retire-old' }>,
  ): Promise<RotationEvent> {
    const isInPlace = ['deploying', 'soaking', 'retire-failed'].includes(step.at);
    if (!isInPlace || oldEndedAt !== null) throw refused();
    if (wish.lastFive.trim() !== old.lastFive) throw new FailureError({ code: 'wrong-last-five' });
    if (!wish.isWithOpenPlaces) expectNoOpenPlaces(rotationBook.find(id));
    // In the service's own pages its owner sees what they do, and a probe that they described may be wrong.
    if (wish.isVouched && way === 'guided') rotations.apply(id, { kind: 'vouch' });
    else if (!isProven(rotationBook.find(id), clock.now())) await prove(id, wish.isVouched);
    expectStillThere(id, step);
    return { kind: 'retire-old' };
  }

  /** Other decisions may have come in between, also such as have led away from this step and back to it. */
  function expectStillThere(id: RotationId, step: Rotation['step']): void {
    if (rotationBook.find(id).step !== step) throw refused();
  }

  /** A word counts where the service says nothing, and never against what it says. */
  async function prove(id: RotationId, isVouched: boolean): Promise<void> {
    const { successor } = rotationBook.find(id);
    if (successor === null) throw refused();
    const { answer, at } = (await checkKey.check(successor.keyId)).check;
    // Another one may have taken its place meanwhile, of which this says nothing.
    if (rotationBook.find(id).successor?.keyId !== successor.keyId) throw refused();
    if (answer.outcome === 'works' || answer.outcome === 'refused') {
      rotations.apply(id, { kind: 'probed', answer, retryAt: at });
      if (answer.outcome === 'works') return;
    } else if (isVouched) {
      rotations.apply(id, { kind: 'vouch' });
      return;
    }
    if (answer.outcome === 'unknown') throw new FailureError(answer.because);
    throw new FailureError({ code: 'successor-unproven' });
  }

  /** The service is asked, if it can be: what still works was not ended. */
  async function endedByHand(rotation: Rotation, isVouched: boolean): Promise<RotationEvent> {
    const { step, old, id } = rotation;
    const isNew = step.at === 'abandoning';
    if (!isNew && step.at !== 'retiring' && step.at !== 'retire-failed') throw refused();
    const key = isNew ? abandonedOf(rotation) : old;
    // What its service gives no name is in no list.
    const isNamed = rotation.way === 'api' && key.remoteId !== null;
    if (isNamed) await expectUnlisted(rotation.accountId, key);
    else await expectRefused(key.keyId, isVouched);
    expectStillThere(id, step);
    const kept = keyBook.get(key.keyId);
    if (kept && kept.retiredAt === null) await retiring.markRetired(key);
    return isNew ? { kind: 'new-ended' } : { kind: 'old-ended', how: 'by-hand' };
  }

  /** Where the service tells which keys there are, that counts for more than anybody's word. */
  async function expectUnlisted(accountId: AccountId, key: NamedKey): Promise<void> {
    await sync.syncAnew(accountId);
    const isListed = (book.find(accountId).list?.keys ?? []).some(
      ({ id, lastFive }) => id === key.remoteId && lastFive === key.lastFive,
    );
    if (isListed) throw new FailureError({ code: 'still-works' });
  }

  /** The same as with a proof: a word counts only where nothing can be learnt. */
  async function expectRefused(keyId: KeyId, isVouched: boolean): Promise<void> {
    const key = keyBook.get(keyId);
    if (!key || key.retiredAt !== null) return;
    const trouble = await troubleWithEndOf(keyId);
    if (trouble === null || (isVouched && trouble.code !== 'still-works')) return;
    throw new FailureError(trouble);
  }

  /** Null if the service refuses the key. */
  async function troubleWithEndOf(keyId: KeyId): Promise<Failure | null> {
    try {
      const { answer } = (await checkKey.check(keyId)).check;
      if (answer.outcome === 'works') return { code: 'still-works' };
      if (answer.outcome === 'not-asked') return { code: 'cannot-be-asked' };
      return answer.outcome === 'unknown' ? answer.because : null;
    } catch (error) {
      // Its item is not there, say.
      if (error instanceof FailureError) return error.failure;
      throw error;
    }
  }

  function rowOf(accountId: AccountId, key: NamedKey): KeyRow | null {
    return rowOfRotated(inventory.of(accountId), key);
  }
}

type NamedKey = Pick<RotatedKey, 'keyId' | 'remoteId' | 'lastFive'>;

function abandonedOf({ step, successor, accountId }: Rotation): NamedKey {
  if (step.at !== 'abandoning') throw refused();
  const { remoteId, lastFive } = step.target;
  // One that nobody has is only listed.
  const keyId = successor?.keyId ?? listedKeyId(accountId, remoteId ?? '');
  return { keyId, remoteId, lastFive };
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
