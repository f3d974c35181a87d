import { Archive, CircleCheck, ClipboardPaste, Eye, Sparkles, Trash2, Users } from 'lucide-react';
import type { AccountState } from '../../shared/account-state.ts';
import { recipesOf } from '../../shared/recipe-text.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { Entry } from '../inventory/entry.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { copyKey } from '../use-key/copy-key.ts';
import { wishFor } from '../wish.ts';
import { checkKey } from './check-key.ts';

const recipes: readonly { recipe: Recipe; label: string }[] = [
  { recipe: 'key', label: 'Copy key' },
  { recipe: 'env-line', label: 'Copy as .env line' },
  { recipe: 'header', label: 'Copy as header' },
];

/** What can be done with a key where it stands, each with its own word. */
export function actionsFor({ row, card }: Entry, account: AccountState): MenuEntry[][] {
  const { id } = row;
  const copies = recipes
    .filter(({ recipe }) => card !== null && recipesOf(card).includes(recipe))
    .map(({ recipe, label }) => ({ label, onChoose: () => void copyKey(id, recipe) }));
  return [
    row.isHeld ? copies : [],
    [
      ...(row.isHeld
        ? [
            {
              label: 'Show for 10 seconds…',
              icon: Eye,
              onChoose: () => wishFor({ kind: 'reveal', keyId: id }),
            },
            { label: 'Check this key', icon: CircleCheck, onChoose: () => void checkKey(row) },
          ]
        : []),
      ...(canBePasted({ row })
        ? [{ label: 'Paste it…', icon: ClipboardPaste, onChoose: () => pasteKey({ row }) }]
        : []),
      ...(card?.management.how === 'api'
        ? [
            {
              label: 'Make a successor…',
              icon: Sparkles,
              onChoose: () => wishFor({ kind: 'generate', accountId: account.id, replaces: id }),
            },
          ]
        : []),
      ...(canChangeContacts({ row, card })
        ? [
            {
              label: 'Change contacts…',
              icon: Users,
              onChoose: () => wishFor({ kind: 'change-contacts', keyId: id }),
            },
          ]
        : []),
    ],
    [
      ...(row.isKept
        ? [
            {
              label: 'Forget here…',
              icon: Trash2,
              onChoose: () => wishFor({ kind: 'forget', keyIds: [id] }),
            },
          ]
        : []),
      ...(canBeRetired({ row })
        ? [
            {
              label: retireWord({ row, card }),
              icon: Archive,
              isDanger: true,
              onChoose: () => wishFor({ kind: 'retire', keyId: id }),
            },
          ]
        : []),
    ],
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
