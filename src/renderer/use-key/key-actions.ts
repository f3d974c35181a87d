import { keyLinkOf } from '../../shared/key-link.ts';
import { recipesOf } from '../../shared/recipe-text.ts';
import { checkKey } from '../checks/check-keys.ts';
import { copyText } from '../copy-text.ts';
import type { Entry } from '../inventory/entry.ts';
import { isReminded } from '../inventory/key-state.ts';
import { openRotation } from '../place.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { wishFor } from '../wish.ts';
import { copyKey } from './copy-key.ts';
import { copyWords } from './recipe-words.ts';
import { replacementOf } from './replacement.ts';

type Known = Pick<Entry, 'row' | 'card'>;
/** In rotation, what becomes of it is decided there: to end it from anywhere else is refused. */
type Standing = Pick<Entry, 'row' | 'card' | 'rotation'>;

/** What can be done with a key where it stands: copied in each form first, what is dangerous last. */
export function actionsOf({ row, card, rotation }: Standing): {
  copies: MenuEntry[];
  others: MenuEntry[];
  dangers: MenuEntry[];
} {
  const { id: keyId } = row;
  const link = keyLinkOf(keyId);
  const recipes = card === null ? (['key'] as const) : recipesOf(card);
  const copies = recipes.map((recipe) => ({
    label: copyWords[recipe],
    onChoose: () => void copyKey(keyId, recipe),
  }));
  const others: (MenuEntry | false)[] = [
    canBePasted(row) && { label: 'Paste it…', onChoose: () => pasteKey(row) },
    row.isHeld && { label: 'Check this key', onChoose: () => void checkKey(keyId) },
    row.isHeld && {
      label: 'Show it for ten seconds…',
      onChoose: () => wishFor({ kind: 'reveal', keyId }),
    },
    rotation !== null && {
      label: 'Open rotation',
      onChoose: () => openRotation(rotation.rotation.id),
    },
    rotation === null &&
      canBeReplaced({ row, card }) && {
        label: 'Rotate…',
        onChoose: () => wishFor(replacementOf(row)),
      },
    canChangeContacts({ row, card }) && {
      label: 'Change contacts…',
      onChoose: () => wishFor({ kind: 'change-contacts', keyId }),
    },
    isReminded({ row, rotation }) && {
      label: 'Reminders…',
      onChoose: () => wishFor({ kind: 'stages', keyIds: [keyId] }),
    },
    link !== null && {
      label: 'Copy link',
      onChoose: () =>
        copyText(link, 'The link is in the clipboard: it opens this row, and holds no key.'),
    },
  ];
  const dangers: (MenuEntry | false)[] = [
    canBeReplaced({ row, card }) &&
      canHaveLeaked(row) && {
        label: 'This key leaked…',
        isDanger: true,
        onChoose: () => wishFor({ kind: 'rotate', keyIds: [keyId], reason: 'leaked' }),
      },
    row.isKept && {
      label: 'Forget here…',
      isDanger: true,
      onChoose: () => wishFor({ kind: 'forget', keyIds: [keyId] }),
    },
    canBeRetired(row) && {
      label: retireWord({ row, card }),
      isDanger: true,
      onChoose: () => wishFor({ kind: 'retire', keyId }),
    },
  ];
  return {
    copies: row.isHeld ? copies : [],
    others: others.filter((entry) => entry !== false),
    dangers: rotation === null ? dangers.filter((entry) => entry !== false) : [],
  };
}

export function canBePasted({ standing }: Known['row']): boolean {
  return standing === 'known-not-held';
}

export function pasteKey({ id }: Known['row']): void {
  wishFor({ kind: 'bring', path: null, listedAs: id });
}

export function canChangeContacts({ row, card }: Known): boolean {
  const isThere = row.remoteId !== null && row.standing !== 'gone' && row.standing !== 'retired';
  return isThere && row.standing !== 'legacy' && card?.contacts?.isChangeable === true;
}

/** One that has been replaced has its successor, and what its service does not know it cannot end. */
export function canBeReplaced({ row, card }: Known): boolean {
  if (card === null || row.standing === 'legacy' || row.standing === 'retired') return false;
  return row.replacedBy === null && (card.management.how === 'guided' || row.remoteId !== null);
}

/** Nobody can use one that works no more. */
function canHaveLeaked({ standing }: Known['row']): boolean {
  return standing === 'held' || standing === 'known-not-held';
}

/** What is gone or retired cannot be ended again. */
export function canBeRetired({ standing, remoteId, isKept }: Known['row']): boolean {
  return standing !== 'gone' && standing !== 'retired' && (remoteId !== null || isKept);
}

/** What works no more is only cleaned up. Where the user ends keys in the service's pages, it is noted. */
export function retireWord({ row, card }: Known): string {
  if (card?.management.how !== 'api' || row.remoteId === null) return 'Note as retired…';
  const isOver = row.standing === 'expired' || row.standing === 'legacy';
  return isOver ? 'Clean up at the service…' : 'Retire at the service…';
}
