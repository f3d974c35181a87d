import { recipesOf } from '../../shared/recipe-text.ts';
import type { Entry } from '../inventory/entry.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { copyKey } from '../use-key/copy-key.ts';
import { keyActionsOf } from '../use-key/key-actions.ts';
import { recipeWords } from '../use-key/recipe-words.ts';
import { wishFor } from '../wish.ts';

/** What can be done with a key where it stands: the forms to copy it in, and what all menus offer. */
export function actionsFor({ row, card }: Entry): MenuEntry[][] {
  const copies =
    row.isHeld && card !== null
      ? recipesOf(card).map((recipe) => ({
          label: `Copy as ${recipeWords[recipe]}`,
          onChoose: () => void copyKey(row.id, recipe),
        }))
      : [];
  const actions = keyActionsOf(row, card).map(({ label, isDanger, do: act }) => ({
    label,
    isDanger,
    onChoose: act,
  }));
  return [
    copies,
    actions.filter(({ isDanger }) => !isDanger),
    actions.filter(({ isDanger }) => isDanger),
  ];
}

export function canBePasted({ row }: Pick<Entry, 'row'>): boolean {
  return row.standing === 'known-not-held';
}

export function pasteKey({ row }: Pick<Entry, 'row'>): void {
  wishFor({ kind: 'bring', path: null, listedAs: row.id });
}

export function canChangeContacts({ row, card }: Pick<Entry, 'row' | 'card'>): boolean {
  const isThere = row.remoteId !== null && row.standing !== 'gone' && row.standing !== 'retired';
  return isThere && row.standing !== 'legacy' && card?.contacts?.isChangeable === true;
}

/** What is gone or retired cannot be ended again. */
export function canBeRetired({ row }: Pick<Entry, 'row'>): boolean {
  return (
    row.standing !== 'gone' && row.standing !== 'retired' && (row.remoteId !== null || row.isKept)
  );
}

/** What works no more is only cleaned up. Where the user ends keys in the service's pages, it is noted. */
export function retireWord({ row, card }: Pick<Entry, 'row' | 'card'>): string {
  if (card?.management.how !== 'api' || row.remoteId === null) return 'Note as retired…';
  const isOver = row.standing === 'expired' || row.standing === 'legacy';
  return isOver ? 'Clean up at the service…' : 'Retire at the service…';
}
