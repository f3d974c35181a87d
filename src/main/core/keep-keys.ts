import type { Response } from '../../shared/contract.ts';
import type { NotKept, Pick as Picked } from '../../shared/intake.ts';
import { keyId, type KeyId, type KeyRow } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { FoundKey } from './find-keys.ts';
import type { HeldSecrets } from './held-secrets.ts';
import { createInTurn } from './in-turn.ts';
import type { Intakes, WaitingIntake } from './intakes.ts';
import type { Inventory } from './inventory.ts';
import { itemNameOf } from './item-name.ts';
import type { KeyBook } from './key-book.ts';
import { isKeychainShut } from './keychain-check.ts';
import type { KeptKey } from './kept.ts';
import { lastFiveOf } from './last-five.ts';
import { expectKeptRecords } from './kept-records.ts';
import type { LooseItems } from './loose-items.ts';
import type { Clipboard, Clock, Log, Random } from './ports.ts';
import type { StateStore } from './state-store.ts';

/** Keeps what was picked of an intake. */
export type KeepKeys = (
  intakeId: string,
  picks: readonly Picked[],
) => Promise<Response<'keepKeys'>>;

interface World {
  store: StateStore;
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  heldSecrets: HeldSecrets;
  looseItems: LooseItems;
  intakes: Intakes;
  clipboard: Clipboard;
  clock: Clock;
  random: Random;
  log: Log;
}

/**
 * One after the other, each whole: its item, read back, and then its record. One that fails stops no other.
 * A keychain that is shut ends it, since all would fail. What was kept stays, and where something was not, the
 * intake does too, so that a second try goes on there.
 *
 * Should we die between an item and its record, the next run finds the item and gives it one: its name says
 * whose it is.
 */
export function createKeepKeys(world: World): KeepKeys {
  const {
    store,
    book,
    keyBook,
    inventory,
    heldSecrets,
    looseItems,
    intakes,
    clipboard,
    clock,
    random,
    log,
  } = world;

  // The same asked for twice at once would be kept twice.
  const inTurn = createInTurn();
  return (intakeId, picks) => inTurn(() => keepAll(intakeId, picks));

  async function keepAll(...[intakeId, picks]: Parameters<KeepKeys>): ReturnType<KeepKeys> {
    const intake = intakes.find(intakeId);
    expectKeptRecords(store);
    const rows = picks.flatMap(({ listedAs }) => listedAs ?? []);
    // One row is one key: the second would take the place of the first.
    if (new Set(rows).size < rows.length) throw refused();
    const wishes = picks.map((picked) => wishOf(intake, picked));
    const keyIds: KeyId[] = [];
    const notKept: NotKept[] = [];
    for (const wish of wishes) {
      try {
        keyIds.push(await keep(intake, wish));
      } catch (error) {
        if (!(error instanceof FailureError) || isKeychainShut(error.failure)) throw error;
        notKept.push({ number: wish.picked.number, failure: error.failure });
      }
    }
    if (notKept.length > 0) return { keyIds, notKept, isClipboardCleared: false };
    const isClipboardCleared = await clearClipboard(intake);
    intakes.drop(intakeId);
    return { keyIds, notKept, isClipboardCleared };
  }

  function wishOf({ found }: WaitingIntake, picked: Picked) {
    const one = found[picked.number];
    const { account } = book.find(picked.accountId);
    const row = picked.listedAs === null ? null : inventory.find(picked.listedAs);
    if (!one || (row && !canBe(row, one, picked))) {
      throw refused();
    }
    return { picked, one, row, serviceName: book.cardOf(account).name };
  }

  async function keep(intake: WaitingIntake, wish: ReturnType<typeof wishOf>): Promise<KeyId> {
    const { picked, one } = wish;
    const known = intake.keptAs.get(picked.number);
    if (known !== undefined && keyBook.get(known)) return known;
    const key = keyOf(wish);
    looseItems.note([key.itemName], 'record');
    try {
      await heldSecrets.put(key.itemName, one.secret);
      const at = clock.now().toISOString();
      keyBook.save([{ key, events: [{ at, kind: 'brought-in', detail: one.name ?? '' }] }]);
    } catch (error) {
      // Nothing is half kept. An item that had its record before is put right the next time.
      if (wish.row?.isKept) looseItems.settle([key.itemName]);
      else await looseItems.remove(key.itemName);
      throw error;
    }
    looseItems.settle([key.itemName]);
    intake.keptAs.set(picked.number, key.id);
    return key.id;
  }

  function keyOf({ picked, one, row, serviceName }: ReturnType<typeof wishOf>): KeptKey {
    const { accountId } = picked;
    const earlier = row?.isKept ? keyBook.find(row.id) : null;
    const id = earlier?.id ?? keyId.parse(random.id());
    const lastFive = row?.lastFive ?? lastFiveOf(one.secret);
    const label = row?.label ?? picked.label;
    return {
      id,
      accountId,
      // Under the name it has, even if its label is another now: one key has one item.
      itemName: earlier?.itemName ?? itemNameOf({ label, lastFive, serviceName, accountId, id }),
      remoteId: row?.remoteId ?? null,
      label,
      lastFive,
      createdAt: row?.createdAt ?? null,
      expiresAt: row ? row.expiresAt : picked.expiresAt,
      contacts: row?.contacts ?? null,
      note: earlier?.note ?? '',
      tags: earlier?.tags ?? [],
      addedAt: earlier?.addedAt ?? clock.now().toISOString(),
      retiredAt: null,
      replacedBy: earlier?.replacedBy ?? null,
      check: null,
      trouble: null,
      places: earlier?.places ?? [],
    };
  }

  async function clearClipboard({ fingerprint }: WaitingIntake): Promise<boolean> {
    if (fingerprint === null) return false;
    try {
      return (await clipboard.clearIf(fingerprint)) === 'cleared';
    } catch (error) {
      // A courtesy: the keys are kept.
      if (!(error instanceof FailureError)) log.bug(error);
      return false;
    }
  }
}

/** What is held already under the same last five must not be overwritten, unless its item is lost. */
function canBe(row: KeyRow, { secret }: FoundKey, { accountId }: Picked): boolean {
  const isFree = !row.isHeld || row.trouble !== null;
  return isFree && row.accountId === accountId && secret.reveal().endsWith(row.lastFive);
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
