/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events --
   HTML's own select and datalist cannot draw what stands here, and the keys are heard by the field. */
import type { ReactNode } from 'react';
import styles from './palette.module.css';

interface ListBoxProps {
  id: string;
  label: string;
  children: ReactNode;
}

/** The list that belongs to a combobox. */
export function ListBox({ id, label, children }: ListBoxProps) {
  return (
    <div id={id} role="listbox" aria-label={label} className={styles['list']}>
      {children}
    </div>
  );
}

interface OptionProps {
  id: string;
  isActive: boolean;
  onPoint: () => void;
  onChoose: () => void;
  children: ReactNode;
}

/** The focus stays in the field, which names the one that is active. */
export function Option({ id, isActive, onPoint, onChoose, children }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={styles['option']}
      onPointerMove={isActive ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}
