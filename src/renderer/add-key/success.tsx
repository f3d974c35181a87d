import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './success.module.css';

/** It went well, in one line. */
export function Success({ children }: { children: ReactNode }) {
  return (
    <output className={styles['success']}>
      <CircleCheck aria-hidden size={20} />
      <span>{children}</span>
    </output>
  );
}
