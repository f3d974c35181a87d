import type { KeyId } from '../../shared/key.ts';
import { say } from '../notice.ts';
import { openKey } from '../place.ts';
import { copyKey } from '../use-key/copy-key.ts';
import { wishFor } from '../wish.ts';
import type { Line } from './arrange.ts';
import type { Entry } from './entry.ts';

/** The line that a key of the keyboard leads to; null if it leads nowhere. */
export function stepOf(
  key: string,
  lines: readonly Line[],
  from: number,
  pageSize: number,
): number | null {
  switch (key) {
    case 'ArrowDown':
      return nearestKey(lines, from + 1, 1) ?? from;
    case 'ArrowUp':
      return nearestKey(lines, from - 1, -1) ?? from;
    case 'Home':
      return nearestKey(lines, 0, 1);
    case 'End':
      return nearestKey(lines, lines.length - 1, -1);
    case 'PageDown': {
      const there = Math.min(lines.length - 1, from + pageSize);
      return nearestKey(lines, there, 1) ?? nearestKey(lines, there, -1);
    }
    case 'PageUp': {
      const there = Math.max(0, from - pageSize);
      return nearestKey(lines, there, -1) ?? nearestKey(lines, there, 1);
    }
    default:
      return null;
  }
}

/** The heads of groups are passed over. */
function nearestKey(lines: readonly Line[], from: number, way: 1 | -1): number | null {
  for (let index = from; index >= 0 && index < lines.length; index += way) {
    if (lines[index]?.kind === 'key') return index;
  }
  return null;
}

/** Does what a key of the keyboard means for a line. False if it means nothing. */
export function actOn(key: string, entry: Entry, picked: ReadonlySet<KeyId>): boolean {
  switch (key) {
    case 'Enter':
      copyEntry(entry);
      return true;
    case 'ArrowRight':
      openKey(entry.row.id);
      return true;
    case 'Delete':
      forgetEntry(entry, picked);
      return true;
    default:
      return false;
  }
}

export function copyEntry({ row }: Entry): void {
  if (row.isHeld) void copyKey(row.id, 'key');
  else if (row.standing === 'known-not-held') {
    say(`${row.label} is not held here, so there is nothing to copy.`, {
      action: {
        label: 'Paste it',
        do: () => wishFor({ kind: 'bring', path: null, listedAs: row.id }),
      },
    });
  } else say(`${row.label} is no longer here, so there is nothing to copy.`);
}

function forgetEntry({ row }: Entry, picked: ReadonlySet<KeyId>): void {
  if (picked.size > 0) wishFor({ kind: 'forget', keyIds: [...picked] });
  else if (row.isKept) wishFor({ kind: 'forget', keyIds: [row.id] });
  else say(`Nothing of ${row.label} is kept here. It is at the service.`);
}
