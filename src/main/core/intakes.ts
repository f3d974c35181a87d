import type { Candidate, Intake } from '../../shared/intake.ts';
import type { KeyId } from '../../shared/key.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import { findKeys, type FoundKey } from './find-keys.ts';
import type { HeldSecrets } from './held-secrets.ts';
import type { Inventory } from './inventory.ts';
import type { KeyBook } from './key-book.ts';
import { endsIn, lastFiveOf } from './last-five.ts';
import type { Clipboard, Clock, Files, Fingerprint, Random } from './ports.ts';
import type { Secret } from './secret.ts';

/** What was pasted or read, until it is known what is to be kept of it. The values wait here and only here. */
export interface Intakes {
  readClipboard(): Promise<Intake>;
  readFile(path: string): Promise<Intake>;
  /** Null if the user chooses none. */
  chooseFile(): Promise<Intake | null>;
  /** Refuses the Call where it is forgotten already. */
  find(intakeId: string): WaitingIntake;
  drop(intakeId: string): void;
  /** The page that asked for them is gone, and the next one cannot name them. */
  dropAll(): void;
}

export interface WaitingIntake {
  /** By its number. */
  found: readonly FoundKey[];
  /** What has been kept of it, by its number: a second try must not make a second record. */
  keptAs: Map<number, KeyId>;
  /** Of the clipboard that it came from. */
  fingerprint: Fingerprint | null;
}

interface World {
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  heldSecrets: HeldSecrets;
  clipboard: Clipboard;
  files: Files;
  clock: Clock;
  random: Random;
}

/** Long enough to read what was found and to sign in somewhere. */
const forgottenAfterMs = 10 * 60_000;
const mostWaiting = 3;

export function createIntakes(world: World): Intakes {
  const { book, keyBook, inventory, heldSecrets, clipboard, files, clock, random } = world;
  const waiting = new Map<string, WaitingIntake & { stop: () => void }>();

  async function take(
    text: Secret,
    from: Pick<Intake, 'source' | 'fileName'>,
    fingerprint: Fingerprint | null,
  ): Promise<Intake> {
    const found = findKeys(text.reveal(), book.cards());
    if (found.length === 0) throw new FailureError({ code: 'nothing-found' });
    const candidates: Candidate[] = [];
    for (const [number, one] of found.entries()) candidates.push(await candidateOf(one, number));
    const intakeId = random.id();
    const [oldest] = waiting.keys();
    if (oldest !== undefined && waiting.size >= mostWaiting) drop(oldest);
    const stop = clock.after(forgottenAfterMs, () => drop(intakeId));
    waiting.set(intakeId, { found, keptAs: new Map(), fingerprint, stop });
    return { intakeId, ...from, candidates };
  }

  async function candidateOf({ secret, ...form }: FoundKey, number: number): Promise<Candidate> {
    return {
      ...form,
      number,
      lastFive: lastFiveOf(secret),
      heldAs: await heldAs(secret),
      mayBe: inventory
        .all()
        .filter((row) => endsIn(secret, row.lastFive) && (!row.isHeld || row.trouble !== null))
        .map(({ id }) => id),
    };
  }

  /** Only a keychain that gives its items tells; one that is shut makes nobody wait for it. */
  async function heldAs(secret: Secret): Promise<KeyId | null> {
    for (const { id, ...key } of keyBook.all()) {
      if (!endsIn(secret, key.lastFive) || key.retiredAt !== null) continue;
      try {
        if ((await heldSecrets.read(id)).equals(secret)) return id;
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
      }
    }
    return null;
  }

  function drop(intakeId: string): void {
    waiting.get(intakeId)?.stop();
    waiting.delete(intakeId);
  }

  async function readFile(path: string): Promise<Intake> {
    const { name, text } = await files.read(path);
    return take(text, { source: 'file', fileName: name }, null);
  }

  return {
    async readClipboard() {
      const there = await clipboard.read();
      if (!there) throw new FailureError({ code: 'nothing-found' });
      return take(there.secret, { source: 'clipboard', fileName: null }, there.fingerprint);
    },
    readFile,
    async chooseFile() {
      const path = await files.choose();
      return path === null ? null : readFile(path);
    },
    find(intakeId) {
      const found = waiting.get(intakeId);
      if (found) return found;
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    },
    drop,
    dropAll() {
      for (const intakeId of waiting.keys()) drop(intakeId);
    },
  };
}
