import { Ellipsis, X } from 'lucide-react';
import { useRef } from 'react';
import { checkKeys } from '../checks/check-keys.ts';
import { readMirror } from '../state.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { useRootSize } from '../ui/root-size.ts';
import { useWidth } from '../ui/width.ts';
import { canBeReplaced, canChangeContacts } from '../use-key/key-actions.ts';
import { wishFor } from '../wish.ts';
import type { Entry } from './entry.ts';
import { isReminded } from './key-state.ts';
import styles from './picked-bar.module.css';

/** Narrower than this, not all of it has room in one line; in the size of the text. */
const wideRem = 42;

/** What can be done with several keys at once. What has no room beside the rest is in its menu. */
export function PickedBar({ picked, onClear }: { picked: readonly Entry[]; onClear: () => void }) {
  const bar = useRef<HTMLElement>(null);
  const width = useWidth(bar);
  const wideWidth = wideRem * useRootSize();
  const isNarrow = width > 0 && width < wideWidth;
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
  const checkEntry = { label: `Check${countIn(held, picked)}`, onChoose: check };
  const forgetEntry = {
    label: `Forget${countIn(kept, picked)} here…`,
    onChoose: () => wishFor({ kind: 'forget', keyIds: kept }),
  };
  const groups: MenuEntry[][] = [
    isNarrow ? many(held, checkEntry) : [],
    [
      ...many(changeable, {
        label: `Change a contact${ofThem(changeable, picked)}…`,
        onChoose: () => wishFor({ kind: 'replace-contact', keyIds: changeable }),
      }),
      ...many(reminded, {
        label: `Reminders${ofThem(reminded, picked)}…`,
        onChoose: () => wishFor({ kind: 'stages', keyIds: reminded }),
      }),
      ...many(ending, {
        label: `Calendar file${ofThem(ending, picked)}…`,
        onChoose: () => wishFor({ kind: 'calendar', keyIds: ending }),
      }),
    ],
    isNarrow ? many(kept, { ...forgetEntry, isDanger: true }) : [],
  ];
  return (
    <section ref={bar} className={styles['bar']} aria-label="Selected keys">
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
      {!isNarrow && held.length > 0 && <Button onPress={check}>{checkEntry.label}</Button>}
      {!isNarrow && kept.length > 0 && (
        <Button onPress={forgetEntry.onChoose}>{forgetEntry.label}</Button>
      )}
      {kept.length === 0 && held.length === 0 && rotatable.length === 0 && (
        <span>None of these is held here.</span>
      )}
      <span className={styles['end']}>
        {groups.some((group) => group.length > 0) && (
          <Menu
            label="More for the selected keys"
            trigger={
              <IconButton label="More">
                <Ellipsis aria-hidden size={16} />
              </IconButton>
            }
            groups={groups}
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

/** An entry for some of the keys, if there are any. */
function many(some: readonly unknown[], entry: MenuEntry): MenuEntry[] {
  return some.length === 0 ? [] : [entry];
}

function ofThem(some: readonly unknown[], all: readonly unknown[]): string {
  return some.length === all.length ? '' : ` of ${some.length.toLocaleString()}`;
}

/** Said where it is not all of them. */
function countIn(some: readonly unknown[], all: readonly unknown[]): string {
  return some.length === all.length ? '' : ` ${some.length.toLocaleString()}`;
}
