import type { KeyId } from '../../shared/key.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { say } from '../notice.ts';
import { openKey, openRotation } from '../place.ts';
import { copyKey } from '../use-key/copy-key.ts';
import { canBeReplaced } from '../use-key/key-actions.ts';
import { replacementOf } from '../use-key/replacement.ts';
import { wishFor } from '../wish.ts';
import type { Entry } from './entry.ts';

/** Does what a key of the keyboard means for a line. False if it means nothing. */
export function actOn(key: string, entry: Entry, picked: ReadonlySet<KeyId>): boolean {
  switch (key) {
    case 'Enter':
      copyEntry(entry);
      return true;
    case 'ArrowRight':
      openKey(entry.row.id);
      return true;
    case 'r':
    case 'R':
      replaceEntry(entry, picked);
      return true;
    case 'Delete':
      forgetEntry(entry, picked);
      return true;
    default:
      return false;
  }
}

function copyEntry({ row }: Entry): void {
  if (row.isHeld) void copyKey(row.id, 'key');
  else if (row.standing === 'known-not-held') {
    say(`${shownLabel(row.label)} is not held here, so there is nothing to copy.`, {
      action: {
        label: 'Paste it…',
        do: () => wishFor({ kind: 'bring', path: null, listedAs: row.id }),
      },
    });
  } else say(`${shownLabel(row.label)} is no longer here, so there is nothing to copy.`);
}

function replaceEntry({ row, card, rotation }: Entry, picked: ReadonlySet<KeyId>): void {
  if (picked.size > 1) wishFor({ kind: 'rotate', keyIds: [...picked], reason: 'planned' });
  else if (rotation !== null) openRotation(rotation.rotation.id);
  else if (canBeReplaced({ row, card })) wishFor(replacementOf(row));
  else if (row.replacedBy !== null) say(`${row.label} has a successor already.`);
  else say(`${row.label} cannot be replaced. Add a new key instead.`);
}

function forgetEntry({ row, rotation }: Entry, picked: ReadonlySet<KeyId>): void {
  if (picked.size > 0) wishFor({ kind: 'forget', keyIds: [...picked] });
  else if (rotation !== null) openRotation(rotation.rotation.id);
  else if (row.isKept) wishFor({ kind: 'forget', keyIds: [row.id] });
  else say(`Nothing of ${shownLabel(row.label)} is kept here. It is at the service.`);
}
