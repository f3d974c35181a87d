import type { AccountId } from '../../shared/account.ts';
import type { Rotation, RotationId } from '../../shared/rotation.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import { createInTurn, type InTurn } from './in-turn.ts';
import { createPacing } from './pacing.ts';
import type { Clock, Log } from './ports.ts';
import type { RotationBook } from './rotation-book.ts';
import type { RotationEffects } from './rotation-effects.ts';
import type { RotationEvent } from './rotation-event.ts';
import { goesOldFirst } from './old-first.ts';
import { workOf } from './work-of-rotation.ts';

/** The work of rotations in the background: each goes on as far as it goes, and never twice at a time. */
export interface RotationRuns {
  /** `isAsked`: its owner has just asked for it, and is not surprised by a question of the keychain's. */
  goOn(id: RotationId, isAsked?: boolean): void;
  isRunning(id: RotationId): boolean;
}

interface World {
  book: AccountBook;
  rotationBook: RotationBook;
  effects: RotationEffects;
  apply: (id: RotationId, event: RotationEvent) => boolean;
  clock: Clock;
  log: Log;
}

/** One new key after the other at an account: a service is not asked for many all at once. */
const gapMs = 1000;
/** What is to be tried again sooner than the next tick has a timer of its own. */
const soonMs = 60_000;

export function createRotationRuns(world: World): RotationRuns {
  const { book, rotationBook, effects, apply, clock, log } = world;
  const running = new Set<RotationId>();
  const toRepeat = new Set<RotationId>();
  const asked = new Set<RotationId>();
  /** Those that wait for another one of their account to know which new key is its own. */
  const heldUp = new Set<RotationId>();
  const timers = new Map<RotationId, () => void>();
  const turns = new Map<AccountId, InTurn>();
  const pacing = createPacing(clock);

  function goOn(id: RotationId, isAsked = false): void {
    if (isAsked) asked.add(id);
    if (running.has(id)) {
      toRepeat.add(id);
      return;
    }
    running.add(id);
    // Not within the call: whoever asks may be in the middle of a change.
    void Promise.resolve()
      .then(() => run(id))
      .catch((error: unknown) => {
        // A disk that takes nothing: what came of the last effect is found out again by the next tick.
        if (!(error instanceof FailureError)) log.bug(error);
      })
      .finally(() => {
        running.delete(id);
        asked.delete(id);
        if (toRepeat.delete(id)) goOn(id);
        else wakeLater(id);
        wakeHeldUp();
      });
  }

  async function run(id: RotationId): Promise<void> {
    heldUp.delete(id);
    for (;;) {
      const rotation = rotationBook.get(id);
      if (!rotation || rotation.closedAt !== null) return;
      // Of an account that this version does not know, nothing can be said and nothing be done.
      if (!book.has(rotation.accountId) || !(await advance(rotation))) return;
    }
  }

  /** One effect and its event; false where there is nothing to do now. */
  async function advance(rotation: Rotation): Promise<boolean> {
    const { id, accountId, step } = rotation;
    // A key that has leaked does not wait for its turn.
    if (step.at === 'planned' && goesOldFirst(rotation)) return apply(id, { kind: 'begin' });
    if (step.at === 'planned') return inTurnOf(accountId, () => makeKey(id));
    const work = workOf(rotation, clock.now().getTime());
    if (work === null) return false;
    if (work === 'promote') return apply(id, { kind: 'promote' });
    if (work === 'preflight') return inTurnOf(accountId, () => makeKey(id));
    const event = await effects[work](rotation, asked.delete(id));
    if (event === null) return false;
    // Its owner may have decided otherwise meanwhile: what failed was the work of another step.
    const isOfOther = rotationBook.get(id)?.step.at !== step.at;
    return !(event.kind === 'failed' && isOfOther) && apply(id, event);
  }

  /**
   * From looking at the service to the new key in the keychain, one rotation at a time for each account:
   * else one could take the other's new key for its own.
   */
  async function makeKey(id: RotationId): Promise<boolean> {
    const known = rotationBook.get(id);
    if (!known || known.closedAt !== null) return false;
    if (isHeldUp(known)) {
      heldUp.add(id);
      return false;
    }
    await pause(pacing.msUntilTurn(known.accountId, gapMs));
    if (rotationBook.get(id)?.step.at === 'planned') apply(id, { kind: 'begin' });
    const begun = rotationBook.get(id);
    // Its owner has decided otherwise while it waited.
    if (begun?.step.at !== 'preflight') return true;
    if (!apply(id, await effects.preflight(begun, asked.delete(id)))) return true;
    const clear = rotationBook.find(id);
    if (clear.step.at !== 'creating') return true;
    // Written down by now. Only here is it sent, and only once.
    return apply(id, await effects.create(clear));
  }

  /** Another one of the account does not know yet which new key is its own. */
  function isHeldUp({ id, accountId }: Rotation): boolean {
    return rotationBook
      .open()
      .some(
        (other) =>
          other.id !== id &&
          other.accountId === accountId &&
          (other.step.at === 'create-unknown' || other.step.at === 'creating'),
      );
  }

  async function inTurnOf(id: AccountId, work: () => Promise<boolean>): Promise<boolean> {
    const inTurn = turns.get(id) ?? createInTurn();
    turns.set(id, inTurn);
    return inTurn(work);
  }

  async function pause(ms: number): Promise<void> {
    if (ms > 0) await new Promise<void>((resolve) => void clock.after(ms, resolve));
  }

  function wakeLater(id: RotationId): void {
    timers.get(id)?.();
    timers.delete(id);
    const rotation = rotationBook.get(id);
    if (!rotation || rotation.closedAt !== null || !rotation.wait?.retryAt) return;
    const ms = Date.parse(rotation.wait.retryAt) - clock.now().getTime();
    if (ms <= 0 || ms > soonMs) return;
    const cancel = clock.after(ms, () => {
      timers.delete(id);
      goOn(id);
    });
    timers.set(id, cancel);
  }

  function wakeHeldUp(): void {
    for (const id of heldUp) {
      const rotation = rotationBook.get(id);
      if (rotation && isHeldUp(rotation)) continue;
      heldUp.delete(id);
      goOn(id);
    }
  }

  return { goOn, isRunning: (id) => running.has(id) };
}
