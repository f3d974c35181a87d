import { Ellipsis, X } from 'lucide-react';
import { checkKeys } from '../checks/check-keys.ts';
import { readMirror } from '../state.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { canBeReplaced, canChangeContacts } from '../use-key/key-actions.ts';
import { wishFor } from '../wish.ts';
import type { Entry } from './entry.ts';
import { isReminded } from './key-state.ts';
import styles from './picked-bar.module.css';

/** What can be done with several keys at once. */
export function PickedBar({ picked, onClear }: { picked: readonly Entry[]; onClear: () => void }) {
  const held = picked.filter(({ row }) => row.isHeld).map(({ row }) => row.id);
  // What becomes of one in rotation is decided there.
  const kept = picked
    .filter(({ row, rotation }) => row.isKept && rotation === null)
    .map(({ row }) => row.id);
  // What ends first is begun first.
  const rotatable = picked
    .filter(canBeRotated)
    .toSorted((one, other) => one.endOrder - other.endOrder)
    .map(({ row }) => row.id);
  const changeable = picked.filter(canChangeContacts).map(({ row }) => row.id);
  const ending = picked.filter(({ row }) => row.expiresAt !== null).map(({ row }) => row.id);
  const reminded = picked.filter(isReminded).map(({ row }) => row.id);
  const check = (): void => {
    const state = readMirror();
    if (state !== null) checkKeys(state, held);
  };
  return (
    <section className={styles['bar']} aria-label="Selected keys">
      <output>{picked.length.toLocaleString()} selected</output>
      {rotatable.length > 0 && (
        <Button onPress={() => wishFor({ kind: 'rotate', keyIds: rotatable, reason: 'planned' })}>
          Rotate{countIn(rotatable, picked)}…
        </Button>
      )}
      {rotatable.length > 0 && (
        <Button onPress={() => wishFor({ kind: 'plan', keyIds: rotatable })}>
          Plan{countIn(rotatable, picked)}…
        </Button>
      )}
      {held.length > 0 && <Button onPress={check}>Check{countIn(held, picked)}</Button>}
      {kept.length > 0 && (
        <Button onPress={() => wishFor({ kind: 'forget', keyIds: kept })}>
          Forget{countIn(kept, picked)} here…
        </Button>
      )}
      {kept.length === 0 && held.length === 0 && rotatable.length === 0 && (
        <span>None of these is held here.</span>
      )}
      <span className={styles['end']}>
        {(changeable.length > 0 || ending.length > 0) && (
          <Menu
            label="More for the selected keys"
            trigger={
              <IconButton label="More">
                <Ellipsis aria-hidden size={16} />
              </IconButton>
            }
            groups={[
              changeable.length === 0
                ? []
                : [
                    {
                      label: `Change a contact${ofThem(changeable, picked)}…`,
                      onChoose: () => wishFor({ kind: 'replace-contact', keyIds: changeable }),
                    },
                  ],
              reminded.length === 0
                ? []
                : [
                    {
                      label: `Reminders${ofThem(reminded, picked)}…`,
                      onChoose: () => wishFor({ kind: 'stages', keyIds: reminded }),
                    },
                  ],
              ending.length === 0
                ? []
                : [
                    {
                      label: `Calendar file${ofThem(ending, picked)}…`,
                      onChoose: () => wishFor({ kind: 'calendar', keyIds: ending }),
                    },
                  ],
            ]}
          />
        )}
        <IconButton label="Clear selection" onClick={onClear}>
          <X aria-hidden size={16} />
        </IconButton>
      </span>
    </section>
  );
}

/** Whether it can indeed is said one by one in the plan. */
function canBeRotated(entry: Entry): boolean {
  const { rotation, row } = entry;
  return rotation === null && row.standing !== 'retired' && canBeReplaced(entry);
}

function ofThem(some: readonly unknown[], all: readonly unknown[]): string {
  return some.length === all.length ? '' : ` of ${some.length.toLocaleString()}`;
}

/** Said where it is not all of them. */
function countIn(some: readonly unknown[], all: readonly unknown[]): string {
  return some.length === all.length ? '' : ` ${some.length.toLocaleString()}`;
}
