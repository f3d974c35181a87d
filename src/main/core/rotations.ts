import type { AccountId } from '../../shared/account.ts';
import type { Heard } from '../../shared/contract.ts';
import type { KeyId } from '../../shared/key.ts';
import { rotationId, type Rotation, type RotationId } from '../../shared/rotation.ts';
import type { AccountBook } from './account-book.ts';
import { timeThere } from './clock-skew.ts';
import { FailureError } from './failure-error.ts';
import { createInTurn } from './in-turn.ts';
import type { Inventory } from './inventory.ts';
import { expectKeptRecords } from './kept-records.ts';
import type { KeyBook } from './key-book.ts';
import { createPacing } from './pacing.ts';
import type { Clock, Log, Random } from './ports.ts';
import type { RotationBook } from './rotation-book.ts';
import { isPart } from './rotation-book.ts';
import { rotatedKeyOf, type RotationEffects } from './rotation-effects.ts';
import { keyChangesOf } from './rotation-keys.ts';
import type { StateStore } from './state-store.ts';
import { stepRotation, type RotationEvent } from './step-rotation.ts';
import { workOf } from './work-of-rotation.ts';

/** Keeps rotations going: does what each step asks for, and writes down what came of it. */
export interface Rotations {
  start(wish: Heard<'startRotations'>): RotationId[];
  /** What the user, or the world, says about one; false where its step has no place for that. */
  apply(id: RotationId, event: RotationEvent): boolean;
  /** Goes on with one in the background, as far as it goes. */
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
  effects: RotationEffects;
  clock: Clock;
  random: Random;
  log: Log;
}

/** One keyed to the next at an account: a service is not asked for many keys all at once. */
const gapMs = 1000;
/** What is to be tried again sooner than the next tick has a timer of its own. */
const soonMs = 60_000;

export function createRotations(world: World): Rotations {
  const { store, book, keyBook, inventory, rotationBook, effects, clock, random, log } = world;
  const running = new Map<RotationId, Promise<void>>();
  const toRepeat = new Set<RotationId>();
  const timers = new Map<RotationId, () => void>();
  const pacing = createPacing(clock);
  const turns = new Map<AccountId, ReturnType<typeof createInTurn>>();

  book.subscribe((id) => {
    if (!book.has(id) || book.find(id).signIn.status === 'signed-out') return;
    for (const rotation of rotationBook.open()) {
      if (rotation.accountId === id && rotation.wait?.because.code === 'signed-out') {
        retry(rotation.id);
      }
    }
  });
  // A new key that waited in memory has found its place.
  keyBook.subscribe((news) => {
    for (const { before, after } of news) {
      const waiting = before === null && after ? rotationBook.openOf(after.id) : null;
      if (waiting?.step.at === 'save-failed') goOn(waiting.id);
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
    for (const { id } of rotations) goOn(id);
    return rotations.map(({ id }) => id);
  }

  function rotationOf(wished: Heard<'startRotations'>['wishes'][number]): Rotation {
    const row = inventory.find(wished.keyId);
    const { management } = book.cardOf(book.find(row.accountId).account);
    const way = management.how;
    const isOver = ['retired', 'legacy'].includes(row.standing);
    if (isOver || (way === 'api' && row.remoteId === null)) throw refused();
    const at = clock.now().toISOString();
    return {
      id: rotationId.parse(random.id()),
      accountId: row.accountId,
      // What is written down first follows this.
      revision: 0,
      reason: wished.reason,
      way,
      old: rotatedKeyOf(row),
      oldEndedAt: row.standing === 'gone' || row.standing === 'expired' ? at : null,
      wish: wished.wish,
      soakDays: wished.soakDays,
      acceptedIds: [],
      newKeyId: null,
      successor: null,
      proof: null,
      step: { at: 'planned' },
      wait: null,
      startedAt: at,
      closedAt: null,
      isDismissed: false,
      timeline: [{ at, note: 'asked-for', detail: wished.reason }],
    };
  }

  function apply(id: RotationId, event: RotationEvent): boolean {
    const known = rotationBook.get(id);
    const next = known && stepRotation(known, event, clock.now().toISOString());
    if (!known || !next) return false;
    rotationBook.save([next], keyChangesOf(known, next, keyBook));
    return true;
  }

  function goOn(id: RotationId): void {
    if (running.has(id)) {
      toRepeat.add(id);
      return;
    }
    const work = run(id)
      .catch((error: unknown) => {
        // A disk that takes nothing: what came of the last effect is found out again by the next tick.
        if (!(error instanceof FailureError)) log.bug(error);
      })
      .finally(() => {
        running.delete(id);
        if (toRepeat.delete(id)) goOn(id);
        else wakeOthers(id);
      });
    running.set(id, work);
  }

  async function run(id: RotationId): Promise<void> {
    for (;;) {
      const rotation = rotationBook.get(id);
      if (!rotation || rotation.closedAt !== null) return;
      const isMoved = await advance(rotation);
      const now = rotationBook.get(id);
      if (!isMoved || !now) return;
      if (workOf(now, clock.now().getTime()) === null && now.step.at !== 'planned') {
        return wakeAt(now);
      }
    }
  }

  /** One effect and its event; false where there is nothing to do now. */
  async function advance(rotation: Rotation): Promise<boolean> {
    const { id, step } = rotation;
    if (step.at === 'planned') return inTurnOf(rotation.accountId, async () => makeKey(id, true));
    const work = workOf(rotation, clock.now().getTime());
    if (work === 'promote') return apply(id, { kind: 'promote' });
    if (work === 'preflight') return inTurnOf(rotation.accountId, async () => makeKey(id, false));
    if (work !== null) return apply(id, await effects[work](rotation));
    // A key that was made waited in memory and may be kept by now.
    if (step.at === 'save-failed') return takeUpSaved(rotation);
    return false;
  }

  /**
   * From looking at the service to the new key in the keychain, one rotation at a time for each account:
   * else one could take the other's new key for its own.
   */
  async function makeKey(id: RotationId, isToBegin: boolean): Promise<boolean> {
    await pause(pacing.msUntilTurn(rotationBook.find(id).accountId, gapMs));
    if (isToBegin && !apply(id, { kind: 'begin' })) return false;
    const begun = rotationBook.find(id);
    // A key that has leaked is retired first.
    if (begun.step.at !== 'preflight') return true;
    if (isHeldUp(begun)) return false;
    if (!apply(id, await effects.preflight(begun))) return true;
    const clear = rotationBook.find(id);
    if (clear.step.at !== 'creating') return true;
    // Written down by now. Only here is it sent, and only once.
    apply(id, await effects.create(clear));
    return true;
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

  function takeUpSaved({ id, newKeyId }: Rotation): boolean {
    const key = newKeyId === null ? null : keyBook.get(newKeyId);
    return key !== null && apply(id, { kind: 'stored', successor: rotatedKeyOf(key) });
  }

  async function inTurnOf(id: AccountId, work: () => Promise<boolean>): Promise<boolean> {
    const inTurn = turns.get(id) ?? createInTurn();
    turns.set(id, inTurn);
    return inTurn(work);
  }

  async function pause(ms: number): Promise<void> {
    if (ms > 0) await new Promise<void>((resolve) => void clock.after(ms, resolve));
  }

  function wakeAt({ id, wait }: Rotation): void {
    timers.get(id)?.();
    timers.delete(id);
    if (wait === null || wait.retryAt === null) return;
    const ms = Date.parse(wait.retryAt) - clock.now().getTime();
    if (ms <= soonMs)
      timers.set(
        id,
        clock.after(Math.max(ms, 0), () => goOn(id)),
      );
  }

  /** Those that this one held up. */
  function wakeOthers(id: RotationId): void {
    const accountId = rotationBook.get(id)?.accountId;
    for (const other of rotationBook.open()) {
      const waits = other.step.at === 'preflight' && other.wait === null;
      if (other.id !== id && other.accountId === accountId && waits && !isHeldUp(other)) {
        if (!running.has(other.id)) goOn(other.id);
      }
    }
  }

  function retry(id: RotationId): void {
    if (apply(id, { kind: 'try-again' })) goOn(id);
  }

  function tick(): void {
    for (const rotation of rotationBook.open()) {
      const { id, step } = rotation;
      try {
        // Its outcome could not be written down: it is found out anew.
        if (step.at === 'creating' && !running.has(id)) apply(id, { kind: 'restarted' });
        noteEndOfOld(rotation);
      } catch (error) {
        // One that cannot be written down does not stop the others.
        if (!(error instanceof FailureError)) log.bug(error);
      }
      goOn(id);
    }
  }

  /** By its end, or by somebody else's doing, as its service's list tells. */
  function noteEndOfOld({ id, accountId, old, oldEndedAt }: Rotation): void {
    if (oldEndedAt !== null || !book.has(accountId)) return;
    const { clockSkewMs } = book.find(accountId);
    const now = timeThere(clock.now(), clockSkewMs).getTime();
    const row = inventory.of(accountId).find((one) => one.id === old.keyId);
    const expiresAt = row?.expiresAt ?? old.expiresAt;
    if (expiresAt !== null && Date.parse(expiresAt) <= now) {
      apply(id, { kind: 'old-ended', how: 'expired' });
    } else if (row?.standing === 'gone' && !running.has(id)) {
      apply(id, { kind: 'old-ended', how: 'gone' });
    }
  }

  return {
    start,
    apply,
    goOn,
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
        apply(id, { kind: 'restarted' });
        goOn(id);
      }
    },
    tick,
    keychainOpened() {
      for (const { id, wait, step } of rotationBook.open()) {
        const code = wait?.because.code;
        if (code === 'keychain-locked' || code === 'keychain-missing') retry(id);
        else if (step.at === 'save-failed') goOn(id);
      }
    },
  };
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
