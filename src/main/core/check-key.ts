import type { KeyCheck, KeyEvent, KeyId } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import { timeThere } from './clock-skew.ts';
import { cluesOf } from './clues.ts';
import { FailureError } from './failure-error.ts';
import type { HeldSecrets } from './held-secrets.ts';
import type { Inventory } from './inventory.ts';
import type { KeyBook } from './key-book.ts';
import type { Clock } from './ports.ts';
import type { ProbeKey } from './reach.ts';

/** What was learnt of one key, not yet written down. */
export interface Finding {
  keyId: KeyId;
  check: KeyCheck;
}

/** Whether keys work, by asking their services. */
export interface CheckKey {
  /** Asks, and writes it down. */
  check(id: KeyId): Promise<Finding>;
  /** Asks only. */
  ask(id: KeyId): Promise<Finding>;
  /** One transaction. What was learnt of a key that is gone meanwhile is dropped. */
  write(findings: readonly Finding[]): void;
}

interface World {
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  heldSecrets: HeldSecrets;
  probeKey: ProbeKey;
  clock: Clock;
}

export function createCheckKey(world: World): CheckKey {
  const { book, keyBook, inventory, heldSecrets, probeKey, clock } = world;

  async function ask(id: KeyId): Promise<Finding> {
    const row = inventory.find(id);
    if (!row.isHeld) throw new FailureError({ code: 'key-not-held' });
    const secret = await heldSecrets.read(id);
    const { account } = book.find(row.accountId);
    const card = book.cardOf(account);
    const answer = await probeKey(row.accountId, secret);
    // Whether its end is past is for the service's clock to say, which may have been heard just now.
    const skewMs = book.has(account.id) ? book.find(account.id).clockSkewMs : null;
    const now = timeThere(clock.now(), skewMs);
    const clues = cluesOf({ answer, row, secret, account, card, now });
    return { keyId: id, check: { at: clock.now().toISOString(), answer, clues } };
  }

  function write(findings: readonly Finding[]): void {
    const changes = findings.flatMap(({ keyId, check }) => {
      const key = keyBook.get(keyId);
      if (!key) return [];
      const event: KeyEvent = { at: check.at, kind: 'checked', detail: check.answer.outcome };
      return [{ key: { ...key, check }, events: [event] }];
    });
    if (changes.length > 0) keyBook.save(changes);
  }

  return {
    async check(id) {
      const finding = await ask(id);
      write([finding]);
      return finding;
    },
    ask,
    write,
  };
}
