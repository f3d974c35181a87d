import type { ReactNode, Ref } from 'react';
import styles from './button.module.css';

interface Button {
  kind?: 'primary' | 'plain';
  /** It stays where it is and keeps the focus, but does nothing. */
  isBusy?: boolean;
  onPress: () => void;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function Button({ kind = 'plain', isBusy = false, onPress, ref, children }: Button) {
  return (
    <button
      type="button"
      ref={ref}
      className={kind === 'primary' ? `${styles['button']} ${styles['primary']}` : styles['button']}
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) onPress();
      }}
    >
      {children}
    </button>
  );
}
