import type { Heard } from '../../shared/contract.ts';
import type { KeyId } from '../../shared/key.ts';
import type { Rotation, RotationDecision } from '../../shared/rotation.ts';
import type { CheckKey } from './check-key.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { KeyBook } from './key-book.ts';
import type { Clock } from './ports.ts';
import type { Retiring } from './retiring.ts';
import type { RotationBook } from './rotation-book.ts';
import { rotatedKeyOf } from './new-rotation.ts';
import type { Rotations } from './rotations.ts';
import type { RotationEvent } from './rotation-event.ts';
import type { Sync } from './sync.ts';

/** What the user decides in a rotation: refused where it would be wrong, else written down and gone on with. */
export type DecideRotation = (wish: Heard<'decideRotation'>) => Promise<void>;

interface World {
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
  const { keyBook, inventory, rotationBook, rotations, retiring, checkKey, sync, clock } = world;

  return async function decideRotation({ rotationId: id, decision }) {
    const event = await eventOf(rotationBook.find(id), decision);
    if (!rotations.apply(id, event)) throw refused();
    rotations.goOn(id);
  };

  async function eventOf(rotation: Rotation, decision: RotationDecision): Promise<RotationEvent> {
    switch (decision.kind) {
      case 'use-key':
        return useKey(rotation, decision.keyId);
      case 'in-tools': {
        if (!decision.isWithOpenPlaces) expectNoOpenPlaces(rotation);
        return { kind: 'in-tools', until: soakEnd(rotation, inDays(decision.soakDays)) };
      }
      case 'move-soak':
        return { kind: 'move-soak', until: soakEnd(rotation, decision.until) };
      case 'go-back':
      case 'abandon':
        // A retirement may have been done although it failed: then there is nothing to go back to.
        if (rotation.step.at === 'retire-failed') await expectOldLives(rotation);
        return decision;
      case 'retire-old':
        return retireOld(rotation, decision);
      case 'ended-by-hand':
        return endedByHand(rotation, decision.isVouched);
      case 'try-again':
      case 'ignore-newer':
      case 'change-wish':
      case 'stop':
      case 'create-again':
      case 'vouch':
      case 'take-up-again':
        return decision;
      default:
        return decision satisfies never;
    }
  }

  function useKey(rotation: Rotation, keyId: KeyId): RotationEvent {
    const row = inventory.find(keyId);
    const isUsable = row.isHeld && ['held', 'expired'].includes(row.standing);
    const isOther = keyId !== rotation.old.keyId && row.accountId === rotation.accountId;
    if (!isUsable || row.standing === 'expired' || !isOther) throw refused();
    rotationBook.expectNone([keyId]);
    return { kind: 'use-key', successor: rotatedKeyOf(row) };
  }

  function expectNoOpenPlaces({ successor }: Rotation): void {
    const places = successor === null ? [] : (keyBook.get(successor.keyId)?.places ?? []);
    const count = places.filter(({ setAt }) => setAt === null).length;
    if (count > 0) throw new FailureError({ code: 'places-open', count });
  }

  function inDays(days: number): string {
    return new Date(clock.now().getTime() + days * dayMs).toISOString();
  }

  async function expectOldLives({ accountId, old, way }: Rotation): Promise<void> {
    if (way === 'guided') return;
    await sync.syncAnew(accountId);
    const row = inventory.of(accountId).find(({ id }) => id === old.keyId);
    const lives = row?.standing === 'held' || row?.standing === 'known-not-held';
    if (!lives) throw new FailureError({ code: 'not-found' });
  }

  function retireOld(
    rotation: Rotation,
    wish: Extract<RotationDecision, { kind: 'retire-old' }>,
  ): RotationEvent {
    if (wish.lastFive.trim() !== rotation.old.lastFive) {
      throw new FailureError({ code: 'wrong-last-five' });
    }
    if (!wish.isWithOpenPlaces) expectNoOpenPlaces(rotation);
    if (wish.isVouched) rotations.apply(rotation.id, { kind: 'vouch' });
    if (rotationBook.find(rotation.id).proof === null) {
      throw new FailureError({ code: 'successor-unproven' });
    }
    return { kind: 'retire-old' };
  }

  /** The service is asked, if it can be: what still works was not ended. */
  async function endedByHand(rotation: Rotation, isVouched: boolean): Promise<RotationEvent> {
    const { step, old, successor, id } = rotation;
    const isNew = step.at === 'abandoning';
    if (!isNew && step.at !== 'retiring' && step.at !== 'retire-failed') throw refused();
    const key = isNew ? successor : old;
    if (key) await expectEnded(key.keyId, key.lastFive, isVouched);
    // Another decision may have come in between.
    if (rotationBook.find(id).step.at !== step.at) throw refused();
    return isNew ? { kind: 'new-ended' } : { kind: 'old-ended', how: 'by-hand' };
  }

  async function expectEnded(keyId: KeyId, lastFive: string, isVouched: boolean): Promise<void> {
    const key = keyBook.get(keyId);
    if (!key || key.retiredAt !== null) return;
    if (!isVouched) {
      const { check } = await checkKey.check(keyId);
      const { answer } = check;
      if (answer.outcome === 'works') throw new FailureError({ code: 'still-works' });
      if (answer.outcome === 'not-asked') throw new FailureError({ code: 'cannot-be-asked' });
      if (answer.outcome === 'unknown') throw new FailureError(answer.because);
    }
    await retiring.markRetired({ keyId, lastFive });
  }
}

/** Never past the old key's end. */
function soakEnd({ old }: Rotation, until: string): string {
  const isPast = old.expiresAt !== null && Date.parse(old.expiresAt) < Date.parse(until);
  return isPast && old.expiresAt !== null ? old.expiresAt : until;
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
