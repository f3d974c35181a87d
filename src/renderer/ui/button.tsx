import { useEffect, useRef, type ReactNode } from 'react';
import styles from './button.module.css';

interface Button {
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** It stays where it is and keeps the focus, but does nothing. */
  isBusy?: boolean;
  /** Sends the form that it stands in, instead of being pressed for itself. */
  isSubmit?: boolean;
  /** Takes the focus once when this becomes true: a dialog opens, or what had the focus is gone. */
  hasFocus?: boolean;
  /** Says more than what is written on it, where what stands around it must be seen. */
  label?: string;
  /** Whether what it opens in its place is open. */
  isExpanded?: boolean;
  onPress?: () => void;
  children: ReactNode;
}

export function Button({
  kind = 'plain',
  isBusy = false,
  isSubmit = false,
  hasFocus = false,
  label,
  isExpanded,
  onPress,
  children,
}: Button) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (hasFocus) button.current?.focus();
  }, [hasFocus]);
  return (
    <button
      ref={button}
      type={isSubmit ? 'submit' : 'button'}
      className={`${styles['button']} ${styles[kind] ?? ''}`}
      data-kind={kind}
      aria-disabled={isBusy}
      aria-label={label}
      aria-expanded={isExpanded}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onPress?.();
      }}
    >
      {children}
    </button>
  );
}
