import { FailureError } from './failure-error.ts';
import type { LooseItem } from './kept.ts';
import type { Records } from './ports.ts';

/** What is written down of items of the keychain that the next run may have to bring to an end. */
export interface LooseNotes {
  all(): readonly LooseItem[];
  /** Throws where it cannot be written down, and nothing is noted then. */
  put(itemNames: readonly string[], wants: LooseItem['wants']): void;
  /** Stays noted in this run, whatever the disk does. */
  putAnyway(itemName: string, wants: LooseItem['wants']): void;
  drop(itemNames: readonly string[]): void;
}

export function createLooseNotes(records: Records): LooseNotes {
  let items = new Map(records.readLooseItems().map(({ itemName, wants }) => [itemName, wants]));

  function all(): LooseItem[] {
    return [...items].map(([itemName, wants]) => ({ itemName, wants }));
  }

  /** What stays noted too long is looked at once more, and nothing worse. */
  function saveQuietly(): void {
    try {
      records.saveLooseItems(all());
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
    }
  }

  return {
    all,
    put(itemNames, wants) {
      const before = items;
      items = new Map([...before, ...itemNames.map((name) => [name, wants] as const)]);
      try {
        records.saveLooseItems(all());
      } catch (error) {
        items = before;
        throw error;
      }
    },
    putAnyway(itemName, wants) {
      items.set(itemName, wants);
      saveQuietly();
    },
    drop(itemNames) {
      const dropped = itemNames.filter((itemName) => items.delete(itemName));
      if (dropped.length > 0) saveQuietly();
    },
  };
}
