import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import { findKeys } from './find-keys.ts';
import type { HeldSecrets } from './held-secrets.ts';
import type { Inventory } from './inventory.ts';
import { endsIn } from './last-five.ts';
import type { Clipboard, Files } from './ports.ts';
import { Secret } from './secret.ts';

/** Which of our keys is it? Answered without showing it: newest first, and none if we do not know it. */
export interface IdentifyKey {
  inClipboard(): Promise<KeyId[]>;
  inFile(path: string): Promise<KeyId[]>;
}

interface World {
  book: AccountBook;
  inventory: Inventory;
  heldSecrets: HeldSecrets;
  clipboard: Clipboard;
  files: Files;
}

export function createIdentifyKey(world: World): IdentifyKey {
  const { book, inventory, heldSecrets, clipboard, files } = world;

  async function identify(text: Secret): Promise<KeyId[]> {
    const secrets = secretsIn(text);
    if (secrets.length === 0) throw new FailureError({ code: 'nothing-found' });
    const rows = inventory.all().toSorted((one, other) => beganAt(other) - beganAt(one));
    const found: KeyId[] = [];
    for (const row of rows) {
      const alike = secrets.filter((secret) => endsIn(secret, row.lastFive));
      if (alike.length > 0 && (await isOneOf(row, alike))) found.push(row.id);
    }
    return found;
  }

  function secretsIn(text: Secret): Secret[] {
    const found = findKeys(text.reveal(), book.cards()).map(({ secret }) => secret);
    const whole = text.reveal().trim();
    // A key of a form that nobody has described is still one that we may hold.
    const isOneWord = /^\S{8,512}$/.test(whole) && !found.some((one) => one.reveal() === whole);
    return isOneWord ? [...found, new Secret(whole)] : found;
  }

  /** Where its secret is not here, or its item is not what it was, the last five are all there is to compare. */
  async function isOneOf(row: KeyRow, secrets: readonly Secret[]): Promise<boolean> {
    if (!row.isHeld) return true;
    try {
      const held = await heldSecrets.read(row.id);
      return secrets.some((secret) => secret.equals(held));
    } catch (error) {
      const isTrouble =
        error instanceof FailureError &&
        ['item-missing', 'item-changed'].includes(error.failure.code);
      if (isTrouble) return true;
      throw error;
    }
  }

  return {
    async inClipboard() {
      const there = await clipboard.read();
      if (!there) throw new FailureError({ code: 'nothing-found' });
      return identify(there.secret);
    },
    async inFile(path) {
      return identify((await files.read(path)).text);
    },
  };
}

function beganAt({ createdAt, addedAt }: KeyRow): number {
  return Date.parse(createdAt ?? addedAt ?? '1970-01-01T00:00:00Z');
}
