import type { ComponentProps } from 'react';
import styles from './icon-button.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'className'> {
  /** What it does: the icon alone says it to few. */
  label: string;
}

export function IconButton({ label, children, ...rest }: IconButtonProps) {
  return (
    <button title={label} {...rest} type="button" className={styles['button']} aria-label={label}>
      {children}
    </button>
  );
}
