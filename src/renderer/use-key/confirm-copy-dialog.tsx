import { useState } from 'react';
import type { KeyRow } from '../../shared/key.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { RuleCard } from '../../shared/service.ts';
import { KeyName } from '../key-name.tsx';
import { useNow } from '../now.ts';
import { dateOf, momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish, wishFor, type Wish } from '../wish.ts';
import { copyKey } from './copy-key.ts';
import { canBeReplaced } from './key-actions.ts';
import { replacementOf } from './replacement.ts';

type Because = Extract<Wish, { kind: 'confirm-copy' }>['because'];

interface ConfirmCopyDialogProps {
  row: KeyRow;
  card: RuleCard | null;
  recipe: Recipe;
  because: Because;
}

/** Before a dead key goes into a tool. */
export function ConfirmCopyDialog({ row, card, recipe, because }: ConfirmCopyDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const now = useNow(60_000);
  const copy = async (): Promise<void> => {
    setBusy(true);
    await copyKey(row.id, recipe, true);
    dropWish();
  };
  return (
    <Dialog title={titles[because]} onClose={dropWish}>
      <p>
        <KeyName of={row} />
      </p>
      <p>
        {deadKeyWords(row, card, because, now)} Whatever you give it to will not get in with it.
      </p>
      <DialogFoot>
        <Button kind="quiet" isBusy={isBusy} onPress={() => void copy()}>
          Copy anyway
        </Button>
        {canBeReplaced({ row, card }) && (
          <Button onPress={() => wishFor(replacementOf(row))}>Rotate…</Button>
        )}
        <Button kind="primary" hasFocus onPress={dropWish}>
          Cancel
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

const titles: Record<Because, string> = {
  expired: 'Copy an expired key?',
  gone: 'Copy a key that is gone?',
  refused: 'Copy a key that was refused?',
  retired: 'Copy a retired key?',
};

/** `This key expired on 3 May 2026.` */
function deadKeyWords(
  { expiresAt, check, retiredAt }: Pick<KeyRow, 'expiresAt' | 'check' | 'retiredAt'>,
  card: RuleCard | null,
  because: Because,
  now: Date,
): string {
  const service = card?.name ?? 'Its service';
  switch (because) {
    case 'expired':
      return expiresAt === null
        ? 'This key has expired.'
        : `This key expired on ${dateOf(expiresAt)}.`;
    case 'gone':
      return `${service} no longer lists this key: it was ended there.`;
    case 'refused':
      return check === null
        ? `${service} refused this key when it was last checked.`
        : `${service} refused this key when it was last checked (${momentOf(check.at, now)}).`;
    case 'retired':
      return retiredAt === null
        ? 'This key is retired.'
        : `This key was retired on ${dateOf(retiredAt)}.`;
    default:
      return because satisfies never;
  }
}
