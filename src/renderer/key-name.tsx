import type { KeyRow } from '../shared/key.ts';
import { shownLabel } from '../shared/shown-label.ts';
import styles from './key-name.module.css';

/** A key as it is told apart: its label and its last five. */
export function KeyName({ of: { label, lastFive } }: { of: Pick<KeyRow, 'label' | 'lastFive'> }) {
  return (
    <span className={styles['name']}>
      <strong>{shownLabel(label)}</strong>{' '}
      <span className={styles['last-five']}>
        <span aria-hidden>•••••</span>
        {lastFive}
      </span>
    </span>
  );
}

/** The same as text, for a line that is read aloud. */
export function keyNameOf({ label, lastFive }: Pick<KeyRow, 'label' | 'lastFive'>): string {
  return `${shownLabel(label)} •••••${lastFive}`;
}
