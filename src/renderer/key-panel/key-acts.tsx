import type { Entry } from '../inventory/entry.ts';
import { stateOf, type KeyState } from '../inventory/key-state.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../use-key/copy-button.tsx';
import { canBeReplaced } from '../use-key/key-actions.ts';
import { replacementOf } from '../use-key/replacement.ts';
import { wishFor } from '../wish.ts';
import styles from './key-panel.module.css';

/** What one does with a key most: take it, and replace it. */
export function KeyActs({ entry, now }: { entry: Entry; now: Date }) {
  const { row, card, rotation } = entry;
  const canRotate = rotation === null && canBeReplaced(entry);
  const state = stateOf(entry, now.getTime());
  const isPressing = canRotate && (wantsRotation.has(state) || (state === 'expired' && row.isHeld));
  if (!row.isHeld && !canRotate) return null;
  return (
    <div className={styles['acts']}>
      {row.isHeld && (
        <div className={isPressing ? styles['softly'] : undefined}>
          <CopyButton row={row} card={card} />
        </div>
      )}
      {canRotate && (
        <Button kind={isPressing ? 'primary' : 'plain'} onPress={() => wishFor(replacementOf(row))}>
          Rotate…
        </Button>
      )}
    </div>
  );
}

/** Of a key that cannot be copied, nothing better can be had than a new one that can. */
const wantsRotation: ReadonlySet<KeyState> = new Set([
  'refused',
  'urgent',
  'due',
  'not-held',
  'item-missing',
]);
