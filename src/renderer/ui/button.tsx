import type { ReactNode } from 'react';
import styles from './button.module.css';

interface Button {
  kind?: 'primary' | 'plain';
  /** It stays where it is and keeps the focus, but does nothing. */
  isBusy?: boolean;
  onPress: () => void;
  children: ReactNode;
}

export function Button({ kind = 'plain', isBusy = false, onPress, children }: Button) {
  return (
    <button
      type="button"
      className={`${styles['button']} ${styles[kind]}`}
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) onPress();
      }}
    >
      {children}
    </button>
  );
}
