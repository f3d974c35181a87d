import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './success.module.css';

/** It went well, in one line. */
export function Success({ children }: { children: ReactNode }) {
  return (
    <div role="status" className={styles['success']}>
      <CircleCheck aria-hidden size={20} />
      <p>{children}</p>
    </div>
  );
}
