import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { checkKey } from '../checks/check-keys.ts';
import { wishFor } from '../wish.ts';
import { replacementOf } from './replacement.ts';

/** Something that can be done with a key beside copying it: for menus, and for the palette. */
export interface KeyAction {
  id: 'bring' | 'replace' | 'check' | 'reveal' | 'contacts' | 'forget' | 'retire';
  label: string;
  isDanger: boolean;
  do: () => void;
}

/** What makes sense for this key now, what is dangerous last. */
export function keyActionsOf(row: KeyRow, card: RuleCard | null): KeyAction[] {
  const { id: keyId } = row;
  const isOver = row.standing === 'retired' || row.standing === 'gone';
  const canReplace = card !== null && row.standing !== 'legacy' && row.replacedBy === null;
  const actions: (KeyAction | false)[] = [
    !row.isHeld &&
      row.standing === 'known-not-held' && {
        id: 'bring',
        label: 'Bring it in…',
        isDanger: false,
        do: () => wishFor({ kind: 'bring', path: null, listedAs: keyId }),
      },
    row.isHeld && {
      id: 'check',
      label: 'Check whether it works',
      isDanger: false,
      do: () => void checkKey(keyId),
    },
    row.isHeld && {
      id: 'reveal',
      label: 'Show it for ten seconds…',
      isDanger: false,
      do: () => wishFor({ kind: 'reveal', keyId }),
    },
    canReplace && {
      id: 'replace',
      label: 'Replace it…',
      isDanger: false,
      do: () => wishFor(replacementOf(row, card)),
    },
    row.contacts !== null &&
      !isOver &&
      card?.contacts?.isChangeable === true && {
        id: 'contacts',
        label: 'Change contacts…',
        isDanger: false,
        do: () => wishFor({ kind: 'change-contacts', keyId }),
      },
    row.isKept && {
      id: 'forget',
      label: 'Forget here…',
      isDanger: true,
      do: () => wishFor({ kind: 'forget', keyIds: [keyId] }),
    },
    !isOver &&
      card !== null && {
        id: 'retire',
        label: 'Retire at the service…',
        isDanger: true,
        do: () => wishFor({ kind: 'retire', keyId }),
      },
  ];
  return actions.filter((action) => action !== false);
}
