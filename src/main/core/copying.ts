import type { Failure } from '../../shared/failure.ts';
import type { KeyId, KeyRow } from '../../shared/key.ts';
import { fitsRecipe, recipeText } from '../../shared/recipe-text.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { Tip } from '../../shared/settings.ts';
import type { AddressOf } from './sandbox-accounts.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { HeldSecrets } from './held-secrets.ts';
import { createInTurn } from './in-turn.ts';
import type { Inventory } from './inventory.ts';
import type { NoteUse } from './note-use.ts';
import type { Clipboard, Clock, Fingerprint, Log } from './ports.ts';
import { Secret } from './secret.ts';
import type { StateStore } from './state-store.ts';

/** Keys on their way into tools, over the clipboard. One is there at a time, and not for long. */
export interface Copying {
  copy(wish: { keyId: KeyId; recipe: Recipe; isConfirmed: boolean }): Promise<void>;
  /** Takes it out of the clipboard now, unless something else has taken its place. */
  clear(): Promise<void>;
  /**
   * The same where the user goes away: locks the screen, lets the computer sleep, ends the app. What is
   * still being fetched from the keychain is then not copied any more.
   */
  leave(): Promise<void>;
  /** Finds out whether the key is there still. */
  look(): Promise<void>;
}

interface World {
  book: AccountBook;
  inventory: Inventory;
  heldSecrets: HeldSecrets;
  addressOf: AddressOf;
  noteUse: NoteUse;
  clipboard: Clipboard;
  clock: Clock;
  store: StateStore;
  log: Log;
}

/** A clipboard that another program holds is free again in a moment. */
const tryAgainAfterMs = 1000;
const mostTries = 5;

export function createCopying(world: World): Copying {
  const { book, inventory, heldSecrets, addressOf, noteUse, clipboard, clock, store, log } = world;
  const inTurn = createInTurn();
  let fingerprint: Fingerprint | null = null;
  let stopTimer: (() => void) | null = null;
  let departures = 0;
  let wishes = 0;
  /** The latest of the wishes that have been fulfilled. */
  let fulfilled = 0;

  async function copy({ keyId, recipe, isConfirmed }: Parameters<Copying['copy']>[0]) {
    const row = inventory.find(keyId);
    if (!row.isHeld) throw new FailureError({ code: 'key-not-held' });
    const because = deadnessOf(row);
    if (because !== null && !isConfirmed) {
      throw new FailureError({ code: 'confirmation-needed', because });
    }
    const before = departures;
    wishes += 1;
    const number = wishes;
    const secret = await heldSecrets.read(keyId);
    const text = await textOf(row, recipe, secret);
    await inTurn(async () => {
      // What was copied later must not be pushed out by what took longer.
      if (departures > before || fulfilled > number) {
        throw new FailureError({ code: 'clipboard-failed' });
      }
      await place(row, recipe, text);
      fulfilled = number;
    });
    noteUse(keyId, 'copied', recipe);
  }

  async function textOf(row: KeyRow, recipe: Recipe, secret: Secret): Promise<Secret> {
    const { account } = book.find(row.accountId);
    const isAsked = recipe === 'curl' && account.address !== null;
    const address = isAsked ? await addressOf(account) : account.address;
    const text = recipeText(recipe, secret.reveal(), {
      card: book.cardOf(account),
      address,
      parameters: account.parameters,
      label: row.label,
    });
    if (text === null || !fitsRecipe(recipe, secret.reveal())) {
      throw new FailureError({ code: 'recipe-unfit' });
    }
    return new Secret(text);
  }

  async function place(row: KeyRow, recipe: Recipe, text: Secret): Promise<void> {
    const written = await clipboard.write(text);
    stopTimer?.();
    const { clipboardSeconds } = store.read().settings;
    const copiedAt = clock.now();
    ({ fingerprint } = written);
    stopTimer = clock.after(clipboardSeconds * 1000, clearOnTime);
    store.change({
      clipboard: {
        keyId: row.id,
        label: row.label,
        lastFive: row.lastFive,
        recipe,
        copiedAt: copiedAt.toISOString(),
        clearsAt: new Date(copiedAt.getTime() + clipboardSeconds * 1000).toISOString(),
        isConcealed: written.isConcealed,
      },
    });
    if (!written.isConcealed) say('clipboard-not-concealed');
    if (!clipboard.abilities().canClear) say('clipboard-not-cleared');
  }

  function clearOnTime(): void {
    clear().catch(log.bug);
  }

  function clear(): Promise<void> {
    return inTurn(() => clearNow(mostTries));
  }

  async function clearNow(triesLeft: number): Promise<void> {
    if (fingerprint === null) return;
    try {
      const outcome = await clipboard.clearIf(fingerprint);
      if (outcome === 'unseen') say('clipboard-not-cleared');
      forget();
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      stopTimer?.();
      if (triesLeft === 0) {
        log.warn('A copied key could not be cleared from the clipboard.');
        say('clipboard-not-cleared');
        forget();
        return;
      }
      stopTimer = clock.after(tryAgainAfterMs, () => {
        inTurn(() => clearNow(triesLeft - 1)).catch(log.bug);
      });
    }
  }

  function forget(): void {
    stopTimer?.();
    fingerprint = null;
    store.change({ clipboard: null });
  }

  function look(): Promise<void> {
    return inTurn(async () => {
      if (fingerprint === null || !clipboard.abilities().canClear) return;
      try {
        const found = await clipboard.read();
        if (found?.fingerprint !== fingerprint) forget();
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
      }
    });
  }

  function say(tip: Tip): void {
    const { settings, tips } = store.read();
    if (!settings.told.includes(tip) && !tips.includes(tip)) store.change({ tips: [...tips, tip] });
  }

  return {
    copy,
    clear,
    leave() {
      departures += 1;
      return clear();
    },
    look,
  };
}

/** Why it is likely that no service takes it. */
function deadnessOf({
  standing,
  check,
}: KeyRow): Extract<Failure, { code: 'confirmation-needed' }>['because'] | null {
  if (standing === 'expired' || standing === 'legacy') return 'expired';
  if (standing === 'gone' || standing === 'retired') return standing;
  return check?.answer.outcome === 'refused' ? 'refused' : null;
}
